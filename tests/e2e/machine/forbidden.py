"""Forbidden acts, each with its refusal code: attacks by people who know the system."""

from collections.abc import Callable
from typing import Final

from govern.protocol import facts
from govern.rules.people.signers import Person
from govern.rules.proposals.stages import FINAL
from govern.rules.rulebook.rulebooks import COMMUNITY
from tests.dsl.people import STRANGER
from tests.e2e.machine import key_acts
from tests.e2e.machine.money_acts import bill, paid
from tests.e2e.machine.rulebooks import rulebook
from tests.e2e.machine.world import BY_ID, Choices, SignedAct, World

ForbiddenAct = tuple[SignedAct, str]
COMMENT: Final = {"parent": "", "proposal": "0" * 64}


def a_stranger_speaks(world: World, draw: Choices) -> ForbiddenAct | None:
    del world, draw
    return SignedAct(STRANGER, "member-left"), "key_unknown"


def who_left_speaks(world: World, draw: Choices) -> ForbiddenAct | None:
    gone = [BY_ID[one.member] for one in world.shadow.all(facts.Member) if one.left_at]
    return (SignedAct(draw.one(gone), "comment-made", COMMENT, {"text": "I am back"}), "member_left") if gone else None


def somebody_signs_for_another(world: World, draw: Choices) -> ForbiddenAct | None:
    here = world.present()
    if len(here) < 2:
        return None
    thief, victim = here[draw.number(0, len(here) - 2)], here[-1]
    return SignedAct(Person(victim.member, thief.seed), "member-left"), "signer_other"


def somebody_plays_the_clerk(world: World, draw: Choices) -> ForbiddenAct | None:
    del draw
    return SignedAct(world.present()[0], "proposal-expired", {"proposal": "0" * 64}), "field_unknown"


def a_text_is_kept_back(world: World, draw: Choices) -> ForbiddenAct | None:
    proposals = world.shadow.all(facts.Proposal)
    if not proposals:
        return None
    fields = {"parent": "", "proposal": draw.one(proposals).id, "text": "0" * 64}
    return SignedAct(draw.one(world.present()), "comment-made", fields), "text_missing"


def a_roll_is_given_out_as_a_text(world: World, draw: Choices) -> ForbiddenAct | None:
    polls = _polls(world)
    if not polls:
        return None
    poll = draw.one(polls)
    fields = {"parent": "", "proposal": poll.proposal, "text": poll.roll_blob}
    return SignedAct(draw.one(world.present()), "comment-made", fields), "text_missing"


def an_official_changes_ratified_rules(world: World, draw: Choices) -> ForbiddenAct | None:
    community = world.shadow.state.community()
    assert community is not None
    settled = [(club.club, club.rulebook, "convener") for club in world.clubs() if club.ratified_at]
    settled += [(COMMUNITY, community.rulebook, "administrator")] if community.ratified_at else []
    able = [(scope, number, one) for scope, number, role in settled for one in world.holders(role, scope)]
    if not able:
        return None
    scope, number, by = draw.one(able)
    return SignedAct(
        by, "rulebook-adopted", {"rulebook": rulebook(draw, number + 1), "scope": scope}
    ), "rulebook_ratified"


def a_member_adopts_rules(world: World, draw: Choices) -> ForbiddenAct | None:
    community, officials = world.shadow.state.community(), world.holders("administrator")
    assert community is not None
    others = [one for one in world.present() if one not in officials]
    if not others:
        return None
    fields = {"rulebook": rulebook(draw, community.rulebook + 1), "scope": COMMUNITY}
    return SignedAct(draw.one(others), "rulebook-adopted", fields), "role_needed"


def _polls(world: World) -> list[facts.Poll]:
    return world.shadow.all(facts.Poll)


def _first_ballot(who: Person, poll: facts.Poll) -> SignedAct:
    return SignedAct(who, "ballot-cast", {"choice": "yes", "poll": poll.id, "prev": "", "seq": 1})


def who_is_no_elector_votes(world: World, draw: Choices) -> ForbiddenAct | None:
    open_now = [one for one in _polls(world) if one.opens <= world.now < one.closes and not one.closed_at]
    if not open_now:
        return None
    poll = draw.one(open_now)
    outside = [one for one in world.present() if one not in world.electors(poll.id)]
    return (_first_ballot(draw.one(outside), poll), "not_elector") if outside else None


def somebody_votes_too_late(world: World, draw: Choices) -> ForbiddenAct | None:
    over = [one for one in _polls(world) if one.closed_at]
    return (_first_ballot(draw.one(world.present()), draw.one(over)), "poll_over") if over else None


def somebody_votes_too_early(world: World, draw: Choices) -> ForbiddenAct | None:
    early = [one for one in _polls(world) if world.now < one.opens]
    return (_first_ballot(draw.one(world.present()), draw.one(early)), "poll_not_open") if early else None


def somebody_votes_twice(world: World, draw: Choices) -> ForbiddenAct | None:
    open_now = {one.id: one for one in _polls(world) if one.opens <= world.now < one.closes and not one.closed_at}
    here = world.present()
    cast = [one for one in world.shadow.all(facts.Ballot) if one.poll in open_now and BY_ID[one.member] in here]
    if not cast:
        return None
    one = draw.one(cast)
    return _first_ballot(BY_ID[one.member], open_now[one.poll]), "ballot_sequence"


def _announced_of_author(world: World, draw: Choices) -> facts.Proposal | None:
    here = {one.member for one in world.present()}
    found = [one for one in world.shadow.all(facts.Proposal) if one.poll and one.author in here]
    return draw.one(found) if found else None


def an_author_withdraws_too_late(world: World, draw: Choices) -> ForbiddenAct | None:
    found = _announced_of_author(world, draw)
    return (
        (SignedAct(BY_ID[found.author], "proposal-withdrawn", {"proposal": found.id}), "withdraw_late")
        if found
        else None
    )


def an_author_revises_too_late(world: World, draw: Choices) -> ForbiddenAct | None:
    found = _announced_of_author(world, draw)
    if found is None:
        return None
    fields = {"effects": found.effects, "proposal": found.id, "version": found.version + 1}
    texts = {"body": "Something else", "title": "Other words"}
    return SignedAct(BY_ID[found.author], "proposal-revised", fields, texts), "revise_late"


def an_author_sponsors(world: World, draw: Choices) -> ForbiddenAct | None:
    here = {one.member for one in world.of_scope("community")}
    own = [one for one in world.at_stage("gathering") if one.author in here and one.scope == "community"]
    if not own:
        return None
    one = draw.one(own)
    fields = {"proposal": one.id, "version": one.version}
    return SignedAct(BY_ID[one.author], "proposal-sponsored", fields), "sponsor_author"


def a_guardian_vetoes_what_is_over(world: World, draw: Choices) -> ForbiddenAct | None:
    over = world.at_stage(*sorted(FINAL))
    if not over or not world.holders("guardian"):
        return None
    by, fields = draw.one(world.holders("guardian")), {"proposal": draw.one(over).id}
    return SignedAct(by, "proposal-vetoed", fields, {"reason": "I regret it"}), "veto_time"


def an_issuer_awards_to_themselves(world: World, draw: Choices) -> ForbiddenAct | None:
    if not world.holders("issuer"):
        return None
    one = draw.one(world.holders("issuer"))
    return SignedAct(one, "award-made", {"amount": 5, "to": one.member}, {"reason": "I am good"}), "award_to_self"


def an_issuer_confirms_their_own_award(world: World, draw: Choices) -> ForbiddenAct | None:
    issuers = {one.member for one in world.holders("issuer")}
    awards = world.shadow.all(facts.Award)
    made = [one for one in awards if one.made_by in issuers and not (one.confirmed_by or one.reversed_by)]
    if not made:
        return None
    one = draw.one(made)
    return SignedAct(BY_ID[one.made_by], "award-confirmed", {"award": one.id}), "award_same_person"


def an_issuer_takes_back_a_confirmed_award_alone(world: World, draw: Choices) -> ForbiddenAct | None:
    issuers = {one.member for one in world.holders("issuer")}
    doubted = [one for one in world.shadow.all(facts.Award) if one.doubted_by in issuers and not one.reversed_by]
    if not doubted:
        return None
    one = draw.one(doubted)
    return SignedAct(BY_ID[one.doubted_by], "award-reversed", {"award": one.id}, {"reason": "Mine"}), "award_doubted"


def a_treasurer_asks_for_more_than_the_cap(world: World, draw: Choices) -> ForbiddenAct | None:
    live = [one for one in world.shadow.all(facts.Mandate) if world.now < one.expires]
    if not live or not world.holders("treasurer"):
        return None
    one, by = draw.one(live), draw.one(world.holders("treasurer"))
    more = one.cap - one.paid - one.reserved + 1
    return SignedAct(by, "disbursement-requested", **bill(world, more, mandate=one.id)), "mandate_exceeded"


def a_treasurer_approves_their_own_request(world: World, draw: Choices) -> ForbiddenAct | None:
    treasurers = {one.member for one in world.holders("treasurer")}
    own = [one for one in world.shadow.all(facts.Disbursement) if one.requested_by in treasurers]
    if not own:
        return None
    one = draw.one(own)
    about = {"disbursement": one.id, "version": one.version}
    return SignedAct(BY_ID[one.requested_by], "disbursement-approved", about), "approver_not_separate"


def a_payment_is_made_twice(world: World, draw: Choices) -> ForbiddenAct | None:
    payments = [one for one in world.shadow.all(facts.Payment) if world.holders("treasurer")]
    if not payments:
        return None
    one = draw.one(payments)
    asked, mandate = _behind(world, one)
    others = [who for who in world.holders("treasurer") if who.member not in (asked.requested_by, mandate.payee_member)]
    if not others:
        return None
    again = paid(one.account, asked, "2026-02-21")
    return SignedAct(draw.one(others), "payment-recorded", again, {"reference": "Again"}), "disbursement_state"


def _behind(world: World, payment: facts.Payment) -> tuple[facts.Disbursement, facts.Mandate]:
    asked = world.shadow.get(facts.Disbursement, payment.disbursement)
    mandate = world.shadow.get(facts.Mandate, payment.mandate)
    assert asked is not None
    assert mandate is not None
    return asked, mandate


FORBIDDEN_ACTS: Final[tuple[Callable[[World, Choices], ForbiddenAct | None], ...]] = (
    a_stranger_speaks,
    who_left_speaks,
    key_acts.an_ended_key,
    key_acts.a_key_that_waits,
    key_acts.a_key_of_one_registrar,
    somebody_signs_for_another,
    somebody_plays_the_clerk,
    a_text_is_kept_back,
    a_roll_is_given_out_as_a_text,
    *[an_official_changes_ratified_rules] * 5,  # seldom possible, and the gravest of all
    a_member_adopts_rules,
    who_is_no_elector_votes,
    somebody_votes_too_late,
    somebody_votes_too_early,
    somebody_votes_twice,
    an_author_withdraws_too_late,
    an_author_revises_too_late,
    an_author_sponsors,
    a_guardian_vetoes_what_is_over,
    an_issuer_awards_to_themselves,
    an_issuer_confirms_their_own_award,
    an_issuer_takes_back_a_confirmed_award_alone,
    a_treasurer_asks_for_more_than_the_cap,
    a_treasurer_approves_their_own_request,
    a_payment_is_made_twice,
)

"""Forgeries about rulebooks, verdicts and late turns."""

from typing import Any

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.protocol.units import DAY, HOUR
from govern.rules.voting import announcements, closings
from govern.rules.voting.delegation import format_delegations
from tests.dsl.lifecycle import RATIFY, about, adopt, amendment, carried, challenge, ratified, rulebook
from tests.dsl.people import ADA, BO, DI, EVA, FAY, GIL
from tests.verify.forging.forger import ForgedStatement, Forger
from tests.verify.forging.forgeries import breaks
from tests.verify.forging.story import StoryIds


@breaks(6, "3.4", "rulebook_ratified")
def a_rulebook_adopted_after_the_ratification(forger: Forger, ids: StoryIds) -> ForgedStatement:
    ratified(forger)
    return adopt(forger, sponsors=2)


def _apply(forger: Forger, proposal: str) -> ForgedStatement:
    """The clerk carries a proposal out, whether it is time or not."""
    poll = forger.state(facts.Proposal, proposal).poll
    payload = {"community": forger.id, "effect": 0, "poll": poll, "proposal": proposal}
    return forger.state_as_clerk("effect-applied", payload)


@breaks(6, "1.10", "clerk_early")
def an_amendment_applied_that_did_not_pass(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = amendment(forger, rulebook())
    poll = forger.open_vote(proposal, BO)
    forger.vote(ADA, poll, "no")
    forger.close_vote(poll)
    return _apply(forger, proposal)


@breaks(6, "1.10", "clerk_early")
def an_amendment_applied_before_its_standstill_ended(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _apply(forger, carried(forger, amendment(forger, rulebook())))


@breaks(6, "1.10", "clerk_early")
def an_amendment_applied_during_a_challenge(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = carried(forger, amendment(forger, rulebook()))
    challenge(forger, proposal)
    forger.clock.advance(days=4)
    return _apply(forger, proposal)


@breaks(6, "1.10", "clerk_early")
def an_amendment_applied_after_its_veto(forger: Forger, ids: StoryIds) -> ForgedStatement:
    adopt(forger, veto={"ends": forger.clock() + 400 * DAY, "role": "guardian"})
    forger.grant(FAY, "guardian")
    proposal = carried(forger, forger.propose(GIL, "A pond"))
    about(forger, FAY, "proposal-vetoed", proposal)
    forger.clock.advance(days=1)
    return _apply(forger, proposal)


def _overtaken(forger: Forger) -> str:
    """An amendment that passed, but whose number another has taken; its grace period is not over."""
    proposal = carried(forger, amendment(forger, rulebook()))
    adopt(forger)
    forger.pass_time(days=4)
    return proposal


@breaks(6, "3.3", "rulebook_number")
def an_amendment_applied_that_was_overtaken(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _apply(forger, _overtaken(forger))


@breaks(6, "1.10", "clerk_early")
def an_expired_proposal_carried_out(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _overtaken(forger)
    forger.pass_time(days=40)
    assert forger.state(facts.Proposal, proposal).expired_at
    return _apply(forger, proposal)


@breaks(6, "1.10", "clerk_early")
def a_proposal_expired_before_its_time(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.state_as_clerk("proposal-expired", {"community": forger.id, "proposal": _overtaken(forger)})


def _at_the_close(forger: Forger, late: bool) -> tuple[str, str]:
    """A vote at its close, which the last ballots turned or not; proposal and poll."""
    proposal = forger.propose(GIL, "A pond")
    poll = forger.open_vote(proposal, BO)
    closes = forger.state(facts.Poll, poll).closes
    for one in (ADA, DI, EVA):
        forger.vote(one, poll)
    if late:
        forger.clock.set(closes - HOUR)
        for one in (DI, EVA):
            forger.vote(one, poll, "no")
    forger.clock.set(closes)
    return proposal, poll


@breaks(7, "1.10", "clerk_differs")
def a_vote_extended_without_a_turn(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _, poll = _at_the_close(forger, late=False)
    closes = forger.state(facts.Poll, poll).closes + DAY
    payload = {"closes": closes, "community": forger.id, "from": "rejected", "poll": poll, "to": "passed"}
    return forger.state_as_clerk("voting-extended", payload)


@breaks(7, "1.10", "clerk_differs")
def a_vote_extended_too_far(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal, poll = _at_the_close(forger, late=True)
    return forger.lie(proposal, closes=forger.state(facts.Poll, poll).hard_end)


@breaks(7, "1.10", "clerk_differs")
def a_vote_closed_that_should_have_been_extended(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal, poll = _at_the_close(forger, late=True)
    stated = forger.state(facts.Poll, poll), forger.state(facts.Proposal, proposal)
    payload = closings.closing(forger.memory, *stated, forger.tree.size, forger.root()).payload.to_dict()
    return forger.state_as_clerk("voting-closed", payload)


def _announcement(forger: Forger) -> tuple[str, dict[str, Any]]:
    """The announcement of an honest clerk after Gil has let Di vote, with its rolls; the proposal's id."""
    ends = forger.clock() + 90 * DAY
    forger.say(GIL, "delegation-made", area="community", delegate=DI.member, ends=ends, prev="", seq=1)
    proposal = forger.propose(GIL, "A pond")
    forger.sponsor(proposal, BO)
    found = forger.state(facts.Proposal, proposal)
    forger.clock.set(found.due_at)
    honest = announcements.announcement(forger.memory, found, forger.clock(), forger.tree.size)
    for data in (honest.roll.blob, format_delegations(honest.delegations)):
        forger.blobs[hash_of(data)] = data
    return proposal, honest.payload.to_dict()


@breaks(7, "1.10", "clerk_differs")
def a_delegation_turned_to_another(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal, honest = _announcement(forger)
    assert honest["delegations"]["count"] == 1
    del forger.blobs[honest["delegations"]["blob"]]
    data = format_delegations([(GIL.member, EVA.member)])
    forger.blobs[hash_of(data)] = data
    return forger.lie(proposal, delegations={"blob": hash_of(data), "count": 1})


@breaks(7, "1.10", "clerk_differs")
def a_chamber_with_another_total(forger: Forger, ids: StoryIds) -> ForgedStatement:
    adopt(forger, chambers=[{"electors": "members", "id": "all", "role": ""}], concur=1)
    proposal, honest = _announcement(forger)
    chamber = honest["chambers"][0]
    return forger.lie(proposal, chambers=[chamber | {"total": chamber["total"] - 1}])


@breaks(6, "5.11", "veto_none")
def a_veto_after_its_power_ended(forger: Forger, ids: StoryIds) -> ForgedStatement:
    adopt(forger, veto={"ends": forger.clock() + 5 * DAY, "role": "guardian"})
    forger.grant(FAY, "guardian")
    return about(forger, FAY, "proposal-vetoed", carried(forger, forger.propose(GIL, "A pond")))


@breaks(6, "3.6", "ratify_other")
def a_ratification_of_a_rulebook_overtaken(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = carried(forger, amendment(forger, RATIFY))
    adopt(forger)
    forger.pass_time(days=4)
    return _apply(forger, proposal)


@breaks(6, "1.10", "clerk_early")
def a_proposal_carried_out_after_its_grace_period(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = carried(forger, forger.propose(GIL, "A pond"))
    forger.clock.set(forger.state(facts.Proposal, proposal).grace_ends)
    return _apply(forger, proposal)

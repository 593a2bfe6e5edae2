"""Forgeries by a dishonest server, each with the step, the rule and the code that must detect it."""

import base64
from collections.abc import Callable
from dataclasses import replace

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.record import envelope, signing, strict_json
from govern.rules.people.signers import Person, Quote, payload_type
from govern.rules.voting.electorate import Roll, compute_roll, format_roll
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, STRANGER, person
from tests.verify.forging.forger import ForgedStatement, Forger
from tests.verify.forging.story import StoryIds

Act = Callable[[Forger, StoryIds], ForgedStatement]
FORGERIES: dict[Act, tuple[str, str, str]] = {}


def breaks(step: int, rule: str, code: str) -> Callable[[Act], Act]:
    """The only finding that the forgery must cause."""

    def register(act: Act) -> Act:
        FORGERIES[act] = (str(step), rule, code)
        return act

    return register


def _open_vote(forger: Forger) -> str:
    return forger.open_vote(forger.propose(GIL, "A pond"), BO)


@breaks(2, "1.6", "log_unknown")
def a_quoted_state_that_never_was(forger: Forger, ids: StoryIds) -> ForgedStatement:
    quote = Quote(20, b"another root of thirty-two bytes")
    return forger.say(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member, quote=quote)


@breaks(2, "1.6", "log_unknown")
def a_quoted_state_that_had_not_been_yet(forger: Forger, ids: StoryIds) -> ForgedStatement:
    later = Quote(forger.tree.size + 1, forger.tree.root())
    return forger.say(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member, quote=later)


@breaks(3, "8.7", "time_decreases")
def a_leaf_dated_back(forger: Forger, ids: StoryIds) -> ForgedStatement:
    award = forger.compose(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member)
    return forger.append(award, forger.clock() - 1)


@breaks(3, "8.6", "leaf_malformed")
def a_leaf_that_is_no_statement(forger: Forger, ids: StoryIds) -> ForgedStatement:
    forger.append_raw(b'{"at":1, "envelope":{}}')
    return ForgedStatement("", forger.tree.size - 1)


@breaks(3, "1.1", "payload_malformed")
def a_payload_that_is_not_strict(forger: Forger, ids: StoryIds) -> ForgedStatement:
    honest = forger.compose(BO, "award-confirmed", award=forger.award(GIL, 5, by=CHEN, confirmed_by=None))
    loose = honest.payload.replace(b'"award":"', b'"award": "')
    return forger.append(envelope.seal(honest.payload_type, loose, BO.seed))


@breaks(3, "1.2", "kind_unknown")
def a_kind_that_nobody_agreed_on(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(BO, "tokens-printed", amount=5)


@breaks(3, "1.2", "field_unknown")
def a_field_too_many(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(BO, "award-confirmed", award=forger.award(GIL, 5, by=CHEN, confirmed_by=None), twice=True)


@breaks(3, "1.7", "already_recorded")
def a_statement_played_twice(forger: Forger, ids: StoryIds) -> ForgedStatement:
    income = forger.compose(
        DI,
        "income-recorded",
        {"source": "A gift"},
        account=ids.account,
        amount=5,
        currency="EUR",
        from_account="",
        programme="",
        received_on="2026-01-15",
    )
    forger.append(income)
    return forger.append(income)


@breaks(3, "8.8", "blob_missing")
def a_text_that_is_gone(forger: Forger, ids: StoryIds) -> ForgedStatement:
    said = forger.say(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member)
    del forger.blobs[forger.state(facts.Award, said.id).reason]
    return said


@breaks(3, "8.8", "blob_malformed")
def a_text_in_another_form(forger: Forger, ids: StoryIds) -> ForgedStatement:
    data = b"just words"
    forger.blobs[hash_of(data)] = data
    return forger.say(BO, "award-made", amount=5, reason=hash_of(data), to=GIL.member)


def _enrol(forger: Forger, who: Person, by: Person, claimed: Person) -> ForgedStatement:
    claim = envelope.to_value(claimed.claim(forger.id, forger.number()))
    return forger.say(by, "member-enrolled", enrolled=who.member, claim=claim)


@breaks(4, "2.4", "claim_invalid")
def an_enrolment_with_the_claim_of_another(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _enrol(forger, person("ivo"), ADA, person("jun"))


@breaks(4, "2.4", "claim_invalid")
def an_enrolment_with_a_forged_claim(forger: Forger, ids: StoryIds) -> ForgedStatement:
    ivo = person("ivo")
    claim = envelope.to_value(ivo.claim(forger.id, forger.number()))
    other = envelope.to_value(replace(ivo, seed=b"x" * 32).claim(forger.id, forger.number()))
    mixed = {**claim, "signatures": other["signatures"]}
    return forger.say(ADA, "member-enrolled", enrolled=ivo.member, claim=mixed)


@breaks(4, "2.4", "claim_invalid")
def an_enrolment_with_a_claim_that_its_key_never_signed(forger: Forger, ids: StoryIds) -> ForgedStatement:
    ivo = person("ivo")
    claim = envelope.to_value(ivo.claim(forger.id, forger.number()))
    (signature,) = claim["signatures"]
    (other,) = envelope.to_value(replace(ivo, seed=b"x" * 32).claim(forger.id, forger.number()))["signatures"]
    forged = {**claim, "signatures": [{**signature, "sig": other["sig"]}]}
    return forger.say(ADA, "member-enrolled", enrolled=ivo.member, claim=forged)


@breaks(4, "2.4", "claim_invalid")
def an_enrolment_with_a_key_of_small_order(forger: Forger, ids: StoryIds) -> ForgedStatement:
    ivo, key = person("ivo"), b"\x01" + b"\x00" * 31
    payload = {
        "community": forger.id,
        "member": ivo.member,
        "nonce": forger.number(),
        "public_key": base64.b64encode(key).decode(),
    }
    signed = envelope.Envelope(
        payload_type("key-claim"),
        strict_json.encode(payload),
        (envelope.Signature(signing.key_id(key), key + b"\x00" * 32),),  # holds for this key, whatever was signed
    )
    return forger.say(ADA, "member-enrolled", enrolled=ivo.member, claim=envelope.to_value(signed))


@breaks(4, "2.2", "role_needed")
def an_enrolment_by_someone_who_is_no_registrar(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _enrol(forger, person("ivo"), GIL, person("ivo"))


@breaks(4, "2.5", "key_taken")
def an_enrolment_with_the_key_of_a_member(forger: Forger, ids: StoryIds) -> ForgedStatement:
    twin = replace(GIL, member=person("twin").member)
    return _enrol(forger, twin, ADA, twin)


@breaks(5, "1.5", "signature_invalid")
def a_ballot_changed_after_it_was_signed(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    honest = forger.compose(GIL, "ballot-cast", choice="yes", poll=poll, prev="", seq=1)
    changed = honest.payload.replace(b'"choice":"yes"', b'"choice":"no"')
    return forger.append(replace(honest, payload=changed))


@breaks(5, "1.4", "key_unknown")
def a_ballot_of_a_stranger(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(STRANGER, "ballot-cast", choice="yes", poll=_open_vote(forger), prev="", seq=1)


@breaks(5, "1.4", "key_unknown")
def a_ballot_before_its_voter_was_enrolled(forger: Forger, ids: StoryIds) -> ForgedStatement:
    said = forger.say(STRANGER, "ballot-cast", choice="yes", poll=_open_vote(forger), prev="", seq=1)
    forger.enrol(STRANGER)
    return said


@breaks(5, "1.4", "signer_other")
def a_ballot_in_another_members_name(forger: Forger, ids: StoryIds) -> ForgedStatement:
    impostor = replace(GIL, seed=EVA.seed)
    return forger.say(impostor, "ballot-cast", choice="yes", poll=_open_vote(forger), prev="", seq=1)


@breaks(5, "1.4", "clerk_only")
def a_closing_signed_by_an_administrator(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    kind, payload = forger.due(forger.state(facts.Poll, poll).proposal)
    return forger.append(envelope.seal(payload_type(kind), strict_json.encode(payload), ADA.seed))


@breaks(6, "6.2", "poll_over")
def a_late_ballot(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    for one in (ADA, DI, GIL):
        forger.vote(one, poll)
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    late = forger.vote(EVA, poll, "no")
    forger.tick()
    return late


@breaks(6, "6.3", "not_elector")
def a_ballot_of_a_member_who_is_not_on_the_roll(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.vote(BO, _open_vote(forger))


@breaks(6, "6.5", "ballot_sequence")
def a_second_ballot_that_replaces_nothing(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    forger.vote(GIL, poll)
    return forger.say(GIL, "ballot-cast", choice="no", poll=poll, prev="", seq=1)


@breaks(6, "1.10", "clerk_early")
def a_vote_closed_before_its_time(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    return forger.lie(forger.state(facts.Poll, poll).proposal)


@breaks(6, "1.3", "community_other")
def a_statement_of_another_community(forger: Forger, ids: StoryIds) -> ForgedStatement:
    own, forger.id = forger.id, hash_of(b"elsewhere")
    said = forger.say(BO, "award-made", {"reason": "work"}, amount=5, to=GIL.member)
    forger.id = own
    return said


@breaks(6, "2.2", "role_needed")
def a_role_given_by_a_member(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(GIL, "role-granted", holder=GIL.member, role="treasurer", scope="community")


@breaks(6, "5.4", "sponsor_author")
def an_author_who_sponsors(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(GIL, "proposal-sponsored", proposal=forger.propose(GIL, "A pond"), version=1)


@breaks(7, "1.10", "clerk_differs")
def a_forged_tally(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    forger.vote(GIL, poll, "no")
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    return forger.lie(forger.state(facts.Poll, poll).proposal, tally={"abstain": 0, "no": 0, "yes": 10})


@breaks(7, "1.10", "clerk_differs")
def a_forged_outcome(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    forger.vote(GIL, poll, "no")
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    return forger.lie(forger.state(facts.Poll, poll).proposal, outcome="passed")


@breaks(7, "1.10", "clerk_differs")
def a_ballot_left_out_of_the_count(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _open_vote(forger)
    forger.vote(GIL, poll, "no")
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    return forger.lie(forger.state(facts.Poll, poll).proposal, ballots=0)


def _announce(forger: Forger, change: Callable[[Roll], list[tuple[str, int]]]) -> ForgedStatement:
    """A vote announced with a roll that is consistent in itself, and false."""
    proposal = forger.propose(GIL, "A pond")
    forger.sponsor(proposal, BO)
    forger.clock.set(forger.state(facts.Proposal, proposal).due_at)
    lines = change(compute_roll(forger.memory, {"source": "square-root/1"}, "community", forger.clock(), 0))
    roll = Roll(tuple(lines), format_roll(lines), 0)
    forger.blobs[roll.hash] = roll.blob
    stated = {
        "blob": roll.hash,
        "count": len(lines),
        "log_size": forger.tree.size,
        "root": base64.b64encode(roll.root).decode(),
        "total": roll.total,
    }
    return forger.lie(proposal, roll=stated)


@breaks(7, "1.10", "clerk_differs")
def a_changed_weight(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _announce(forger, lambda roll: [(roll.lines[0][0], roll.lines[0][1] + 1), *roll.lines[1:]])


@breaks(7, "1.10", "clerk_differs")
def an_elector_left_off_the_roll(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _announce(forger, lambda roll: list(roll.lines[1:]))


@breaks(8, "7.6", "mandate_exceeded")
def a_payment_above_its_mandate(forger: Forger, ids: StoryIds) -> ForgedStatement:
    fields = {**forger.bill(20_001), "mandate": ids.mandate}
    return forger.say(GIL, "disbursement-requested", **fields)


@breaks(8, "7.9", "approver_not_separate")
def a_request_approved_by_the_one_who_made_it(forger: Forger, ids: StoryIds) -> ForgedStatement:
    request = forger.request(DI, ids.mandate, 1_000)
    return forger.say(DI, "disbursement-approved", disbursement=request, version=1)


@breaks(8, "7.8", "disbursement_state")
def a_payment_that_nobody_approved(forger: Forger, ids: StoryIds) -> ForgedStatement:
    request = forger.request(GIL, ids.mandate, 1_000)
    return _pay(forger, EVA, request, ids.account)


@breaks(8, "7.8", "disbursement_state")
def a_request_paid_twice(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _pay(forger, FAY, ids.request, ids.account)


@breaks(8, "7.5", "mandate_expired")
def a_payment_after_the_mandates_term(forger: Forger, ids: StoryIds) -> ForgedStatement:
    request = forger.request(GIL, ids.mandate, 1_000)
    forger.approve(DI, request)
    forger.pass_time(days=90)
    return _pay(forger, EVA, request, ids.account)


@breaks(8, "7.3", "account_floor")
def a_payment_below_the_accounts_floor(forger: Forger, ids: StoryIds) -> ForgedStatement:
    empty = forger.open_account(DI, "empty")
    request = forger.request(GIL, ids.mandate, 1_000)
    forger.approve(DI, request)
    return _pay(forger, EVA, request, empty)


def _pay(forger: Forger, who: Person, request: str, account: str) -> ForgedStatement:
    fields = {"account": account, "amount": 1_000, "charged": 1_000, "disbursement": request, "evidence": []}
    fields |= {"fee": 0, "paid_on": "2026-02-20"}
    return forger.say(who, "payment-recorded", {"reference": "transfer"}, **fields)


def _passed(forger: Forger) -> str:
    """A spending proposal whose standstill is over."""
    proposal = forger.propose_spending(GIL, "A pond", forger.spending(50_000, "The Diggers"))
    poll = forger.open_vote(proposal, BO, CHEN)
    for one in (ADA, DI, EVA):
        forger.vote(one, poll)
    forger.close_vote(poll)
    forger.clock.set(forger.state(facts.Proposal, proposal).standstill_ends)
    return proposal


@breaks(8, "1.10", "clerk_differs")
def a_mandate_above_what_was_voted(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.lie(_passed(forger), cap=5_000_000)


@breaks(8, "1.10", "clerk_differs")
def a_mandate_for_another_payee(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.lie(_passed(forger), payee={"member": BO.member, "type": "member"})


@breaks(8, "1.10", "clerk_early")
def a_mandate_granted_twice(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _passed(forger)
    kind, payload = forger.due(proposal)
    forger.tick()
    forger.clock.advance(1)
    return forger.state_as_clerk(kind, payload | {"expires": payload["expires"] + 1})


@breaks(8, "4.1", "award_to_self")
def tokens_awarded_to_oneself(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(BO, "award-made", {"reason": "work"}, amount=5, to=BO.member)


@breaks(8, "4.3", "award_same_person")
def an_award_confirmed_by_its_maker(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(BO, "award-confirmed", award=forger.award(GIL, 5, by=BO, confirmed_by=None))


@breaks(8, "4.12", "award_doubted")
def a_confirmed_award_reversed_by_one_issuer_alone(forger: Forger, ids: StoryIds) -> ForgedStatement:
    award = forger.award(GIL, 5)
    forger.say(BO, "award-reversed", {"reason": "I regret it"}, award=award)
    return forger.say(BO, "award-reversed", {"reason": "I regret it"}, award=award)


@breaks(8, "4.12", "award_reversed")
def an_award_confirmed_after_it_was_reversed(forger: Forger, ids: StoryIds) -> ForgedStatement:
    award = forger.award(GIL, 5, confirmed_by=None)
    forger.say(BO, "award-reversed", {"reason": "It was somebody else"}, award=award)
    return forger.say(CHEN, "award-confirmed", award=award)

"""Forgeries about choices, elections, budgets and membership."""

import base64
from dataclasses import replace
from typing import Any

from govern.protocol import facts
from govern.protocol.ids import hash_of
from govern.record import envelope, signing
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting import announcements, closings
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome import count_document
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, Person, person
from tests.verify.forging.forger import ForgedStatement, Forger
from tests.verify.forging.forgeries import breaks
from tests.verify.forging.story import StoryIds

PLAIN = {
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "sponsors": 0,
    "weight": {"source": "equal/1"},
}
NEWCOMER = person("ivo")


def _adopt(forger: Forger, **kinds: dict[str, Any]) -> None:
    """The simplest rules with one person, one vote, and some kinds changed."""
    simple = PRESETS["simple"]() | {"live_per_author": 0, "number": 2}
    rules = multi_option.rulebook_with(simple, **{kind: PLAIN | own for kind, own in kinds.items()})
    forger.say(ADA, "rulebook-adopted", rulebook=rules, scope="community")


def _voted(forger: Forger, proposal: str, *ballots: tuple[Person, Any]) -> facts.Poll:
    """The vote on a proposal at its close, the clerk's closing still to come."""
    poll = forger.open_vote(proposal)
    for one, choice in ballots:
        forger.vote(one, poll, choice)
    forger.clock.set(forger.state(facts.Poll, poll).closes)
    return forger.state(facts.Poll, poll)


def _choice(forger: Forger, method: str = "approval/1", tied: bool = False) -> facts.Poll:
    _adopt(forger, choice={"method": method})
    proposal = multi_option.choice(forger, GIL, "limes", "oaks")
    ranking = SEVERAL[method].form == "ranking"
    oaks, limes = ([["oaks"]], [["limes"]]) if ranking else (["oaks"], ["limes"])
    more = () if tied else ((CHEN, oaks),)
    return _voted(forger, proposal, (ADA, oaks), (BO, limes), *more)


def _lie(forger: Forger, poll: facts.Poll, **changes: Any) -> ForgedStatement:
    """The closing, changed, with a document on the count that says the same where winners change."""
    _, honest = forger.due(poll.proposal)
    proposal = forger.state(facts.Proposal, poll.proposal)
    data = closings.closing(forger.memory, poll, proposal, honest["log_size"], honest["log_root"]).document
    data = changes.pop("document", data)
    forger.blobs[hash_of(data)] = data
    return forger.lie(poll.proposal, **{"count": hash_of(data)} | changes)


def _document(forger: Forger, poll: facts.Poll, **changes: Any) -> bytes:
    """The document on a count, changed."""
    _, honest = forger.due(poll.proposal)
    proposal = forger.state(facts.Proposal, poll.proposal)
    data = closings.closing(forger.memory, poll, proposal, honest["log_size"], honest["log_root"]).document
    return count_document.strict_json.encode(count_document.parse(data) | changes)


@breaks(7, "1.10", "clerk_differs")
def the_loser_of_a_choice_declared_the_winner(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _choice(forger)
    return _lie(forger, poll, winners=["limes"], document=_document(forger, poll, winners=[0]))


@breaks(7, "1.10", "clerk_differs")
def a_ranking_whose_winner_is_swapped(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _choice(forger, "schulze/1")
    return _lie(forger, poll, winners=["limes"], document=_document(forger, poll, order=[[0], [1], [2]], winners=[0]))


@breaks(7, "1.10", "clerk_differs")
def another_document_on_how_it_was_counted(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _choice(forger, "irv/1")
    rounds = [{"excluded": [], "exhausted": "1", "totals": ["1", "9", "0"]}]
    return _lie(forger, poll, document=_document(forger, poll, rounds=rounds))


def a_lot_drawn_from_a_root_that_never_was(forger: Forger) -> ForgedStatement:
    """A closing with a root by which the lot falls on the other one; it is found by two steps."""
    poll = _choice(forger, tied=True)
    proposal = forger.state(facts.Proposal, poll.proposal)
    stated = closings.closing(forger.memory, poll, proposal, forger.tree.size, _other_lot(forger, poll))
    forger.blobs[hash_of(stated.document)] = stated.document
    return forger.state_as_clerk("voting-closed", stated.payload.to_dict())


def _other_lot(forger: Forger, poll: facts.Poll) -> str:
    """A root by which the lot falls on the other one."""
    proposal = forger.state(facts.Proposal, poll.proposal)
    honest = forger.due(poll.proposal)[1]["winners"]
    for number in range(64):
        root = base64.b64encode(bytes([number]) * 32).decode()
        if closings.closing(forger.memory, poll, proposal, forger.tree.size, root).payload.winners != honest:
            return root
    raise AssertionError("no root changes the lot")


@breaks(7, "1.10", "clerk_differs")
def a_lot_drawn_from_an_earlier_root(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _choice(forger, tied=True)
    proposal, earlier = forger.state(facts.Proposal, poll.proposal), forger.tree.size - 1
    root = base64.b64encode(forger.tree.root(earlier)).decode()
    stated = closings.closing(forger.memory, poll, proposal, earlier, root)
    forger.blobs[hash_of(stated.document)] = stated.document
    return forger.state_as_clerk("voting-closed", stated.payload.to_dict())


@breaks(7, "1.10", "clerk_differs")
def a_tie_settled_for_the_other_without_a_lot(forger: Forger, ids: StoryIds) -> ForgedStatement:
    poll = _choice(forger, tied=True)
    [honest] = forger.due(poll.proposal)[1]["winners"]
    other = "limes" if honest == "oaks" else "oaks"
    ties = [{"by": "voters", "taken": [other], "tied": ["limes", "oaks"]}]
    return _lie(forger, poll, ties=ties, winners=[other])


def _election(forger: Forger, *candidates: Person, **changes: Any) -> str:
    _adopt(forger, election={"method": "stv/1"})
    proposal = multi_option.election(forger, GIL, **{"seats": 2} | changes)
    multi_option.stand(forger, proposal, *candidates)
    return proposal


def _announced(forger: Forger, proposal: str, **changes: Any) -> ForgedStatement:
    """The announcement, changed; its roll is kept."""
    found = forger.state(facts.Proposal, proposal)
    forger.clock.set(found.due_at)
    honest = announcements.announcement(forger.memory, found, forger.clock(), forger.tree.size)
    forger.blobs[hash_of(honest.roll.blob)] = honest.roll.blob
    return forger.lie(proposal, **changes)


@breaks(7, "1.10", "clerk_differs")
def a_candidate_on_the_list_who_never_accepted(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _election(forger, ADA, BO, CHEN)
    forger.say(GIL, "candidate-nominated", candidate=EVA.member, proposal=proposal)
    return _announced(forger, proposal, options=sorted(one.member for one in (ADA, BO, CHEN, EVA)))


@breaks(7, "1.10", "clerk_differs")
def a_withdrawn_candidate_on_the_list(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _election(forger, ADA, BO, CHEN, EVA)
    forger.say(EVA, "candidacy-withdrawn", proposal=proposal)
    return _announced(forger, proposal, options=sorted(one.member for one in (ADA, BO, CHEN, EVA)))


@breaks(7, "1.10", "clerk_differs")
def a_candidate_left_off_the_list(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _election(forger, ADA, BO, CHEN)
    return _announced(forger, proposal, options=sorted(one.member for one in (ADA, BO)))


@breaks(7, "1.10", "clerk_differs")
def a_seat_more_than_the_proposal_has(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _announced(forger, _election(forger, ADA, BO, CHEN), seats=3)


@breaks(7, "1.10", "clerk_differs")
def ballots_that_may_name_more_than_the_rules_say(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _adopt(forger, choice={"method": "approval/1", "points": 1})
    return _announced(forger, multi_option.choice(forger, GIL, "limes", "oaks"), most=2)


def _elected(forger: Forger) -> str:
    """An election that seats Ada and Bo, in its standstill."""
    proposal = _election(forger, ADA, BO, CHEN)
    ballots = [(one, [[ADA.member], [BO.member]]) for one in (ADA, BO, DI, EVA, FAY)]
    poll = _voted(forger, proposal, *ballots, (GIL, [[CHEN.member]]))
    forger.tick()
    assert forger.state(facts.Result, poll.id).winners == [ADA.member, BO.member]
    return proposal


def _at_the_carrying_out(forger: Forger, proposal: str) -> str:
    forger.clock.set(forger.state(facts.Proposal, proposal).due_at)
    return proposal


@breaks(6, "1.10", "clerk_differs")
def a_seat_filled_for_a_loser(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _at_the_carrying_out(forger, _elected(forger))
    return forger.lie(proposal, seated=[ADA.member, CHEN.member])


@breaks(6, "1.10", "clerk_differs")
def a_term_made_longer(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _at_the_carrying_out(forger, _elected(forger))
    _, honest = forger.due(proposal)
    return forger.lie(proposal, ends=honest["ends"] + 86_400_000)


@breaks(6, "1.10", "clerk_early")
def a_term_ended_early(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _elected(forger)
    forger.carry_out(proposal)
    forger.clock.advance(days=30)
    return forger.state_as_clerk("term-ended", {"community": forger.id, "proposal": proposal})


@breaks(6, "5.19", "office_elected")
def an_elected_member_put_out_of_office_by_an_administrator(forger: Forger, ids: StoryIds) -> ForgedStatement:
    forger.carry_out(_elected(forger))
    return forger.say(ADA, "role-ended", holder=BO.member, role="councillor", scope="community")


@breaks(8, "1.10", "clerk_differs")
def a_mandate_for_a_project_that_lost(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _adopt(forger, budget={"method": "budget-greedy/1"})
    proposal = multi_option.budget(forger, GIL, 100_000, pond=60_000, bench=30_000, tower=90_000)
    _voted(forger, proposal, (ADA, ["pond"]), (BO, ["pond"]), (CHEN, ["bench"]), (DI, ["tower"]))
    forger.tick()
    _at_the_carrying_out(forger, proposal)
    _, honest = forger.due(proposal)
    tower = forger.state(facts.Proposal, proposal).effects[3]
    changes = {name: tower[name] for name in ("cap", "payee", "purpose")}
    return forger.state_as_clerk("mandate-granted", honest | changes | {"effect": 3})


def _admission(forger: Forger) -> str:
    _adopt(forger, membership={})
    claim = envelope.to_value(NEWCOMER.claim(forger.id, forger.number()))
    effect = {"admitted": NEWCOMER.member, "claim": claim, "effect": "admit-member"}
    return multi_option.put(forger, GIL, "membership", [effect])


@breaks(6, "1.10", "clerk_early")
def an_admission_that_was_voted_down(forger: Forger, ids: StoryIds) -> ForgedStatement:
    proposal = _admission(forger)
    poll = _voted(forger, proposal, (ADA, "no"), (BO, "no"), (CHEN, "yes"))
    forger.tick()
    forger.clock.advance(days=10)
    payload = {"community": forger.id, "effect": 0, "poll": poll.id, "proposal": proposal}
    return forger.state_as_clerk("effect-applied", payload)


@breaks(5, "1.5", "signature_invalid")
def a_statement_in_the_name_of_somebody_admitted_by_vote(forger: Forger, ids: StoryIds) -> ForgedStatement:
    """Their key entered the record within a proposal, not by an enrolment."""
    proposal = _admission(forger)
    _voted(forger, proposal, (ADA, "yes"), (BO, "yes"), (CHEN, "yes"))
    forger.tick()
    forger.carry_out(proposal)
    forger.propose(NEWCOMER, "A pond")
    signed = forger.compose(NEWCOMER, "member-left")
    theirs = signed.signatures[0]
    other = theirs._replace(sig=signing.sign(BO.seed, signed.message))
    return forger.append(replace(signed, signatures=(other,)))


@breaks(7, "1.10", "clerk_differs")
def an_objection_that_did_not_count(forger: Forger, ids: StoryIds) -> ForgedStatement:
    _adopt(forger, motion={"method": "consent/1"})
    poll = forger.open_vote(forger.propose(GIL, "A pond"))
    for one in (ADA, BO, CHEN):
        forger.vote(one, poll, "consent")
    forger.say(DI, "reason-given", {"text": "Too deep."}, poll=poll, seq=1)
    forger.vote(DI, poll, "object")
    found = forger.state(facts.Poll, poll)
    forger.clock.set(found.closes)
    return forger.lie(found.proposal, outcome="passed")

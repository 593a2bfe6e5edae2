"""A tale in which a vote is decided by every way of voting, with ties, lots and blank ballots."""

from typing import Any

from govern.record import envelope
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.methods import SEVERAL
from tests.dsl import ways
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, Tale, person

VOTERS = (ADA, BO, CHEN, DI, EVA, FAY)
NEWCOMER = person("ivo")
PLAIN = {
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "sponsors": 0,
    "weight": {"source": "equal/1"},
}


def adopt(tale: Tale, number: int, kind: str, **own: Any) -> None:
    """The founder adopts the simplest rules with those of one kind changed."""
    rules = ways.rulebook_with(PRESETS["simple"](), **{kind: PLAIN | own}) | {"live_per_author": 0, "number": number}
    tale.say(ADA, "rulebook-adopted", rulebook=rules, scope="community")


def tell_ways(tale: Tale) -> list[str]:
    """One vote by each way of voting, carried out; the polls' ids."""
    tale.enrol(BO, CHEN, DI, EVA, FAY, GIL)
    for treasurer in (DI, EVA, FAY):
        tale.grant(treasurer, "treasurer")
    found: list[str] = []
    wanted = [(kind, method) for kind in ("choice", "election", "budget") for method in kinds()[kind].methods]
    for number, (kind, method) in enumerate(wanted, start=2):
        adopt(tale, number, kind, method=method, points=9 if SEVERAL[method].form == "points" else 0)
        found.append(_decide(tale, kind, method, number))
    adopt(tale, len(wanted) + 2, "motion", method="consent/1")
    found.append(_consent(tale))
    adopt(tale, len(wanted) + 3, "membership")
    found.append(_membership(tale))
    return found


def _decide(tale: Tale, kind: str, method: str, number: int) -> str:
    if kind == "choice":
        proposal, names = ways.choice(tale, GIL, "limes", "oaks"), ["oaks", "limes", "status-quo"]
    elif kind == "election":
        office = f"office-{chr(96 + number)}"
        proposal = ways.election(tale, GIL, office=office, seats=1 if method in ("irv/1", "schulze/1") else 2)
        ways.stand(tale, proposal, ADA, BO, CHEN)
        names = [one.member for one in (ADA, BO, CHEN)]
    else:
        proposal, names = ways.budget(tale, GIL, 100_000, pond=60_000, bench=30_000, tower=30_000), ["pond", "bench"]
        names.append("tower")
    return _voted(tale, proposal, method, names)


def _voted(tale: Tale, proposal: str, method: str, names: list[str]) -> str:
    """Two for the first, two for the second, one blank, one who thinks again: a tie in many ways of voting."""
    poll = tale.open_vote(proposal)
    first, second = (ballot(method, order) for order in (names[:2], names[1::-1]))
    for one, choice in zip(VOTERS, (first, second, first, second, [], second), strict=True):
        tale.vote(one, poll, choice)
    tale.vote(FAY, poll, ballot(method, names[2:]))
    return _finish(tale, proposal, poll)


def _finish(tale: Tale, proposal: str, poll: str) -> str:
    if tale.close_vote(poll) == "passed":
        tale.carry_out(proposal)
    return poll


def ballot(method: str, order: list[str]) -> Any:
    """A ballot that puts these options in this order, or only the first where one alone can be named."""
    form = SEVERAL[method].form
    if form == "names":
        return order[:1] if method == "plurality/1" else sorted(order)
    if form == "points":
        return ways.points(**{name: 2 - place for place, name in enumerate(order)})
    return [[name] for name in order]


def _consent(tale: Tale) -> str:
    proposal = tale.propose(GIL, "A pond")
    poll = tale.open_vote(proposal)
    tale.vote(ADA, poll, "consent")
    tale.vote(BO, poll, "aside")
    tale.say(DI, "reason-given", {"text": "Too deep."}, poll=poll, seq=1)
    tale.vote(DI, poll, "object")
    return _finish(tale, proposal, poll)


def _membership(tale: Tale) -> str:
    claim = envelope.to_value(NEWCOMER.claim(tale.id, tale.number()))
    effect = {"admitted": NEWCOMER.member, "claim": claim, "effect": "admit-member"}
    proposal = ways.put(tale, GIL, "membership", [effect])
    poll = tale.open_vote(proposal)
    for one in VOTERS:
        tale.vote(one, poll)
    return _finish(tale, proposal, poll)

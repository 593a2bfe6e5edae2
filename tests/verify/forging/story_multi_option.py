"""A story with a vote by every method, with ties, lots and blank ballots."""

from typing import Any

from govern.record import envelope
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.presets import preset
from govern.rules.voting.methods import SEVERAL
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, CommunityDsl, person

VOTERS = (ADA, BO, CHEN, DI, EVA, FAY)
NEWCOMER = person("ivo")
PLAIN = {
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "sponsors": 0,
    "weight": {"source": "equal/1"},
}


def adopt(community: CommunityDsl, number: int, kind: str, format_: int = 1, **own: Any) -> None:
    """The founder adopts the simplest rules with those of one kind changed."""
    rules = multi_option.rulebook_with(preset("simple", format_), **{kind: PLAIN | own}) | {
        "live_per_author": 0,
        "number": number,
    }
    community.say(ADA, "rulebook-adopted", rulebook=rules, scope="community")


def record_multi_option(community: CommunityDsl) -> list[str]:
    """One vote by each way of voting, carried out; the polls' ids."""
    community.enrol(BO, CHEN, DI, EVA, FAY, GIL)
    for treasurer in (DI, EVA, FAY):
        community.grant(treasurer, "treasurer")
    found: list[str] = []
    wanted = [(kind, method) for kind in ("choice", "election", "budget") for method in kinds()[kind].methods]
    wanted.sort(key=lambda one: SEVERAL[one[1]].since)  # rules never go back to an older format
    for number, (kind, method) in enumerate(wanted, start=2):
        points = 9 if SEVERAL[method].form == "points" else 0
        adopt(community, number, kind, SEVERAL[method].since, method=method, points=points)
        found.append(_decide(community, kind, method, number))
    last = max(SEVERAL[method].since for _, method in wanted)
    adopt(community, len(wanted) + 2, "motion", last, method="consent/1")
    found.append(_consent(community))
    adopt(community, len(wanted) + 3, "membership", last)
    found.append(_membership(community))
    return found


def _decide(community: CommunityDsl, kind: str, method: str, number: int) -> str:
    if kind == "choice":
        proposal, names = multi_option.choice(community, GIL, "limes", "oaks"), ["oaks", "limes", "status-quo"]
    elif kind == "election":
        office = f"office-{chr(97 + number % 26)}"
        proposal = multi_option.election(community, GIL, office=office, seats=1 if SEVERAL[method].one_winner else 2)
        multi_option.stand(community, proposal, ADA, BO, CHEN)
        names = [one.member for one in (ADA, BO, CHEN)]
    else:
        proposal, names = (
            multi_option.budget(community, GIL, 100_000, pond=60_000, bench=30_000, tower=30_000),
            ["pond", "bench"],
        )
        names.append("tower")
    return _voted(community, proposal, method, names)


def _voted(community: CommunityDsl, proposal: str, method: str, names: list[str]) -> str:
    """Two for the first, two for the second, one blank, one who thinks again: a tie in many ways of voting."""
    poll = community.open_vote(proposal)
    first, second = (ballot(method, order) for order in (names[:2], names[1::-1]))
    for one, choice in zip(VOTERS, (first, second, first, second, [], second), strict=True):
        community.vote(one, poll, choice)
    community.vote(FAY, poll, ballot(method, names[2:]))
    return _finish(community, proposal, poll)


def _finish(community: CommunityDsl, proposal: str, poll: str) -> str:
    if community.close_vote(poll) == "passed":
        community.carry_out(proposal)
    return poll


def ballot(method: str, order: list[str]) -> Any:
    """A ballot that puts these options in this order, or only the first where one alone can be named."""
    form = SEVERAL[method].form
    if form == "names":
        return order[:1] if method == "plurality/1" else sorted(order)
    if form == "points":
        return multi_option.points(**{name: 2 - place for place, name in enumerate(order)})
    return [[name] for name in order]


def _consent(community: CommunityDsl) -> str:
    proposal = community.propose(GIL, "A pond")
    poll = community.open_vote(proposal)
    community.vote(ADA, poll, "consent")
    community.vote(BO, poll, "aside")
    community.say(DI, "reason-given", {"text": "Too deep."}, poll=poll, seq=1)
    community.vote(DI, poll, "object")
    return _finish(community, proposal, poll)


def _membership(community: CommunityDsl) -> str:
    claim = envelope.to_value(NEWCOMER.claim(community.id, community.number()))
    effect = {"admitted": NEWCOMER.member, "claim": claim, "effect": "admit-member"}
    proposal = multi_option.put(community, GIL, "membership", [effect])
    poll = community.open_vote(proposal)
    for one in VOTERS:
        community.vote(one, poll)
    return _finish(community, proposal, poll)

"""The minimums of multi-option votes and of consent, each met exactly and missed by one."""

from typing import Any

import pytest

from govern.protocol import facts
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.voting.test_multi_option import hall_with

VOTERS = (ADA, BO, CHEN, DI, EVA, FAY, GIL)
HALF = {"den": 2, "num": 1, "strict": False}  # of seven equals: four
LOW = {"den": 100, "num": 1, "strict": False}
NONE = {"den": 1, "num": 0, "strict": False}


def _tests(community: InMemoryCommunity, poll: str) -> dict[str, tuple[str, str, bool]]:
    tests = community.state(facts.Result, poll).tests
    return {one["test"]: (one["left"], one["right"], one["holds"]) for one in tests}


def _elected(community: InMemoryCommunity, named: int, blank: int) -> str:
    """An election of one candidate, whom some name while others leave their ballots blank; the poll's id."""
    proposal = multi_option.election(community, GIL)
    multi_option.stand(community, proposal, ADA)
    poll = community.open_vote(proposal)
    for place, one in enumerate(VOTERS[: named + blank]):
        community.vote(one, poll, [[ADA.member]] if place < named else [])
    community.close_vote(poll)
    return poll


@pytest.mark.parametrize(
    ("rules", "named", "blank", "test", "outcome"),
    [
        ({"approval_floor": HALF}, 4, 0, "approval-floor", "passed"),
        ({"approval_floor": HALF}, 3, 2, "approval-floor", "no-quorum"),  # blank ballots approve nobody
        ({"approval_floor": LOW, "participation": HALF}, 3, 1, "participation", "passed"),  # but they take part
        ({"approval_floor": LOW, "participation": HALF}, 3, 0, "participation", "no-quorum"),
        ({"approval_floor": LOW, "head_count": 3}, 2, 1, "head-count", "passed"),
        ({"approval_floor": LOW, "head_count": 3}, 2, 0, "head-count", "no-quorum"),
    ],
)
def test_an_election_needs_its_minimums(rules: dict[str, Any], named: int, blank: int, test: str, outcome: str) -> None:
    community = hall_with("election", **{"participation": NONE} | rules)
    poll = _elected(community, named, blank)
    assert community.state(facts.Result, poll).outcome == outcome
    assert _tests(community, poll)[test][2] == (outcome == "passed")


@pytest.mark.parametrize(("against", "outcome"), [(1, "passed"), (2, "rejected")])
def test_the_winner_of_a_choice_needs_more_than_the_support(against: int, outcome: str) -> None:
    two_thirds = {"den": 3, "num": 2, "strict": True}
    community = hall_with("choice", method="plurality/1", approval_floor=LOW, participation=NONE, support=two_thirds)
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    for one in VOTERS[:4]:
        community.vote(one, poll, ["oaks"])
    for one in VOTERS[4 : 4 + against]:
        community.vote(one, poll, ["status-quo"])
    assert community.close_vote(poll) == outcome  # four of six is exactly two thirds, which is not more


@pytest.mark.parametrize(
    ("rules", "consent", "aside", "test", "outcome"),
    [
        ({"approval_floor": HALF}, 4, 0, "approval-floor", "passed"),
        ({"approval_floor": HALF}, 3, 3, "approval-floor", "no-quorum"),  # who stands aside does not consent
        ({"approval_floor": LOW, "participation": HALF}, 1, 3, "participation", "passed"),
        ({"approval_floor": LOW, "participation": HALF}, 1, 2, "participation", "no-quorum"),
        ({"approval_floor": LOW, "head_count": 3}, 1, 2, "head-count", "passed"),
        ({"approval_floor": LOW, "head_count": 3}, 1, 1, "head-count", "no-quorum"),
        ({"approval_floor": LOW}, 0, 3, "some-yes", "no-quorum"),
    ],
)
def test_consent_needs_its_minimums(rules: dict[str, Any], consent: int, aside: int, test: str, outcome: str) -> None:
    settled = {"method": "consent/1", "weight": {"source": "equal/1"}, "participation": NONE}
    community = hall_with("motion", **settled | rules)
    poll = community.open_vote(community.propose(GIL, "A pond"))
    for place, one in enumerate(VOTERS[: consent + aside]):
        community.vote(one, poll, "consent" if place < consent else "aside")
    assert community.close_vote(poll) == outcome
    assert _tests(community, poll)[test][2] == (outcome == "passed")

"""A story of elections under format 1 and 2: the same ballots, other ties and a seat that stays vacant."""

from typing import Any

from tests.dsl import multi_option
from tests.dsl.formats import of_format
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, CommunityDsl

APPROVAL = {
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "method": "approval/1",
    "sponsors": 0,
    "weight": {"source": "equal/1"},
}


def record_seats(community: CommunityDsl) -> None:
    """Two elections to two seats by the rules of each format: two level who are both seated, and Ada alone."""
    community.enrol(BO, CHEN, DI, EVA)
    for number in (1, 2):
        raw = multi_option.rulebook_with(of_format(number), election=APPROVAL)
        community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw | {"number": number + 1})
        _elect(community, [ADA.member, BO.member])
        _elect(community, [ADA.member])


def _elect(community: CommunityDsl, ballot: Any) -> None:
    proposal = multi_option.election(community, EVA, seats=2)
    multi_option.stand(community, proposal, ADA, BO, CHEN)
    poll = community.open_vote(proposal)
    for voter in (ADA, BO, DI):
        community.vote(voter, poll, sorted(ballot))
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)

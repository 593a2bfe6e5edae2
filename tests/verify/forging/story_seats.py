"""Elections under format 1 and format 2 of the rulebook: the same ballots, other ties and a seat that stays vacant."""

from typing import Any

from tests.dsl import ways
from tests.dsl.formats import of_format
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, Tale

APPROVAL = {
    "head_count": 0,
    "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0},
    "method": "approval/1",
    "sponsors": 0,
    "weight": {"source": "equal/1"},
}


def tell_seats(tale: Tale) -> None:
    """Two elections to two seats by the rules of each format: two level who are both seated, and Ada alone."""
    tale.enrol(BO, CHEN, DI, EVA)
    for number in (1, 2):
        raw = ways.rulebook_with(of_format(number), election=APPROVAL)
        tale.say(ADA, "rulebook-adopted", scope="community", rulebook=raw | {"number": number + 1})
        _elect(tale, [ADA.member, BO.member])
        _elect(tale, [ADA.member])


def _elect(tale: Tale, ballot: Any) -> None:
    proposal = ways.election(tale, EVA, seats=2)
    ways.stand(tale, proposal, ADA, BO, CHEN)
    poll = tale.open_vote(proposal)
    for voter in (ADA, BO, DI):
        tale.vote(voter, poll, sorted(ballot))
    assert tale.close_vote(poll) == "passed"
    tale.carry_out(proposal)

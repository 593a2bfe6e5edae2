"""Refusals of draws by lot (rules 10)."""

from tests.dsl.people import ADA
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


def _call(community: InMemoryCommunity, soon: int = 3_600_000, count: int = 1) -> str:
    fields = {"count": count, "draws_at": community.clock() + soon, "role": "", "rotation": "", "scope": "community"}
    return str(community.say(ADA, "draw-called", {"purpose": "Who opens the hall"}, **fields).id)


def _cancel(community: InMemoryCommunity, draw: str) -> None:
    community.say(ADA, "draw-cancelled", {"reason": "Closed"}, draw=draw)


@refused_with("draw_unknown")
def a_draw_that_is_not_there(community: InMemoryCommunity) -> None:
    _cancel(community, "0" * 64)


@refused_with("draw_time")
def a_draw_at_once(community: InMemoryCommunity) -> None:
    _call(community, soon=59_999)


@refused_with("draw_count")
def a_draw_of_more_than_there_are(community: InMemoryCommunity) -> None:
    _call(community, count=100)


@refused_with("draw_over")
def a_draw_cancelled_twice(community: InMemoryCommunity) -> None:
    draw = _call(community)
    for _ in range(2):
        _cancel(community, draw)


@refused_with("draw_over")
def a_draw_cancelled_at_its_time(community: InMemoryCommunity) -> None:
    draw = _call(community)
    community.clock.advance(hours=1)
    _cancel(community, draw)

"""Scenes of draws by lot (rules 8)."""

from tests.dsl.people import ADA
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


def _call(hall: InMemoryCommunity, soon: int = 3_600_000, count: int = 1) -> str:
    fields = {"count": count, "draws_at": hall.clock() + soon, "role": "", "rotation": "", "scope": "community"}
    return str(hall.say(ADA, "draw-called", {"purpose": "Who opens the hall"}, **fields).id)


def _cancel(hall: InMemoryCommunity, draw: str) -> None:
    hall.say(ADA, "draw-cancelled", {"reason": "Closed"}, draw=draw)


@refused_with("draw_unknown")
def a_draw_that_is_not_there(hall: InMemoryCommunity) -> None:
    _cancel(hall, "0" * 64)


@refused_with("draw_time")
def a_draw_at_once(hall: InMemoryCommunity) -> None:
    _call(hall, soon=59_999)


@refused_with("draw_count")
def a_draw_of_more_than_there_are(hall: InMemoryCommunity) -> None:
    _call(hall, count=100)


@refused_with("draw_over")
def a_draw_cancelled_twice(hall: InMemoryCommunity) -> None:
    draw = _call(hall)
    for _ in range(2):
        _cancel(hall, draw)


@refused_with("draw_over")
def a_draw_cancelled_at_its_time(hall: InMemoryCommunity) -> None:
    draw = _call(hall)
    hall.clock.advance(hours=1)
    _cancel(hall, draw)

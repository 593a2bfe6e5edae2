"""The clock of epochs: when one begins and ends, by the community's rulebooks in time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from govern.protocol.facts import Community, EpochClock, Fact, Rulebook
from govern.protocol.state import State
from govern.rules.people.decay import CLOCK

NOTHING: Final = (0, 0)


def started(state: State, adopted: Rulebook, at: int, index: int) -> tuple[Fact, ...]:
    """What a rulebook of the community just adopted means for the clock: an epoch that runs goes on to its end.

    Otherwise the first begins once a rulebook with decay takes effect; another one adopted before that may undo it.
    """
    clock = state.get(EpochClock, CLOCK)
    if clock is not None and clock.due_at and clock.began_at <= at:
        return ()
    before = clock or EpochClock(CLOCK, 1, *NOTHING, 0, at, index)
    began_at, due_at = _first([adopted, *_adopted(state)], at)
    if (before.began_at, before.due_at) == (began_at, due_at):
        return ()
    return (replace(before, began_at=began_at, due_at=due_at, at=at, index=index),)


def turned(state: State, clock: EpochClock, mature_until: int, at: int, index: int) -> EpochClock:
    """The clock once its epoch is closed: the next one begins at the end of that one, if rules then ask for any."""
    began_at, due_at = _first(list(_adopted(state)), clock.due_at)
    return EpochClock(clock.id, clock.number + 1, began_at, due_at, mature_until, at, index)


def _adopted(state: State) -> Iterator[Rulebook]:
    """The community's rulebooks, the newest first."""
    community: Community | None = state.community()
    for number in range(community.rulebook if community else 0, 0, -1):
        book = state.get(Rulebook, "community", number)
        if book is not None:
            yield book


def _first(books: list[Rulebook], moment: int) -> tuple[int, int]:
    """When the first epoch from a moment on begins and ends, by rulebooks given newest first; NOTHING if none does."""
    for book in reversed(_counting(books, moment)):
        length = int(book.rules["tokens"]["decay"]["epoch_ms"])
        if length:
            began_at = max(moment, book.effective_at)
            return began_at, began_at + length
    return NOTHING


def _counting(books: list[Rulebook], moment: int) -> list[Rulebook]:
    """Those that count at a moment or some time later: none that another replaces before it takes effect."""
    counting: list[Rulebook] = []
    for book in books:
        if not counting or book.effective_at < counting[-1].effective_at:
            counting.append(book)
        if book.effective_at <= moment:
            break
    return counting

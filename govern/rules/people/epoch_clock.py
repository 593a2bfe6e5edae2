"""The clock of epochs: begin and end of each, by the community's rulebooks over time."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from govern.protocol.facts import Community, EpochClock, Fact, Rulebook
from govern.protocol.state import State
from govern.rules.people.decay import CLOCK

NOTHING: Final = (0, 0)


def started(state: State, adopted: Rulebook, at: int, index: int) -> tuple[Fact, ...]:
    """The clock after the adoption of a rulebook of the community; a running epoch continues to its end.

    Otherwise the first epoch begins when a rulebook with decay takes effect; another adoption before that may cancel
    it.
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
    """The clock after its epoch is closed: the next one begins at its end, if the rules then have decay."""
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
    """Begin and end of the first epoch at or after a time, by rulebooks given newest first; NOTHING if none."""
    for book in reversed(_counting(books, moment)):
        length = int(book.rules["tokens"]["decay"]["epoch_ms"])
        if length:
            began_at = max(moment, book.effective_at)
            return began_at, began_at + length
    return NOTHING


def _counting(books: list[Rulebook], moment: int) -> list[Rulebook]:
    """The rulebooks in force at a time or later, without those replaced before they take effect."""
    counting: list[Rulebook] = []
    for book in books:
        if not counting or book.effective_at < counting[-1].effective_at:
            counting.append(book)
        if book.effective_at <= moment:
            break
    return counting

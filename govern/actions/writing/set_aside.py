"""Failed tasks of the clerk: set aside and tried again later, so that they do not block others."""

from dataclasses import dataclass
from typing import Final

from govern.protocol.state import Due
from govern.protocol.units import MINUTE

PAUSES: Final = tuple(minutes * MINUTE for minutes in (1, 2, 5, 15, 60))  # between tries; the last one repeats


class TaskFailed(Exception):
    """A task of the clerk that failed for a reason of its own; the cause is the error."""

    def __init__(self, due: Due) -> None:
        super().__init__(name_of(due))
        self.due = due


@dataclass(frozen=True)
class _Failure:
    tries: int
    next_try: int


class SetAside:
    """The tasks that failed in this process, by the object of the task."""

    def __init__(self) -> None:
        self._failures: dict[str, _Failure] = {}

    def add(self, due: Due, now: int) -> None:
        """Store a failure at a time (milliseconds since 1970, UTC)."""
        before = self._failures.get(name_of(due))
        tries = before.tries + 1 if before else 1
        self._failures[name_of(due)] = _Failure(tries, now + PAUSES[min(tries, len(PAUSES)) - 1])

    def drop(self, names: set[str]) -> None:
        """Remove tasks that were carried out."""
        for name in names & self._failures.keys():
            del self._failures[name]

    def drop_all_but(self, names: set[str]) -> None:
        """Remove all tasks except these, because nothing else is due."""
        self.drop(self._failures.keys() - names)

    def waits(self, due: Due, now: int) -> bool:
        """Whether a task failed and must not be tried yet."""
        found = self._failures.get(name_of(due))
        return found is not None and found.next_try > now

    def names(self) -> tuple[str, ...]:
        """The failed tasks, such as `Proposal 5f0c…`, sorted."""
        return tuple(sorted(self._failures))


def name_of(due: Due) -> str:
    """Type and id of a task's object."""
    return f"{type(due).__name__} {due.id}"

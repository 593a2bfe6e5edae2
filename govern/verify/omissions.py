"""Omissions of the clerk: tasks that were due and that the record passes over.

A server carries out what is due at the end of each batch. So whenever the time of the record grows, and at its end, no
task that was due by the earlier time may be unstated (rule 8.11). Otherwise a server could block a decision by doing
nothing.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import ClerkPayload, Payload
from govern.protocol.state import DUE, Due, State, order_of_due
from govern.rules.clerk import is_waiting, task_of
from govern.rules.people.decay import CLOCK
from govern.rules.people.epochs import EpochClosed
from govern.rules.proposals.verdicts import ProposalExpired


@dataclass(frozen=True, slots=True)
class Omission:
    """A task left undone: its object, and the class of the missing statement's content.

    `since` is when it was due (milliseconds), `leaf` the first leaf dated later, or None at the end.
    """

    due: Due
    task: type[ClerkPayload]
    since: int
    leaf: int | None


class Schedule:
    """The clerk's tasks by time. Asking costs nothing while none is due, however long the record is."""

    def __init__(self) -> None:
        self._later: list[tuple[int, str, str]] = []  # a heap of (due_at, type, id); outdated entries are skipped
        self._reached: dict[tuple[str, str], type[Due]] = {}

    def note(self, fact: Fact) -> None:
        """Take up a new or changed object."""
        if isinstance(fact, DUE) and fact.due_at:
            heapq.heappush(self._later, (fact.due_at, type(fact).__name__, fact.id))

    def due(self, state: State, at: int) -> list[Due]:
        """The objects with a task due at a time that never decreases from call to call, in the clerk's order."""
        while self._later and self._later[0][0] <= at:
            _, name, id_ = heapq.heappop(self._later)
            self._reached[name, id_] = _TYPES[name]
        return sorted(self._still_due(state, at), key=order_of_due) if self._reached else []

    def _still_due(self, state: State, at: int) -> Iterator[Due]:
        for (name, id_), kind in list(self._reached.items()):
            found: Due | None = state.get(kind, id_)
            if found is not None and 0 < found.due_at <= at:
                yield found
            else:
                del self._reached[name, id_]


_TYPES: Final[dict[str, type[Due]]] = {kind.__name__: kind for kind in DUE}


class Watch:
    """Finds omissions while a record is replayed."""

    def __init__(self, state: State) -> None:
        self.omissions: list[Omission] = []
        self.lapsed: list[Omission] = []  # decisions that expired although they had been possible
        self._state = state
        self._schedule = Schedule()
        self._at = self._before = 0  # the latest time so far, and the one before it
        self._known: set[tuple[str, str, str]] = set()  # type, id and task of what was found already
        self._tried: set[str] = set()  # what refused statements of the clerk name: stated wrongly, not omitted

    def advance(self, at: int, leaf: int) -> None:
        """Before a leaf of this time is judged: what was due by an earlier time must have been stated."""
        if at > self._at:
            self._look(leaf)
            self._before, self._at = self._at, at

    def finish(self) -> None:
        """At the end of the record: what is due by its last time must have been stated."""
        self._look(None)

    def undone_by(self, at: int) -> list[Omission]:
        """After the end: what should have been stated by a later time, besides the omissions."""
        found = [self._found(due, at, None) for due in self._schedule.due(self._state, at)]
        later = [one for one in found if one is not None]
        self._known -= {_key(one.due, one.task) for one in later}
        return later

    def note(self, new: Iterable[Fact]) -> None:
        """Take up the facts that an accepted statement made."""
        for fact in new:
            self._schedule.note(fact)

    def refused(self, payload: Payload) -> None:
        """Note a refused statement; if it is the clerk's, what it names counts as stated, though wrongly."""
        if isinstance(payload, ClerkPayload):
            self._tried |= {value for value in payload.to_dict().values() if isinstance(value, str)}
        if isinstance(payload, EpochClosed):
            self._tried.add(CLOCK)

    def expire(self, payload: ProposalExpired, leaf: int) -> None:
        """Before an expiry: note a decision that was possible when it was due, while nothing was recorded.

        The server may have been off for the whole grace period, which a record cannot tell from silence.
        """
        proposal = self._state.get(Proposal, payload.proposal)
        found = None if proposal is None else self._found(proposal, max(proposal.due_at, self._before), leaf)
        if found is not None:
            self.lapsed.append(found)

    def _look(self, leaf: int | None) -> None:
        for due in self._schedule.due(self._state, self._at):
            found = self._found(due, self._at, leaf)
            if found is not None:
                self.omissions.append(found)

    def _found(self, due: Due, at: int, leaf: int | None) -> Omission | None:
        task = task_of(due, at)
        key = _key(due, task)
        if key in self._known or self._is_tried(due) or is_waiting(self._state, due, at):
            return None
        self._known.add(key)
        return Omission(due, task, due.due_at, leaf)

    def _is_tried(self, due: Due) -> bool:
        names = {due.id, due.poll} if isinstance(due, Proposal) else {due.id}
        return not names.isdisjoint(self._tried)


def _key(due: Due, task: type[ClerkPayload]) -> tuple[str, str, str]:
    return type(due).__name__, due.id, task.__name__

"""The facts on which rules decide, independent of their storage."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from govern.protocol.errors import Refused
from govern.protocol.facts import (
    Award,
    Ballot,
    Club,
    Community,
    Draw,
    EpochClock,
    Fact,
    GrantRound,
    Mandate,
    Member,
    Pool,
    Proposal,
    Role,
)
from govern.protocol.fast_init import fast_init
from govern.protocol.payload import Payload

F = TypeVar("F", bound=Fact)
P = TypeVar("P", bound=Payload, covariant=True)
Due = Proposal | Draw | EpochClock | Mandate | GrantRound | Pool
DUE: Final[tuple[type[Due], ...]] = (Proposal, Draw, EpochClock, Mandate, GrantRound, Pool)


def order_of_due(due: Due) -> tuple[bool, int, str]:
    """Sort key: epochs first, because no roll is computed while one is overdue; then by time and id."""
    return not isinstance(due, EpochClock), due.due_at, due.id


class State(Protocol):
    """The current facts. A lookup costs the same however long the record is."""

    def community(self) -> Community | None:
        """The community, or None before its founding."""

    def get(self, fact: type[F], *key: str | int) -> F | None:
        """The fact of this type with this key, or None."""

    def where(self, fact: type[F], field: str, value: str) -> Iterable[F]:
        """All facts of a type with this value in one of its FOUND_BY fields, in ascending order of their keys."""

    def clubs(self) -> Iterable[Club]:
        """All clubs in ascending order of their ids."""

    def awards_since(self, moment: int) -> Iterable[Award]:
        """The awards confirmed after a moment that were not reversed."""

    def members(self) -> Iterable[Member]:
        """All members in ascending order of their ids."""

    def weights(self, poll: str) -> dict[str, int]:
        """The weight roll of a vote by member."""

    def ballots(self, poll: str) -> Iterable[Ballot]:
        """Each member's latest ballot in a vote, in any order."""

    def due(self, at: int) -> Iterable[Due]:
        """The objects with a clerk's task due at a time, in the order of `order_of_due`."""


@fast_init
@dataclass(frozen=True, slots=True)
class Statement(Generic[P]):
    """A statement with verified form and signature, at its leaf index in the record."""

    id: str
    kind: str
    payload: P
    keyid: str
    at: int
    index: int


def founded(state: State) -> Community:
    """The community; raises Refused(not_founded)."""
    community = state.community()
    if community is None:
        raise Refused("not_founded")
    return community


def find(state: State, fact: type[F], code: str, *key: str | int) -> F:
    """The fact with this key; raises Refused(code)."""
    found = state.get(fact, *key)
    if found is None:
        raise Refused(code)
    return found


def holds(state: State, member: str, role: str, scope: str = "community") -> bool:
    """Whether a member holds a role of the community, or of a club, now."""
    found = state.get(Role, member, role, scope)
    return found is not None and found.held


def need(state: State, member: str, role: str, scope: str = "community") -> None:
    """Raise Refused(role_needed) unless the member holds the role."""
    if not holds(state, member, role, scope):
        raise Refused("role_needed", role=role)

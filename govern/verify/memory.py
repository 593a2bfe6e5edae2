"""The facts of a record in memory, so that rules look them up without a database."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, Final, TypeVar, cast

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.protocol.state import DUE, Due, order_of_due

F = TypeVar("F", bound=Fact)


PER_POLL: Final = (facts.Ballot, facts.Elector)
_NONE: Final[dict[Any, Fact]] = {}


class Memory:
    """A State of dictionaries. It drops the roll and the ballots of a finished proposal: no rule needs them."""

    def __init__(self) -> None:
        self._community: facts.Community | None = None
        self._facts: dict[type[Fact], dict[Any, Any]] = defaultdict(dict)  # PER_POLL: poll by poll
        self._found_by: dict[tuple[type[Fact], str, Any], dict[Any, Fact]] = defaultdict(dict)
        self._confirmed: dict[str, facts.Award] = {}  # in the order of their confirmation
        self.rolls: set[str] = set()

    def community(self) -> facts.Community | None:
        """The community, or None before its founding."""
        return self._community

    def get(self, fact: type[F], *key: str | int) -> F | None:
        """The fact of this type with this key, if there is one."""
        known: dict[Any, Any] = self._facts[fact]
        found: F | None
        if len(key) == 1:
            found = known.get(key[0])
        elif fact in PER_POLL:
            found = known.get(key[0], _NONE).get(key[1])
        else:
            found = known.get(key)
        return found

    def all(self, fact: type[F]) -> Iterable[F]:
        """All facts of a type, in the order of their first appearance."""
        return cast("Iterable[F]", self._facts[fact].values())

    def where(self, fact: type[F], field: str, value: str) -> Iterable[F]:
        """All facts of a type with this value in one of its FOUND_BY fields, in ascending order of their keys."""
        return cast("Iterable[F]", [one for _, one in sorted(self._found_by.get((fact, field, value), _NONE).items())])

    def clubs(self) -> Iterable[facts.Club]:
        """All clubs in ascending order of their ids."""
        return sorted(self.all(facts.Club), key=lambda one: one.club)

    def awards_since(self, moment: int) -> Iterable[facts.Award]:
        """The awards confirmed after a moment that were not reversed."""
        return list(takewhile(lambda one: one.confirmed_at > moment, reversed(self._confirmed.values())))

    def members(self) -> Iterable[facts.Member]:
        """All members in ascending order of their ids."""
        return sorted(self.all(facts.Member), key=lambda one: one.member)

    def weights(self, poll: str) -> dict[str, int]:
        """The weight roll of a vote by member."""
        roll = cast("dict[str, facts.Elector]", self._facts[facts.Elector].get(poll, _NONE))
        return {member: one.weight for member, one in roll.items()}

    def ballots(self, poll: str) -> Iterable[facts.Ballot]:
        """Each member's latest ballot in a vote."""
        return cast("Iterable[facts.Ballot]", self._facts[facts.Ballot].get(poll, _NONE).values())

    def due(self, at: int) -> Iterable[Due]:
        """The objects with a clerk's task due at a time, in the order of `order_of_due`."""
        waiting: list[Due] = [one for kind in DUE for one in self.all(kind) if 0 < one.due_at <= at]
        return sorted(waiting, key=order_of_due)

    def put(self, new: Iterable[Fact]) -> None:
        """Add or replace facts."""
        for fact in new:
            if isinstance(fact, PER_POLL):
                known = self._facts[type(fact)]
                if fact.poll in known:
                    known[fact.poll][fact.member] = fact
                else:
                    known[fact.poll] = {fact.member: fact}
            elif isinstance(fact, facts.RollBlob):
                self.rolls.add(fact.hash)  # the hash identifies the bytes
            else:
                self._put(fact)

    def _put(self, fact: Fact) -> None:
        key = fact.key
        same = key if len(key) > 1 else key[0]
        if fact.FOUND_BY:
            self._index(fact, key, self._facts[type(fact)].get(same))
        self._facts[type(fact)][same] = fact
        if isinstance(fact, facts.Community):
            self._community = fact
        elif isinstance(fact, facts.Award) and fact.confirmed_at:
            self._confirmed[fact.id] = fact
            if fact.reversed_by:
                del self._confirmed[fact.id]
        elif isinstance(fact, facts.Proposal) and fact.poll and (fact.carried_out_at or not fact.due_at):
            for kind in PER_POLL:
                self._facts[kind].pop(fact.poll, None)

    def _index(self, fact: Fact, key: Any, before: Fact | None) -> None:
        kind = type(fact)
        for field in fact.FOUND_BY:
            value = getattr(fact, field)
            if before is not None and getattr(before, field) != value:
                del self._found_by[kind, field, getattr(before, field)][key]
            self._found_by[kind, field, value][key] = fact

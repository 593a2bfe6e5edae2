"""The facts of a record held in memory, so that rules look them up without a database."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from govern.domain import facts
from govern.domain.facts import Fact

F = TypeVar("F", bound=Fact)


class Memory:
    """A State of dictionaries. Of a closed vote the roll and the ballots are let go: no rule looks them up again."""

    def __init__(self) -> None:
        self._community: facts.Community | None = None
        self._facts: dict[type[Fact], dict[Any, Fact]] = {}
        self._electors: dict[str, dict[str, facts.Elector]] = {}
        self._ballots: dict[str, dict[str, facts.Ballot]] = {}
        self.rolls: set[str] = set()

    def community(self) -> facts.Community | None:
        """The community, or None before its founding."""
        return self._community

    def get(self, fact: type[F], *key: str | int) -> F | None:
        """The fact of this type with this key, if there is one."""
        if fact is facts.Ballot:
            return cast("F | None", self._ballots.get(str(key[0]), {}).get(str(key[1])))
        if fact is facts.Elector:
            return cast("F | None", self._electors.get(str(key[0]), {}).get(str(key[1])))
        return cast("F | None", self._facts.get(fact, {}).get(key if len(key) > 1 else key[0]))

    def all(self, fact: type[F]) -> Iterable[F]:
        """All facts of a type, in the order in which they came about."""
        return cast("Iterable[F]", self._facts.get(fact, {}).values())

    def members(self) -> Iterable[facts.Member]:
        """All members in ascending order of their ids."""
        return sorted(self.all(facts.Member), key=lambda one: one.member)

    def ballots(self, poll: str) -> Iterable[facts.Ballot]:
        """Each member's latest ballot in a vote."""
        return self._ballots.get(poll, {}).values()

    def due(self, at: int) -> Iterable[facts.Proposal]:
        """The proposals with a task of the clerk due at a moment, by moment and id."""
        waiting = [one for one in self.all(facts.Proposal) if 0 < one.due_at <= at]
        return sorted(waiting, key=lambda one: (one.due_at, one.id))

    def put(self, new: Iterable[Fact]) -> None:
        """Takes up facts."""
        for fact in new:
            if isinstance(fact, facts.Ballot):
                self._ballots.setdefault(fact.poll, {})[fact.member] = fact
            elif isinstance(fact, facts.Elector):
                self._electors.setdefault(fact.poll, {})[fact.member] = fact
            elif isinstance(fact, facts.RollBlob):
                self.rolls.add(fact.hash)  # the hash is enough to know the bytes by
            else:
                self._put(fact)

    def _put(self, fact: Fact) -> None:
        key = fact.key
        self._facts.setdefault(type(fact), {})[key if len(key) > 1 else key[0]] = fact
        if isinstance(fact, facts.Community):
            self._community = fact
        elif isinstance(fact, facts.Poll) and fact.closed_at:
            self._electors.pop(fact.id, None)
            self._ballots.pop(fact.id, None)

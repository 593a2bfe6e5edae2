"""Facts as rows: the State that rules look things up in on the server, and the only writer of public tables."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Select, select, tuple_

from govern.domain import facts
from govern.domain.facts import Fact
from govern.store import ballots, community, log, members, polls, proposals, tokens, treasury
from govern.store.base import Base
from govern.store.upsert import upsert

F = TypeVar("F", bound=Fact)

# In the order of their foreign keys.
TABLES: Final[dict[type[Fact], type[Base]]] = {
    facts.Community: community.CommunityRow,
    facts.Rulebook: community.RulebookRow,
    facts.Member: members.MemberRow,
    facts.Key: members.KeyRow,
    facts.Role: members.RoleRow,
    facts.Award: tokens.AwardRow,
    facts.Proposal: proposals.ProposalRow,
    facts.Sponsorship: proposals.SponsorshipRow,
    facts.RollBlob: log.BlobRow,
    facts.Poll: polls.PollRow,
    facts.Elector: polls.ElectorRow,
    facts.Ballot: ballots.BallotRow,
    facts.Result: polls.ResultRow,
    facts.Resolution: proposals.ResolutionRow,
    facts.Mandate: treasury.MandateRow,
    facts.Account: treasury.AccountRow,
    facts.Income: treasury.IncomeRow,
    facts.Disbursement: treasury.DisbursementRow,
    facts.Approval: treasury.ApprovalRow,
    facts.Payment: treasury.PaymentRow,
}


_NAMES: Final = {fact: tuple(field.name for field in fields(fact)) for fact in TABLES}
_COLUMNS: Final = {fact: tuple(row.__table__.c[name] for name in _NAMES[fact]) for fact, row in TABLES.items()}
_KEYS: Final = {fact: tuple(row.__table__.c[name] for name in fact.KEY) for fact, row in TABLES.items()}


def _key_in(fact: type[Fact], keys: Sequence[tuple[Any, ...]]) -> Any:
    columns = _KEYS[fact]
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


class Projection:
    """A State over the public tables for one transaction: reads through, remembers, writes on `flush`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[tuple[type[Fact], tuple[Any, ...]], Fact | None] = {}
        self._changed: dict[type[Fact], dict[tuple[Any, ...], Fact]] = {}
        self._community: facts.Community | None = None

    def community(self) -> facts.Community | None:
        """The community, or None before its founding."""
        if self._community is None:
            row = self.connection.execute(select(*_COLUMNS[facts.Community]).limit(1)).first()
            self._community = None if row is None else facts.Community(*row)
        return self._community

    def get(self, fact: type[F], *key: str | int) -> F | None:
        """The fact of this type with this key, if there is one."""
        if (fact, key) not in self._known:
            self.prefetch(fact, [key])
        return cast("F | None", self._known[fact, key])

    def prefetch(self, fact: type[Fact], keys: Iterable[tuple[Any, ...]]) -> None:
        """Loads several facts with one query, so that a batch costs few."""
        missing = [key for key in dict.fromkeys(keys) if (fact, key) not in self._known]
        if not missing:
            return
        for key in missing:
            self._known[fact, key] = None
        for start in range(0, len(missing), 400):
            chunk = missing[start : start + 400]
            for found in self._read(fact, select(*_COLUMNS[fact]).where(_key_in(fact, chunk))):
                self._known[fact, found.key] = found

    def _read(self, fact: type[F], query: Select[Any]) -> Iterable[F]:
        return (fact(*row) for row in self.connection.execute(query))

    def members(self) -> Iterable[facts.Member]:
        """All members in ascending order of their ids."""
        self.flush()
        return self._read(facts.Member, select(*_COLUMNS[facts.Member]).order_by(members.MemberRow.member))

    def ballots(self, poll: str) -> Iterable[facts.Ballot]:
        """Each member's latest ballot in a vote."""
        self.flush()
        return self._read(facts.Ballot, select(*_COLUMNS[facts.Ballot]).where(ballots.BallotRow.poll == poll))

    def due(self, at: int) -> Iterable[facts.Proposal]:
        """The proposals with a task of the clerk due at a moment, by moment and id."""
        self.flush()
        row = proposals.ProposalRow
        query = select(*_COLUMNS[facts.Proposal]).where(row.due_at > 0, row.due_at <= at)
        return list(self._read(facts.Proposal, query.order_by(row.due_at, row.id)))

    def put(self, new: Iterable[Fact]) -> None:
        """Takes up facts; they are seen at once and written on `flush`."""
        for fact in new:
            if isinstance(fact, facts.Community):
                self._community = fact
            self._known[type(fact), fact.key] = fact
            self._changed.setdefault(type(fact), {})[fact.key] = fact

    def flush(self) -> None:
        """Writes what was put since the last time."""
        changed, self._changed = self._changed, {}
        for fact, row in TABLES.items():
            if fact in changed:
                names = _NAMES[fact]
                upsert(
                    self.connection,
                    row,
                    [{name: getattr(value, name) for name in names} for value in changed[fact].values()],
                )

"""The server's State over the public tables, and their only writer."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection

from govern.protocol import facts
from govern.protocol.facts import Fact
from govern.protocol.state import DUE, Due, order_of_due
from govern.store import raw
from govern.store.base import Base
from govern.store.facts import (
    ballots,
    books,
    clubs,
    community,
    delegations,
    discussion,
    draws,
    elections,
    grants,
    members,
    polls,
    proposals,
    tokens,
    treasury,
)
from govern.store.record import log
from govern.store.upsert import upsert_rows

F = TypeVar("F", bound=Fact)

# In the order of their foreign keys.
TABLES: Final[dict[type[Fact], type[Base]]] = {
    facts.Community: community.CommunityRow,
    facts.Rulebook: community.RulebookRow,
    facts.Member: members.MemberRow,
    facts.Key: members.KeyRow,
    facts.KeyReset: members.KeyResetRow,
    facts.Role: members.RoleRow,
    facts.Club: clubs.ClubRow,
    facts.ClubMember: clubs.ClubMemberRow,
    facts.Delegation: delegations.DelegationRow,
    facts.Award: tokens.AwardRow,
    facts.EpochClock: tokens.EpochClockRow,
    facts.Epoch: tokens.EpochRow,
    facts.Proposal: proposals.ProposalRow,
    facts.Version: proposals.VersionRow,
    facts.Comment: discussion.CommentRow,
    facts.CommentRevision: discussion.CommentRevisionRow,
    facts.HiddenText: discussion.HiddenTextRow,
    facts.Sponsorship: proposals.SponsorshipRow,
    facts.RollBlob: log.BlobRow,
    facts.Poll: polls.PollRow,
    facts.Elector: polls.ElectorRow,
    facts.ChamberElector: polls.ChamberElectorRow,
    facts.FrozenDelegation: polls.FrozenDelegationRow,
    facts.Objection: polls.ObjectionRow,
    facts.Ballot: ballots.BallotRow,
    facts.Reason: polls.ReasonRow,
    facts.Challenge: proposals.ChallengeRow,
    facts.Result: polls.ResultRow,
    facts.Resolution: proposals.ResolutionRow,
    facts.Candidacy: elections.CandidacyRow,
    facts.Seat: elections.SeatRow,
    facts.Draw: draws.DrawRow,
    facts.Rotation: draws.RotationRow,
    facts.Programme: books.ProgrammeRow,
    facts.BudgetLine: treasury.BudgetLineRow,
    facts.GrantRound: grants.GrantRoundRow,
    facts.Application: grants.ApplicationRow,
    facts.Score: grants.ScoreRow,
    facts.Pool: grants.PoolRow,
    facts.Stream: grants.StreamRow,
    facts.Support: grants.SupportRow,
    facts.Mandate: treasury.MandateRow,
    facts.Tranche: treasury.TrancheRow,
    facts.Account: books.AccountRow,
    facts.AccountMonth: books.AccountMonthRow,
    facts.Fund: books.FundRow,
    facts.Entry: books.EntryRow,
    facts.Posting: books.PostingRow,
    facts.Books: books.BooksRow,
    facts.Period: books.PeriodRow,
    facts.Reconciliation: books.ReconciliationRow,
    facts.Income: books.IncomeRow,
    facts.Transfer: books.TransferRow,
    facts.Disbursement: treasury.DisbursementRow,
    facts.Approval: treasury.ApprovalRow,
    facts.Payment: treasury.PaymentRow,
    facts.Receipt: treasury.ReceiptRow,
    facts.Refund: treasury.RefundRow,
    facts.Report: grants.ReportRow,
}


_NAMES: Final = {fact: tuple(field.name for field in fields(fact)) for fact in TABLES}
_ORDERED: Final = {fact: raw.columns(row) for fact, row in TABLES.items()}
_BY_KEY: Final = {fact: " = ? AND ".join(raw.quoted([name]) for name in fact.KEY) for fact in TABLES}
_SELECT: Final = {fact: raw.select_from(row, _NAMES[fact]) for fact, row in TABLES.items()}


class Projection:
    """A State over the public tables for one transaction: caches what it reads, writes on `flush`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[tuple[type[Fact], tuple[Any, ...]], Fact | None] = {}
        self._changed: dict[type[Fact], dict[tuple[Any, ...], Fact]] = {}
        self._community: facts.Community | None = None

    def community(self) -> facts.Community | None:
        """The community, or None before its founding."""
        if self._community is None:
            self._community = next(iter(self._read(facts.Community, "LIMIT 1")), None)
        return self._community

    def get(self, fact: type[F], *key: str | int) -> F | None:
        """The fact of this type with this key, or None."""
        if (fact, key) not in self._known:
            self.prefetch(fact, [key])
        return cast("F | None", self._known[fact, key])

    def prefetch(self, fact: type[Fact], keys: Iterable[tuple[Any, ...]]) -> None:
        """Load several facts with one query, to keep the number of queries of a batch small."""
        missing = [key for key in dict.fromkeys(keys) if (fact, key) not in self._known]
        if not missing:
            return
        for key in missing:
            self._known[fact, key] = None
        # By the last part of the key within equal other parts: SQLite uses no index for pairs IN a list of pairs.
        groups: dict[tuple[Any, ...], list[Any]] = {}
        for key in missing:
            groups.setdefault(key[:-1], []).append(key[-1])
        sql = f"{_SELECT[fact]} WHERE {_BY_KEY[fact]} IN ({{}})"
        for same, last in groups.items():
            for found in self._facts(fact, raw.fetch_in(self.connection, sql, last, same)):
                self._known[fact, found.key] = found

    def where(self, fact: type[F], field: str, value: str) -> Iterable[F]:
        """All facts of a type with this value in one of its FOUND_BY fields, in ascending order of their keys."""
        if field not in fact.FOUND_BY:
            raise KeyError(field)
        self.flush()
        return sorted(self._read(fact, f'WHERE "{field}" = ?', value), key=lambda one: one.key)

    def _read(self, fact: type[F], end: str, *parameters: str | int) -> Iterable[F]:
        return self._facts(fact, raw.fetch(self.connection, f"{_SELECT[fact]} {end}", parameters))

    def _facts(self, fact: type[F], rows: list[Any]) -> Iterable[F]:
        codecs = raw.codecs(TABLES[fact], _NAMES[fact])
        if not codecs:
            return (fact(*row) for row in rows)
        return (fact(*_decoded(row, codecs)) for row in rows)

    def clubs(self) -> Iterable[facts.Club]:
        """All clubs in ascending order of their ids."""
        self.flush()
        return sorted(self._read(facts.Club, ""), key=lambda one: one.club)

    def awards_since(self, moment: int) -> Iterable[facts.Award]:
        """The awards confirmed after a moment that were not reversed."""
        self.flush()
        end = "WHERE confirmed_at > ? AND reversed_by = '' ORDER BY confirmed_at, id"
        return list(self._read(facts.Award, end, moment))

    def members(self) -> Iterable[facts.Member]:
        """All members in ascending order of their ids."""
        self.flush()
        return self._read(facts.Member, "ORDER BY member")

    def weights(self, poll: str) -> dict[str, int]:
        """The weight roll of a vote by member."""
        self.flush()
        return {one.member: one.weight for one in self._read(facts.Elector, "WHERE poll = ?", poll)}

    def ballots(self, poll: str) -> Iterable[facts.Ballot]:
        """Each member's latest ballot in a vote."""
        self.flush()
        return self._read(facts.Ballot, "WHERE poll = ?", poll)

    def due(self, at: int) -> Iterable[Due]:
        """The objects with a clerk's task due at a time, in the order of `order_of_due`."""
        self.flush()
        found: list[Due] = [one for kind in DUE for one in self._read(kind, "WHERE due_at > 0 AND due_at <= ?", at)]
        return sorted(found, key=order_of_due)

    def is_anything_scheduled(self) -> bool:
        """Whether the clerk has a task, now or later."""
        return any(True for kind in DUE for _ in self._read(kind, "WHERE due_at > 0 LIMIT 1"))

    def put(self, new: Iterable[Fact]) -> None:
        """Add or replace facts; visible at once, written on `flush`."""
        for fact in new:
            if isinstance(fact, facts.Community):
                self._community = fact
            self._known[type(fact), fact.key] = fact
            self._changed.setdefault(type(fact), {})[fact.key] = fact

    def flush(self) -> None:
        """Write the changed facts."""
        changed, self._changed = self._changed, {}
        for fact, row in TABLES.items():
            if fact in changed:
                names = _ORDERED[fact]
                values = changed[fact].values()
                upsert_rows(self.connection, row, [[getattr(value, name) for name in names] for value in values])


def _decoded(row: tuple[Any, ...], codecs: tuple[tuple[int, Any, Any], ...]) -> list[Any]:
    values = list(row)
    for place, _, read in codecs:
        values[place] = read(values[place])
    return values

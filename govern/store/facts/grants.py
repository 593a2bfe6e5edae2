"""Rows of grant rounds and streams: rounds, applications, scores, reports, pools, streams and their support."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.rules.statements import name_of
from govern.rules.treasury.grants import RoundDecided
from govern.store.base import Base, JsonValue
from govern.store.facts.proposals import ProposalRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef
from govern.store.record.log import LeafRow


class GrantRoundRow(Base):
    """A round of grants."""

    __tablename__ = "grant_rounds"
    __table_args__ = (
        CheckConstraint("sum > 0 AND awarded >= 0 AND awarded <= sum", "sum"),
        Index("ix_grant_rounds_due_at", "due_at"),
        Index("ix_grant_rounds_proposal", "proposal"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    committee: Mapped[str]
    currency: Mapped[str]
    sum: Mapped[int]
    programme: Mapped[str]
    line: Mapped[str]
    least: Mapped[int]
    expires_days: Mapped[int]
    apply_until: Mapped[int]
    score_until: Mapped[int]
    awards: Mapped[JsonValue]
    awarded: Mapped[int]
    granted: Mapped[int]
    decided_at: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ApplicationRow(Base):
    """An application to a round."""

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint("amount > 0 AND points >= 0 AND scores >= 0", "amount"),
        Index("ix_applications_round", "round", "id"),
        Index("ix_applications_applicant", "applicant", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[str] = mapped_column(ForeignKey("grant_rounds.id"))
    applicant: Mapped[str]
    amount: Mapped[int]
    payee_member: Mapped[str]
    payee_name: Mapped[str]
    purpose: Mapped[str]
    plan: Mapped[str]
    points: Mapped[int]
    scores: Mapped[int]
    withdrawn_at: Mapped[int]
    mandate: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ScoreRow(Base):
    """A score by a member of the committee."""

    __tablename__ = "scores"
    __table_args__ = (CheckConstraint("points >= 0 AND points <= 100", "points"),)
    application: Mapped[str] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    points: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ReportRow(Base):
    """A report on the use of a mandate's money."""

    __tablename__ = "reports"
    __table_args__ = (Index("ix_reports_mandate", "mandate", "index"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"))
    text: Mapped[str]
    files: Mapped[JsonValue]
    member: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class PoolRow(Base):
    """A pool of money paid out by the hour."""

    __tablename__ = "pools"
    __table_args__ = (
        CheckConstraint('hourly > 0 AND "left" >= 0', "hourly"),
        Index("ix_pools_due_at", "due_at"),
        Index("ix_pools_proposal", "proposal"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    currency: Mapped[str]
    hourly: Mapped[int]
    programme: Mapped[str]
    line: Mapped[str]
    starts: Mapped[int]
    ends: Mapped[int]
    paid_until: Mapped[int]
    left: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class StreamRow(Base):
    """A request for money by the hour."""

    __tablename__ = "streams"
    __table_args__ = (
        CheckConstraint("hourly > 0 AND awarded >= 0", "hourly"),
        Index("ix_streams_pool", "pool", "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    pool: Mapped[str] = mapped_column(ForeignKey("pools.id"))
    asked_by: Mapped[str]
    hourly: Mapped[int]
    payee_member: Mapped[str]
    payee_name: Mapped[str]
    purpose: Mapped[str]
    starts: Mapped[int]
    ends: Mapped[int]
    awarded: Mapped[int]
    ended_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class SupportRow(Base):
    """Whether a member supports a stream, or the return of a pool's money."""

    __tablename__ = "supports"
    stream: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    stands: Mapped[bool]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


def rounds(session: Session, cursor: Cursor | None) -> Page[tuple[GrantRoundRow, ProposalRow]]:
    """All rounds with the proposals that opened them, newest first."""
    query = select(GrantRoundRow, ProposalRow).join(ProposalRow, ProposalRow.id == GrantRoundRow.proposal)
    return read_page(session, query, (GrantRoundRow.index,), cursor, _pair, lambda one: (one[0].index,))


def pools(session: Session, cursor: Cursor | None) -> Page[tuple[PoolRow, ProposalRow]]:
    """All pools with the proposals that opened them, newest first."""
    query = select(PoolRow, ProposalRow).join(ProposalRow, ProposalRow.id == PoolRow.proposal)
    return read_page(session, query, (PoolRow.index,), cursor, _pair, lambda one: (one[0].index,))


def _pair(row: Any) -> tuple[Any, ProposalRow]:
    return row[0], row[1]


def round_of(session: Session, id_: str) -> tuple[GrantRoundRow, ProposalRow] | None:
    """A round with the proposal that opened it."""
    one = session.get(GrantRoundRow, id_)
    proposal = session.get(ProposalRow, one.proposal) if one is not None else None
    return (one, proposal) if one is not None and proposal is not None else None


def application(session: Session, id_: str) -> ApplicationRow | None:
    """An application to a round."""
    return session.get(ApplicationRow, id_)


def pool_of(session: Session, id_: str) -> tuple[PoolRow, ProposalRow] | None:
    """A pool with the proposal that opened it."""
    pool = session.get(PoolRow, id_)
    proposal = session.get(ProposalRow, pool.proposal) if pool is not None else None
    return (pool, proposal) if pool is not None and proposal is not None else None


def decision(session: Session, one: GrantRoundRow) -> StatementRef | None:
    """The clerk's statement that decided a round, or None."""
    row = LeafRow
    query = select(row.index).where(row.kind == name_of(RoundDecided), row.index > one.index, row.at == one.decided_at)
    found = leaves.at_indexes(session, list(session.scalars(query)))  # several rounds may be decided at the same time
    return next((said for said in found if said.payload["round"] == one.id), None)


def applications(session: Session, round_: str, limit: int = 500) -> list[ApplicationRow]:
    """The applications to a round, in the order of the record."""
    query = select(ApplicationRow).where(ApplicationRow.round == round_).order_by(ApplicationRow.index).limit(limit)
    return list(session.scalars(query))


def scores(session: Session, application: str) -> list[ScoreRow]:
    """The scores of an application, in order."""
    query = select(ScoreRow).where(ScoreRow.application == application).order_by(ScoreRow.index)
    return list(session.scalars(query))


def own_scores(session: Session, round_: str, member: str) -> dict[str, int]:
    """A member's scores for the applications of a round."""
    query = (
        select(ScoreRow.application, ScoreRow.points)
        .join(ApplicationRow, ApplicationRow.id == ScoreRow.application)
        .where(ApplicationRow.round == round_, ScoreRow.member == member)
    )
    return {row.application: row.points for row in session.execute(query)}


def reports(session: Session, mandate: str) -> list[ReportRow]:
    """The reports on a mandate, newest first."""
    query = select(ReportRow).where(ReportRow.mandate == mandate).order_by(ReportRow.index.desc())
    return list(session.scalars(query.limit(50)))


def streams(session: Session, pool: str) -> list[StreamRow]:
    """The streams of a pool, in the order of the record."""
    query = select(StreamRow).where(StreamRow.pool == pool).order_by(StreamRow.index).limit(1000)
    return list(session.scalars(query))


def supported_by(session: Session, streams_: Iterable[str], member: str) -> set[str]:
    """The streams among these that a member supports."""
    mine = SupportRow.member == member, SupportRow.stands.is_(True), SupportRow.stream.in_(set(streams_))
    return set(session.scalars(select(SupportRow.stream).where(*mine)))


def newest_of(session: Session, kind: type[Any], proposal: str) -> Any:
    """The round or pool that a proposal opened, or None."""
    return session.scalars(select(kind).where(kind.proposal == proposal)).first()

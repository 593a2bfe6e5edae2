"""Rows of token awards and epochs, and their queries."""

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.protocol.facts import Award, Epoch, Poll
from govern.rules.voting.weight_explained import HeldTokens, held
from govern.store.base import Base
from govern.store.paging import PAGE, Cursor, Page, read_page
from govern.store.row_to_fact import fact_of


class AwardRow(Base):
    """An award; `confirmed_by` is empty until another issuer confirms it, `reversed_by` until it is reversed."""

    __tablename__ = "awards"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("confirmed_by <> made_by", "another"),
        CheckConstraint("reversed_by = '' OR reversed_by <> doubted_by", "two"),
        Index("ix_awards_to", "to", "at", "id"),
        Index("ix_awards_confirmed_by", "confirmed_by", "at", "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(ForeignKey("members.member"))
    amount: Mapped[int]
    reason: Mapped[str]
    made_by: Mapped[str]
    confirmed_by: Mapped[str]
    at: Mapped[int]
    confirmed_at: Mapped[int]
    confirmed_index: Mapped[int]
    doubted_by: Mapped[str]
    doubt: Mapped[str]
    reversed_by: Mapped[str]
    reversed_at: Mapped[int]
    reversed_index: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class EpochClockRow(Base):
    """The running epoch; one row once a rulebook has epochs."""

    __tablename__ = "epoch_clock"
    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    began_at: Mapped[int]
    due_at: Mapped[int]
    mature_until: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


class EpochRow(Base):
    """A closed epoch."""

    __tablename__ = "epochs"
    __table_args__ = (
        CheckConstraint("keep > 0 AND keep <= 1000000", "keep"),
        CheckConstraint("after >= 0 AND after <= before", "sums"),
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    began_at: Mapped[int]
    ended_at: Mapped[int]
    keep: Mapped[int]
    mature_until: Mapped[int]
    changed: Mapped[int]
    before: Mapped[int]
    after: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


def running_epoch(session: Session) -> EpochClockRow | None:
    """The running epoch, or the one that an adopted rulebook will begin; None if there is none."""
    return session.scalar(select(EpochClockRow).where(EpochClockRow.due_at > 0))


def epochs(session: Session) -> list[Epoch]:
    """All closed epochs, in ascending order."""
    return [fact_of(Epoch, row) for row in session.scalars(select(EpochRow).order_by(EpochRow.number))]


def page_of_epochs(session: Session, cursor: Cursor | None, size: int = PAGE) -> Page[EpochRow]:
    """The closed epochs, latest first."""
    order, query = (EpochRow.number,), select(EpochRow)
    return read_page(session, query, order, cursor, lambda row: row.EpochRow, lambda one: (one.number,), size)


def awards_of(session: Session, to: str) -> list[Award]:
    """All confirmed awards to a member, in the order of their confirmation."""
    query = select(AwardRow).where(AwardRow.to == to, AwardRow.confirmed_by != "").order_by(AwardRow.confirmed_index)
    return [fact_of(Award, row) for row in session.scalars(query)]


def award(session: Session, id_: str) -> AwardRow | None:
    """An award."""
    return session.get(AwardRow, id_)


def page_of_awards(session: Session, to: str, cursor: Cursor | None, size: int = PAGE) -> Page[AwardRow]:
    """The awards to a member, newest first."""
    return _page(session, AwardRow.to == to, cursor, size)


def page_of_waiting_awards(session: Session, cursor: Cursor | None) -> Page[AwardRow]:
    """The awards that wait for another issuer's confirmation or reversal, newest first."""
    waits = (AwardRow.confirmed_by == "") | (AwardRow.doubted_by != "")
    return _page(session, waits & (AwardRow.reversed_by == ""), cursor, PAGE)


def page_of_awards_before(session: Session, to: str, poll: Poll, cursor: Cursor | None) -> Page[AwardRow]:
    """The awards to a member that were confirmed when a vote was announced, newest first."""
    return _page(session, (AwardRow.to == to) & confirmed_before(poll), cursor, PAGE)


def confirmed_before(poll: Poll) -> ColumnElement[bool]:
    """`weight_explained.confirmed_before` as an SQL condition."""
    row = AwardRow
    stood = (row.reversed_by == "") | (row.reversed_index > poll.index)
    return (row.confirmed_by != "") & (row.confirmed_index < poll.index) & stood


def held_before(session: Session, to: str, poll: Poll, maturity_ms: int) -> HeldTokens:
    """`weight_explained.held` of a member's awards."""
    return held(awards_of(session, to), epochs(session), poll, maturity_ms)


def _page(session: Session, condition: ColumnElement[bool], cursor: Cursor | None, size: int) -> Page[AwardRow]:
    query = select(AwardRow).where(condition)
    order = (AwardRow.at, AwardRow.id)
    return read_page(session, query, order, cursor, lambda row: row.AwardRow, lambda award: (award.at, award.id), size)

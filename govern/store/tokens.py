"""Rows of token awards, and how they are looked up."""

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.domain.facts import Poll
from govern.domain.weight_explained import Held
from govern.store.base import Base
from govern.store.paging import PAGE, Page, Place, read_page


class AwardRow(Base):
    """An award; `confirmed_by` is empty until another issuer confirms it."""

    __tablename__ = "awards"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("confirmed_by <> made_by", "another"),
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
    index: Mapped[int] = mapped_column(unique=True)


def page_of_awards(session: Session, to: str, place: Place | None, size: int = PAGE) -> Page[AwardRow]:
    """The awards to a member, newest first."""
    return _page(session, AwardRow.to == to, place, size)


def page_of_waiting_awards(session: Session, place: Place | None) -> Page[AwardRow]:
    """The awards that wait for another issuer's confirmation, newest first."""
    return _page(session, AwardRow.confirmed_by == "", place, PAGE)


def page_of_awards_before(session: Session, to: str, poll: Poll, place: Place | None) -> Page[AwardRow]:
    """The awards to a member that were confirmed when a vote was announced, newest first."""
    row = AwardRow
    return _page(session, (row.to == to) & (row.confirmed_by != "") & (row.confirmed_index < poll.index), place, PAGE)


def held_before(session: Session, to: str, poll: Poll, maturity_ms: int) -> Held:
    """`weight_explained.held` over a member's awards."""
    row = AwardRow
    young = case((row.confirmed_at > poll.at - maturity_ms, row.amount), else_=0) if maturity_ms else 0 * row.amount
    query = select(func.coalesce(func.sum(row.amount), 0), func.coalesce(func.sum(young), 0)).where(
        row.to == to, row.confirmed_by != "", row.confirmed_index < poll.index
    )
    everything, too_young = session.execute(query).one()
    return Held(int(everything) - int(too_young), int(too_young))


def _page(session: Session, condition: ColumnElement[bool], place: Place | None, size: int) -> Page[AwardRow]:
    query = select(AwardRow).where(condition)
    order = (AwardRow.at, AwardRow.id)
    return read_page(session, query, order, place, lambda row: row.AwardRow, lambda award: (award.at, award.id), size)

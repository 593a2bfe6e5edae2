"""Rows of the community and its rulebooks, and how they are looked up."""

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue
from govern.store.paging import PAGE, Page, Place, read_page


class CommunityRow(Base):
    """The community: one row."""

    __tablename__ = "community"
    __table_args__ = (CheckConstraint("administrators >= 1", "administered"), CheckConstraint("supply >= 0", "supply"))
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    origin_name: Mapped[str]
    founder: Mapped[str]
    clerk_key: Mapped[str]
    log_key: Mapped[str]
    rulebook: Mapped[int]
    administrators: Mapped[int]
    members: Mapped[int]
    supply: Mapped[int]
    at: Mapped[int]


class RulebookRow(Base):
    """A rulebook as adopted."""

    __tablename__ = "rulebooks"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str]
    rules: Mapped[JsonValue]
    adopted_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


def rulebook_in_force(session: Session) -> RulebookRow | None:
    """The rulebook by which new proposals are decided, or None before the founding."""
    return session.scalar(select(RulebookRow).order_by(RulebookRow.number.desc()).limit(1))


def page_of_rulebooks(session: Session, place: Place | None, size: int = PAGE) -> Page[RulebookRow]:
    """All rulebooks, newest first."""
    order = (RulebookRow.number,)
    return read_page(
        session, select(RulebookRow), order, place, lambda row: row.RulebookRow, lambda one: (one.number,), size
    )

"""Rows of the community and its rulebooks, and their queries."""

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue
from govern.store.paging import PAGE, Cursor, Page, read_page


class CommunityRow(Base):
    """The community; a table of one row."""

    __tablename__ = "community"
    __table_args__ = (CheckConstraint("administrators >= 1", "administered"), CheckConstraint("supply >= 0", "supply"))
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    origin_name: Mapped[str]
    founder: Mapped[str]
    clerk_key: Mapped[str]
    log_key: Mapped[str]
    rulebook: Mapped[int]
    ratified_at: Mapped[int]
    administrators: Mapped[int]
    members: Mapped[int]
    supply: Mapped[int]
    at: Mapped[int]


class RulebookRow(Base):
    """An adopted rulebook."""

    __tablename__ = "rulebooks"
    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str]
    rules: Mapped[JsonValue]
    adopted_by: Mapped[str]
    proposal: Mapped[str]
    effective_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


def rulebook_in_force(session: Session, at: int, scope: str = "community") -> RulebookRow | None:
    """The rulebook in force for new proposals of a scope; None if the scope has none of its own yet."""
    query = select(RulebookRow).where(RulebookRow.scope == scope, RulebookRow.effective_at <= at)
    return session.scalar(query.order_by(RulebookRow.number.desc()).limit(1))


def hash_in_force(session: Session, at: int, scope: str = "community") -> str:
    """The hash of the rulebook in force, without reading it; empty if the scope has none of its own yet."""
    query = select(RulebookRow.hash).where(RulebookRow.scope == scope, RulebookRow.effective_at <= at)
    return session.scalar(query.order_by(RulebookRow.number.desc()).limit(1)) or ""


def rulebook_to_come(session: Session, at: int, scope: str = "community") -> RulebookRow | None:
    """The next rulebook that is adopted but not yet in force."""
    query = select(RulebookRow).where(RulebookRow.scope == scope, RulebookRow.effective_at > at)
    return session.scalar(query.order_by(RulebookRow.number).limit(1))


def rulebook(session: Session, scope: str, number: int) -> RulebookRow | None:
    """A rulebook by its number."""
    return session.get(RulebookRow, (scope, number))


def page_of_rulebooks(
    session: Session, cursor: Cursor | None, size: int = PAGE, scope: str = "community"
) -> Page[RulebookRow]:
    """All rulebooks of a scope, newest first."""
    order, query = (RulebookRow.number,), select(RulebookRow).where(RulebookRow.scope == scope)
    return read_page(session, query, order, cursor, lambda row: row.RulebookRow, lambda one: (one.number,), size)

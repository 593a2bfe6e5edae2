"""Rows of draws by lot and of rotations."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base, JsonValue
from govern.store.paging import Cursor, Page, read_page


class DrawRow(Base):
    """A draw by lot."""

    __tablename__ = "draws"
    __table_args__ = (
        CheckConstraint("count > 0", "count"),
        Index("ix_draws_scope", "scope", "index"),
        Index("ix_draws_due_at", "due_at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    called_by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    purpose: Mapped[str]
    role: Mapped[str]
    rotation: Mapped[str]
    pool: Mapped[JsonValue]
    count: Mapped[int]
    draws_at: Mapped[int]
    drawn: Mapped[JsonValue]
    drawn_at: Mapped[int]
    drawn_index: Mapped[int]
    cancelled_at: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class RotationRow(Base):
    """The members who had a turn in the current round of a rotation."""

    __tablename__ = "rotations"
    scope: Mapped[str] = mapped_column(primary_key=True)
    rotation: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int]
    had: Mapped[JsonValue]
    at: Mapped[int]
    index: Mapped[int]


def draw(session: Session, id_: str) -> DrawRow | None:
    """A draw."""
    return session.get(DrawRow, id_)


def page(session: Session, scope: str, cursor: Cursor | None) -> Page[DrawRow]:
    """The draws of a scope, or of all scopes if it is empty, the last called first."""
    query = select(DrawRow).where(DrawRow.scope == scope) if scope else select(DrawRow)
    return read_page(session, query, (DrawRow.index,), cursor, lambda row: row.DrawRow, lambda one: (one.index,))


def rotations(session: Session, scope: str, limit: int) -> list[RotationRow]:
    """The rotations of a scope by name."""
    query = select(RotationRow).where(RotationRow.scope == scope).order_by(RotationRow.rotation).limit(limit)
    return list(session.scalars(query))

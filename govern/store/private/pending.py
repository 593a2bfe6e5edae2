"""Rows that mark migrations after which the public tables must be rebuilt."""

from sqlalchemy import Connection, delete, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class PendingRebuild(Base):
    """A migration that changed the shape of public tables and left them without rows.

    The migration runs `INSERT INTO pending_rebuilds VALUES ('<its revision>')`; the next start projects the record
    again.
    """

    __tablename__ = "pending_rebuilds"
    revision: Mapped[str] = mapped_column(primary_key=True)


def is_pending(connection: Connection) -> bool:
    """Whether the public tables must be rebuilt."""
    return bool(connection.scalar(select(exists().where(PendingRebuild.revision != ""))))


def settle(connection: Connection) -> None:
    """Note that the public tables are rebuilt."""
    connection.execute(delete(PendingRebuild))

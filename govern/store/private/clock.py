"""Row of the clock: the latest time that a running server trusted."""

from sqlalchemy import Connection, Integer
from sqlalchemy.orm import Mapped, mapped_column

from govern.store import raw
from govern.store.base import Base
from govern.store.upsert import upsert


class ClockRow(Base):
    """One row: the latest time that a running server trusted, and when it was written."""

    __tablename__ = "clock"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seen_at: Mapped[int]
    written_at: Mapped[int]


def seen(connection: Connection) -> int:
    """The latest trusted time in milliseconds since 1970 (UTC); 0 if none is stored yet."""
    rows = raw.fetch(connection, "SELECT seen_at FROM clock WHERE id = 1")
    return int(rows[0][0]) if rows else 0


def note(connection: Connection, seen_at: int, now: int) -> None:
    """Store a trusted time."""
    upsert(connection, ClockRow, [{"id": 1, "seen_at": seen_at, "written_at": now}])

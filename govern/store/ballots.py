"""Rows of ballots: each member's latest in each vote."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base, JsonValue


class BallotRow(Base):
    """A member's latest ballot in a vote; only electors have one."""

    __tablename__ = "ballots"
    __table_args__ = (
        ForeignKeyConstraint(["poll", "member"], ["electors.poll", "electors.member"]),
        CheckConstraint("seq >= 1 AND weight > 0", "counts"),
    )
    poll: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True, index=True)
    id: Mapped[str] = mapped_column(unique=True)
    seq: Mapped[int]
    choice: Mapped[JsonValue]
    weight: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

"""Rows of elections: who stands, and who holds which seat."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class CandidacyRow(Base):
    """Somebody nominated for an election, and whether they stand."""

    __tablename__ = "candidacies"
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True, index=True)
    nominated_by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    statement: Mapped[str]
    accepted_at: Mapped[int]
    withdrawn_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


class SeatRow(Base):
    """A seat that somebody was elected to, and its term."""

    __tablename__ = "seats"
    __table_args__ = (
        CheckConstraint("starts < ends", "term"),
        CheckConstraint("ended IN ('', 'excluded', 'resigned', 'term')", "ended"),
        Index("ix_seats_office", "scope", "office", "ended_at"),
    )
    election: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    holder: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True, index=True)
    scope: Mapped[str]
    office: Mapped[str]
    by_election: Mapped[bool]
    starts: Mapped[int]
    ends: Mapped[int]
    ended_at: Mapped[int]
    ended: Mapped[str]
    at: Mapped[int]
    index: Mapped[int]

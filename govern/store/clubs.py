"""Rows of clubs and of who belongs to them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class ClubRow(Base):
    """A club."""

    __tablename__ = "clubs"
    __table_args__ = (CheckConstraint("members >= 0", "members"), Index("ix_clubs_at", "at", "club"))
    club: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    purpose: Mapped[str]
    opened_by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    members: Mapped[int]
    rulebook: Mapped[int]
    ratified_at: Mapped[int]
    closed_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ClubMemberRow(Base):
    """Whether a member belongs to a club, or has asked to."""

    __tablename__ = "club_members"
    __table_args__ = (
        Index("ix_club_members_member", "member", "active", "at"),
        Index("ix_club_members_active", "club", "active", "at", "member"),
        Index("ix_club_members_asked", "club", "asked_at", "member"),
    )
    club: Mapped[str] = mapped_column(ForeignKey("clubs.club"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    active: Mapped[bool]
    asked_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]

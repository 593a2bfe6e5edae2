"""Rows of proposals and of those who sponsor them."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base, JsonValue


class ProposalRow(Base):
    """A proposal and how far it has come; a moment of 0 means not yet."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("sponsors >= 0", "sponsors"),
        Index("ix_proposals_due", "due_at", "id"),
        Index("ix_proposals_at", "at", "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    author: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    title: Mapped[str]
    body: Mapped[str]
    effects: Mapped[JsonValue]
    rulebook: Mapped[int]
    sponsors: Mapped[int]
    sponsors_needed: Mapped[int]
    sponsoring_ends: Mapped[int]
    admitted_at: Mapped[int]
    review_ends: Mapped[int]
    withdrawn_at: Mapped[int]
    poll: Mapped[str]
    outcome: Mapped[str]
    standstill_ends: Mapped[int]
    effects_applied: Mapped[int]
    carried_out_at: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class SponsorshipRow(Base):
    """A member who supports that a proposal is put to the vote."""

    __tablename__ = "sponsorships"
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ResolutionRow(Base):
    """A carried motion in the register of resolutions."""

    __tablename__ = "resolutions"
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), unique=True)
    poll: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

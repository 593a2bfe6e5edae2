"""Rows of delegations."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class DelegationRow(Base):
    """Whom a member lets vote for them in an area; nobody if `delegate` is empty."""

    __tablename__ = "delegations"
    __table_args__ = (
        Index("ix_delegations_member", "member", "index"),
        Index("ix_delegations_delegate", "delegate", "ended_at", "index"),
    )
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True, index=True)
    delegate: Mapped[str]
    ends: Mapped[int]
    ended_at: Mapped[int]
    seq: Mapped[int]
    id: Mapped[str] = mapped_column(unique=True)
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

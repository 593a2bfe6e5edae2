"""Rows of delegations."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class DelegationRow(Base):
    """Whom a member lets vote for them in an area; nobody if `delegate` is empty."""

    __tablename__ = "delegations"
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True, index=True)
    delegate: Mapped[str] = mapped_column(index=True)
    ends: Mapped[int]
    ended_at: Mapped[int]
    seq: Mapped[int]
    id: Mapped[str] = mapped_column(unique=True)
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

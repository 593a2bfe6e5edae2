"""Rows of token awards."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class AwardRow(Base):
    """An award; `confirmed_by` is empty until another issuer confirms it."""

    __tablename__ = "awards"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        CheckConstraint("confirmed_by <> made_by", "another"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    amount: Mapped[int]
    reason: Mapped[str]
    made_by: Mapped[str]
    confirmed_by: Mapped[str] = mapped_column(index=True)
    at: Mapped[int]
    confirmed_at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

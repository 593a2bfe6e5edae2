"""Rows of payees' encrypted bank details; every change is kept, so that approvers see it."""

from sqlalchemy import Index, Integer, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base


class PayeeDetailsRow(Base):
    """A payee's bank details since a time; `payee` is a member's id or the hash of an outsider's public name."""

    __tablename__ = "payee_details"
    __table_args__ = (Index("ix_payee_details_payee", "payee", "id"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    payee: Mapped[str]
    sealed: Mapped[bytes]
    changed_by: Mapped[str]
    changed_at: Mapped[int]


def latest(session: Session, payee: str) -> PayeeDetailsRow | None:
    """A payee's current details."""
    query = select(PayeeDetailsRow).where(PayeeDetailsRow.payee == payee).order_by(PayeeDetailsRow.id.desc()).limit(1)
    return session.scalars(query).first()


def changes(session: Session, payee: str, limit: int = 20) -> list[PayeeDetailsRow]:
    """The changes of a payee's details, newest first."""
    query = select(PayeeDetailsRow).where(PayeeDetailsRow.payee == payee)
    return list(session.scalars(query.order_by(PayeeDetailsRow.id.desc()).limit(limit)))

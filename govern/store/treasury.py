"""Rows of the treasury: accounts, income, mandates, requests, approvals and payments."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class AccountRow(Base):
    """An account; `balance` and `floor` in minor units."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("balance >= floor OR balance >= 0", "floor"),)
    account: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    currency: Mapped[str]
    floor: Mapped[int]
    balance: Mapped[int]
    opened_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class IncomeRow(Base):
    """Money received."""

    __tablename__ = "incomes"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        Index("ix_incomes_account", "account", "at"),
        Index("ix_incomes_currency", "currency", "at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    currency: Mapped[str]
    source: Mapped[str]
    received_on: Mapped[str]
    recorded_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class MandateRow(Base):
    """Leave to pay, granted by a vote."""

    __tablename__ = "mandates"
    __table_args__ = (
        CheckConstraint("cap > 0 AND reserved >= 0 AND paid >= 0 AND paid + reserved <= cap", "cap"),
        Index("uq_mandates_effect", "proposal", "effect", unique=True),
        Index("ix_mandates_expires", "expires", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    payee_member: Mapped[str]
    payee_name: Mapped[str]
    purpose: Mapped[str]
    currency: Mapped[str]
    cap: Mapped[int]
    reserved: Mapped[int]
    paid: Mapped[int]
    expires: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class DisbursementRow(Base):
    """A request for payment."""

    __tablename__ = "disbursements"
    __table_args__ = (
        CheckConstraint("amount > 0 AND approvals >= 0 AND approvals_needed > 0", "amounts"),
        CheckConstraint("state IN ('requested', 'approved', 'paid', 'cancelled')", "state"),
        CheckConstraint("state <> 'paid' OR approvals >= approvals_needed", "approved"),
        Index("ix_disbursements_state", "state", "at"),
        Index("ix_disbursements_mandate", "mandate", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"))
    amount: Mapped[int]
    items: Mapped[str]
    requested_by: Mapped[str]
    approvals: Mapped[int]
    approvals_needed: Mapped[int]
    state: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ApprovalRow(Base):
    """A treasurer's approval."""

    __tablename__ = "approvals"
    disbursement: Mapped[str] = mapped_column(ForeignKey("disbursements.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class PaymentRow(Base):
    """Money paid; a request is paid once."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        Index("ix_payments_account", "account", "at"),
        Index("ix_payments_currency", "currency", "at"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    disbursement: Mapped[str] = mapped_column(ForeignKey("disbursements.id"), unique=True)
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"), index=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    currency: Mapped[str]
    paid_on: Mapped[str]
    reference: Mapped[str]
    recorded_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

"""Rows of the treasury: budget lines, mandates, tranches, requests, approvals, payments and refunds."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base, JsonValue


class BudgetLineRow(Base):
    """Money that a vote appropriated to a programme."""

    __tablename__ = "budget_lines"
    __table_args__ = (
        CheckConstraint("amount > 0 AND encumbered >= 0 AND spent + encumbered <= amount", "amount"),
        Index("ix_budget_lines_programme", "programme", "id"),
        Index("uq_budget_lines_effect", "proposal", "effect", unique=True),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    programme: Mapped[str] = mapped_column(ForeignKey("programmes.programme"))
    scope: Mapped[str]
    currency: Mapped[str]
    amount: Mapped[int]
    encumbered: Mapped[int]
    spent: Mapped[int]
    starts: Mapped[int]
    ends: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

    @property
    def left(self) -> int:
        """The part that is neither spent nor promised, in minor units."""
        return self.amount - self.encumbered - self.spent


class MandateRow(Base):
    """A permission to pay, granted by a vote."""

    __tablename__ = "mandates"
    __table_args__ = (
        CheckConstraint("cap > 0 AND reserved >= 0 AND paid >= 0 AND paid + reserved <= released", "cap"),
        CheckConstraint("released <= cap", "released"),
        Index("uq_mandates_effect", "proposal", "effect", "origin", unique=True),
        Index("ix_mandates_expires", "expires", "index"),
        Index("ix_mandates_due_at", "due_at"),
        Index("ix_mandates_line", "line"),
        Index("ix_mandates_programme", "programme", "index"),
        Index("ix_mandates_payee_member", "payee_member"),
        Index("ix_mandates_payee_name", "payee_name"),
        Index("ix_mandates_purpose", "purpose"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"))
    poll: Mapped[str]
    effect: Mapped[int]
    origin: Mapped[str]
    payee_member: Mapped[str]
    payee_name: Mapped[str]
    purpose: Mapped[str]
    programme: Mapped[str]
    line: Mapped[str]
    currency: Mapped[str]
    cap: Mapped[int]
    released: Mapped[int]
    reserved: Mapped[int]
    paid: Mapped[int]
    expires: Mapped[int]
    lapsed_at: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(index=True)


class TrancheRow(Base):
    """A tranche of a mandate."""

    __tablename__ = "tranches"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount"),
        Index("ix_tranches_released_at", "released_at", "mandate"),
    )
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]
    condition: Mapped[str]
    evidence: Mapped[str]
    released_by: Mapped[str]
    released_at: Mapped[int]
    index: Mapped[int]


class DisbursementRow(Base):
    """A request for payment."""

    __tablename__ = "disbursements"
    __table_args__ = (
        CheckConstraint("amount > 0 AND approvals >= 0 AND approvals_needed > 0", "amounts"),
        CheckConstraint("paid >= 0 AND paid <= amount", "paid"),
        CheckConstraint("state IN ('requested', 'approved', 'paid', 'cancelled')", "state"),
        CheckConstraint("state <> 'paid' OR approvals >= approvals_needed", "approved"),
        Index("ix_disbursements_state", "state", "at"),
        Index("ix_disbursements_mandate", "mandate", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"))
    version: Mapped[int]
    latest: Mapped[str]
    amount: Mapped[int]
    paid: Mapped[int]
    items: Mapped[JsonValue]
    invoices: Mapped[JsonValue]
    requested_by: Mapped[str]
    approvals: Mapped[int]
    approvals_needed: Mapped[int]
    state: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ApprovalRow(Base):
    """An approval of a version of a request."""

    __tablename__ = "approvals"
    disbursement: Mapped[str] = mapped_column(ForeignKey("disbursements.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    role: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class PaymentRow(Base):
    """A full or partial payment of a request."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0 AND charged > 0 AND fee >= 0", "amount"),
        CheckConstraint("refunded >= 0 AND refunded <= amount AND drawn >= 0 AND drawn <= charged", "refunded"),
        Index("ix_payments_account", "account", "paid_on", "index"),
        # A covering index for the chart of a year's money flow.
        Index("ix_payments_currency", "currency", "reversed_at", "at", "mandate", "amount", "refunded"),
        Index("ix_payments_paid_on", "paid_on", "index"),
        Index("ix_payments_programme", "programme", "paid_on", "index"),
        Index("ix_payments_reference", "reference"),
        Index("ix_payments_disbursement", "disbursement", "index"),
        Index("ix_payments_index", "index", unique=True),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    disbursement: Mapped[str] = mapped_column(ForeignKey("disbursements.id"))
    mandate: Mapped[str] = mapped_column(ForeignKey("mandates.id"), index=True)
    programme: Mapped[str]
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    currency: Mapped[str]
    charged: Mapped[int]
    fee: Mapped[int]
    drawn: Mapped[int]
    paid_on: Mapped[str]
    reference: Mapped[str]
    evidence: Mapped[JsonValue]
    refunded: Mapped[int]
    reversed_at: Mapped[int]
    recorded_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ReceiptRow(Base):
    """Files attached to a payment after it was recorded."""

    __tablename__ = "receipts"
    __table_args__ = (Index("ix_receipts_payment", "payment", "index"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    payment: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    evidence: Mapped[JsonValue]
    added_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class RefundRow(Base):
    """Money that a payee paid back."""

    __tablename__ = "refunds"
    __table_args__ = (
        CheckConstraint("amount > 0 AND received > 0", "amount"),
        Index("ix_refunds_payment", "payment", "index"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    payment: Mapped[str] = mapped_column(ForeignKey("payments.id"))
    account: Mapped[str] = mapped_column(ForeignKey("accounts.account"))
    amount: Mapped[int]
    received: Mapped[int]
    restored: Mapped[int]
    received_on: Mapped[str]
    reason: Mapped[str]
    recorded_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)

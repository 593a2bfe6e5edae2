"""The page of one payment as one frozen view: the chain from the proposal to the refund, and the reader's options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel.numbers import format_decimal
from sqlalchemy.orm import Session

from govern.protocol.amounts import decimals_of
from govern.rules.treasury import attachments
from govern.rules.treasury import payments as paying
from govern.store.facts.books import AccountRow, EntryRow, PostingRow
from govern.store.facts.treasury import ApprovalRow, PaymentRow, ReceiptRow, RefundRow, TrancheRow
from govern.store.views import ledger, payment_views, spending
from govern.store.views.spending import DisbursementView, MandateView
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.dry_run import refusal
from govern.web.frame.language import locale
from govern.web.pages.books.journal import why_not_reversed
from govern.web.pages.treasury.attachments import ListedFile, listed
from govern.web.prose.texts import remember_texts
from govern.web.words.statements.request_versions import RequestVersion, versions
from govern.web.words.terms.treasury_words import account_names, accounts, remember_asked, remember_granted, today


@dataclass(frozen=True)
class PaymentUndoOptions:
    """A treasurer's options after a payment: the reasons against a refund and a reversal, empty if it is possible."""

    no_refund: str
    no_reversal: str
    left: int  # not yet refunded, in the payment's minor units
    own_accounts: Sequence[AccountRow]


@dataclass(frozen=True)
class PaymentPage:
    """One payment with its chain from the proposal to the refund; `undoing` is None except for treasurers."""

    asked: DisbursementView
    payment: PaymentRow
    state: Literal["paid", "paid-back", "reversed"]
    kept_in: str  # the currency of the account
    rate: str
    granted: MandateView | None
    approvals: Sequence[ApprovalRow]
    versions: Sequence[RequestVersion]
    tranches: Sequence[TrancheRow]
    refunds: Sequence[RefundRow]
    receipts: Sequence[tuple[ReceiptRow, Sequence[ListedFile]]]
    may_attach: bool
    reversal: EntryRow | None
    waits_again: bool
    postings: Sequence[PostingRow]
    names: Mapping[str, str]  # of accounts
    evidence: Sequence[ListedFile]
    invoices: Sequence[ListedFile]
    undoing: PaymentUndoOptions | None


def read_payment(session: Session, id_: str, reader: Reader) -> PaymentPage | None:
    """Read everything that the page shows, with names and texts; None if there is no such payment."""
    asked = payment_views.payment(session, id_)
    if asked is None or asked.payment is None:
        return None
    payment, reversal = asked.payment, ledger.reversal_of(session, id_)
    granted = spending.mandate(session, asked.mandate.id)
    approvals = spending.approvals(session, [asked.request.id])[asked.request.id]
    refunds, receipts = payment_views.refunds(session, id_), payment_views.receipts(session, id_)
    remember_asked([asked])
    remember_granted([granted] if granted else [])
    remember_names([*(one.member for one in approvals), *(one.recorded_by for one in refunds)])
    remember_names([payment.recorded_by, *(one.added_by for one in receipts)])
    remember_names([reversal.recorded_by] if reversal else [])
    remember_texts([*(one.reason for one in refunds), reversal.text if reversal else ""])
    return PaymentPage(
        asked=asked,
        payment=payment,
        state=_state(payment),
        kept_in=accounts()[payment.account].currency,
        rate=_rate(payment),
        granted=granted,
        approvals=[one for one in approvals if one.version == asked.request.version],
        versions=versions(asked.request),
        tranches=spending.tranches(session, asked.mandate.id),
        refunds=refunds,
        receipts=[(one, listed(session, one.evidence, reader)) for one in receipts],
        may_attach=_may_attach(id_, reader),
        reversal=reversal,
        waits_again=asked.request.state == "approved",
        postings=ledger.postings(session, [id_])[id_],
        names=account_names(),
        evidence=listed(session, payment.evidence, reader),
        invoices=listed(session, asked.request.invoices, reader),
        undoing=_undoing(session, payment, reader),
    )


def _state(payment: PaymentRow) -> Literal["paid", "paid-back", "reversed"]:
    if payment.reversed_at:
        return "reversed"
    return "paid-back" if payment.refunded == payment.amount else "paid"


def _rate(payment: PaymentRow) -> str:
    """The price of one unit of the payee's currency in the account's currency, to six decimals; for display only."""
    kept_in = accounts()[payment.account].currency
    paid_ = Decimal(payment.amount).scaleb(-decimals_of(payment.currency))
    charged = Decimal(payment.charged).scaleb(-decimals_of(kept_in))
    return format_decimal((charged / paid_).quantize(Decimal("0.000001")), locale=locale())


def _may_attach(id_: str, reader: Reader) -> bool:
    about = {"member": reader.member_id, "payment": id_, "evidence": ["0" * 64]}
    return reader.is_member and not refusal(attachments.attach, **about)


def _undoing(session: Session, payment: PaymentRow, reader: Reader) -> PaymentUndoOptions | None:
    if "treasurer" not in reader.roles or payment.reversed_at:
        return None
    return PaymentUndoOptions(
        no_refund=_why_no_refund(payment, reader),
        no_reversal=why_not_reversed(payment.id, reader),
        left=payment.amount - payment.refunded,
        own_accounts=spending.accounts(session),
    )


def _why_no_refund(payment: PaymentRow, reader: Reader) -> str:
    about = {"member": reader.member_id, "payment": payment.id, "account": payment.account}
    return refusal(paying.record_refund, **about, amount=1, received=1, received_on=today(), reason="")

"""Payments of approved requests, and refunds."""

from dataclasses import replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Account, Disbursement, Fact, Mandate, Payment, Refund
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, need
from govern.protocol.statement_type import StatementType
from govern.rules.treasury.accounts import check_fee, entry, exchange, fee
from govern.rules.treasury.budget import spent
from govern.rules.treasury.ledger import Ledger, Move
from govern.rules.treasury.mandates import settled


@typed_payload
class PaymentRecorded(PersonPayload):
    """A treasurer records a payment."""

    account: fields.AccountId
    amount: fields.Positive
    charged: fields.Positive
    disbursement: fields.Digest
    evidence: fields.Digests
    fee: fields.Natural
    paid_on: fields.Date
    reference: fields.Text


@typed_payload
class RefundRecorded(PersonPayload):
    """A treasurer records money that came back of a payment."""

    account: fields.AccountId
    amount: fields.Positive
    payment: fields.Digest
    reason: fields.Text
    received: fields.Positive
    received_on: fields.Date


def record_payment(state: State, statement: Statement[PaymentRecorded]) -> tuple[Fact, ...]:
    """A treasurer, neither requester nor payee, records the full or partial payment of a request.

    Raises Refused(payer_not_separate, disbursement_state, disbursement_exceeded, mandate_expired, account_floor,
    restricted_money, charged_differs, fee_too_high, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    asked = find(state, Disbursement, "disbursement_unknown", payload.disbursement)
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    ledger = Ledger(state, statement)
    account = ledger.own(payload.account)
    _check(statement, asked, mandate, account)
    check_fee(state, statement, payload.fee, payload.charged)
    drawn = 0
    if mandate.programme:
        drawn = min(ledger.fund(account.account, mandate.programme).balance, payload.charged)
        ledger.restrict(account.account, mandate.programme, -drawn)
    ledger.post(
        entry(statement, "payment", payload.paid_on, payload.reference, mandate.programme),
        [
            *_spending(ledger, mandate, payload.amount, account, payload.charged),
            *fee(ledger, account, payload.fee),
        ],
    )
    payment = Payment(
        id=statement.id,
        mandate=mandate.id,
        programme=mandate.programme,
        currency=mandate.currency,
        disbursement=payload.disbursement,
        account=payload.account,
        amount=payload.amount,
        charged=payload.charged,
        fee=payload.fee,
        paid_on=payload.paid_on,
        reference=payload.reference,
        evidence=payload.evidence,
        drawn=drawn,
        refunded=0,
        reversed_at=0,
        recorded_by=payload.member,
        at=statement.at,
        index=statement.index,
    )
    return *ledger.facts(), payment, *_paid(state, asked, mandate, payload.amount)


def _check(statement: Statement[PaymentRecorded], asked: Disbursement, mandate: Mandate, account: Account) -> None:
    payload = statement.payload
    if payload.member in (asked.requested_by, mandate.payee_member):
        raise Refused("payer_not_separate")
    if asked.state != "approved":
        raise Refused("disbursement_state")
    if payload.amount > asked.amount - asked.paid:
        raise Refused("disbursement_exceeded", field="amount")
    if statement.at >= mandate.expires or mandate.lapsed_at:
        raise Refused("mandate_expired")
    if account.currency == mandate.currency and payload.charged != payload.amount:
        raise Refused("charged_differs", field="charged")


def _spending(ledger: Ledger, mandate: Mandate, amount: int, account: Account, charged: int) -> list[Move]:
    return [
        (ledger.built_in("expenses", mandate.currency, mandate.programme), amount),
        *exchange(ledger, account.currency, charged, mandate.currency, amount),
        (account.account, -charged),
    ]


def _paid(state: State, asked: Disbursement, mandate: Mandate, amount: int) -> tuple[Fact, ...]:
    paid = asked.paid + amount
    return (
        replace(asked, paid=paid, state="paid" if paid == asked.amount else "approved"),
        settled(replace(mandate, reserved=mandate.reserved - amount, paid=mandate.paid + amount)),
        *spent(state, mandate, amount),
    )


def take_back(state: State, payment: Payment) -> tuple[Fact, ...]:
    """The reversal of a payment: its request can be paid again, unless it was cancelled meanwhile."""
    asked = find(state, Disbursement, "disbursement_unknown", payment.disbursement)
    mandate = find(state, Mandate, "mandate_unknown", payment.mandate)
    reserved = 0 if asked.state == "cancelled" else payment.amount
    return (
        replace(
            asked,
            paid=asked.paid - payment.amount,
            state="cancelled" if asked.state == "cancelled" else "approved",
        ),
        settled(replace(mandate, reserved=mandate.reserved + reserved, paid=mandate.paid - payment.amount)),
        *spent(state, mandate, -payment.amount),
    )


def record_refund(state: State, statement: Statement[RefundRecorded]) -> tuple[Fact, ...]:
    """A treasurer records a refund by a payee; the amount may be paid again under the mandate.

    Raises Refused(payment_unknown, refund_exceeded, charged_differs, ...).
    """
    payload = statement.payload
    need(state, payload.member, "treasurer")
    payment = find(state, Payment, "payment_unknown", payload.payment)
    mandate = find(state, Mandate, "mandate_unknown", payment.mandate)
    ledger = Ledger(state, statement)
    account = ledger.own(payload.account)
    amount, received = payload.amount, payload.received
    if payment.reversed_at or amount > payment.amount - payment.refunded:
        raise Refused("refund_exceeded", field="amount")
    if account.currency == mandate.currency and received != amount:
        raise Refused("charged_differs", field="received")
    if payment.drawn and account.currency != ledger.account(payment.account).currency:
        raise Refused("currency_differs", field="account")  # refunded restricted money stays restricted
    ledger.post(
        entry(statement, "refund", payload.received_on, payload.reason, mandate.programme),
        [
            (account.account, received),
            *exchange(ledger, mandate.currency, amount, account.currency, received),
            (ledger.built_in("expenses", mandate.currency, mandate.programme), -amount),
        ],
    )
    restored = min(received, payment.drawn)
    ledger.restrict(account.account, mandate.programme, restored)
    refund = Refund(
        id=statement.id,
        payment=payment.id,
        account=account.account,
        amount=amount,
        received=received,
        restored=restored,
        received_on=payload.received_on,
        reason=payload.reason,
        recorded_by=payload.member,
        at=statement.at,
        index=statement.index,
    )
    return (
        *ledger.facts(),
        refund,
        replace(payment, refunded=payment.refunded + amount, drawn=payment.drawn - restored),
        settled(replace(mandate, paid=mandate.paid - amount)),
        *spent(state, mandate, -amount),
    )


STATEMENTS: Final = (
    StatementType.of("payment-recorded", PaymentRecorded, record_payment, pace="office"),
    StatementType.of("refund-recorded", RefundRecorded, record_refund),
)

"""Files attached to a payment after it was recorded, such as a receipt that came by post."""

from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Disbursement, Fact, Mandate, Payment, Receipt
from govern.protocol.payload import PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, holds
from govern.protocol.statement_type import StatementType

MOST: Final = 20  # statements of this kind for one payment


@typed_payload
class ReceiptAttached(PersonPayload):
    """Files are attached to a payment."""

    evidence: fields.Digests
    payment: fields.Digest


def attach(state: State, statement: Statement[ReceiptAttached]) -> tuple[Fact, ...]:
    """A treasurer, the requester of the payment, or its payee attaches files, each named by its hash.

    Raises Refused(payment_unknown, receipt_party, receipt_nothing, receipt_many).
    """
    payload = statement.payload
    payment = find(state, Payment, "payment_unknown", payload.payment)
    if not may_attach(state, payment, payload.member):
        raise Refused("receipt_party")
    attached = list(state.where(Receipt, "payment", payment.id))
    known = {*payment.evidence, *(digest for one in attached for digest in one.evidence)}
    if known.issuperset(payload.evidence):
        raise Refused("receipt_nothing", field="evidence")
    if len(attached) >= MOST:
        raise Refused("receipt_many", most=MOST)
    fresh = [digest for digest in payload.evidence if digest not in known]
    return (Receipt(statement.id, payment.id, fresh, payload.member, statement.at, statement.index),)


def may_attach(state: State, payment: Payment, member: str) -> bool:
    """Whether a member may attach files to a payment."""
    asked = find(state, Disbursement, "disbursement_unknown", payment.disbursement)
    mandate = find(state, Mandate, "mandate_unknown", payment.mandate)
    return member in (asked.requested_by, mandate.payee_member) or holds(state, member, "treasurer")


STATEMENTS: Final = (StatementType.of("receipt-attached", ReceiptAttached, attach, pace="office"),)

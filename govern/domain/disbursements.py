"""Money out: requested under a mandate, approved by others, paid by yet another, each a signed act."""

from dataclasses import replace

from govern.domain import fields
from govern.domain.errors import Refused
from govern.domain.facts import Account, Approval, Disbursement, Fact, Mandate, Payment, Proposal
from govern.domain.rulebooks import COMMUNITY, in_force, typed
from govern.domain.state import State, Statement, find, holds, need

REQUESTED: fields.Fields = {
    **fields.PERSON,
    "amount": fields.positive,
    "items": fields.digest,
    "mandate": fields.digest,
}
ABOUT: fields.Fields = {**fields.PERSON, "disbursement": fields.digest}
PAID: fields.Fields = {
    **fields.PERSON,
    "account": fields.account,
    "disbursement": fields.digest,
    "paid_on": fields.date,
    "reference": fields.digest,
}


def request(state: State, statement: Statement) -> tuple[Fact, ...]:
    """Asks for a payment and reserves its amount; raises Refused(mandate_*, requester_not_allowed, ...)."""
    payload = statement.payload
    mandate = find(state, Mandate, "mandate_unknown", payload["mandate"])
    author = find(state, Proposal, "proposal_unknown", mandate.proposal).author
    if payload["member"] not in (author, mandate.payee_member) and not holds(state, payload["member"], "treasurer"):
        raise Refused("requester_not_allowed")
    if statement.at >= mandate.expires:
        raise Refused("mandate_expired")
    if mandate.paid + mandate.reserved + payload["amount"] > mandate.cap:
        raise Refused("mandate_exceeded", field="amount")
    rules = typed(in_force(state, COMMUNITY, statement.at))
    disbursement = Disbursement(
        id=statement.id,
        mandate=mandate.id,
        amount=payload["amount"],
        items=payload["items"],
        requested_by=payload["member"],
        approvals=0,
        approvals_needed=rules.approvals_needed(mandate.currency, payload["amount"]),
        state="requested",
        at=statement.at,
        index=statement.index,
    )
    return disbursement, replace(mandate, reserved=mandate.reserved + payload["amount"])


def approve(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A treasurer, neither requester nor payee, approves; raises Refused(approver_not_separate, ...)."""
    payload = statement.payload
    need(state, payload["member"], "treasurer")
    asked = find(state, Disbursement, "disbursement_unknown", payload["disbursement"])
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    if payload["member"] in (asked.requested_by, mandate.payee_member):
        raise Refused("approver_not_separate")
    if state.get(Approval, asked.id, payload["member"]) is not None:
        raise Refused("approved_twice")
    if asked.state != "requested":
        raise Refused("disbursement_state")
    count = asked.approvals + 1
    after = replace(asked, approvals=count, state="approved" if count >= asked.approvals_needed else "requested")
    return Approval(asked.id, payload["member"], statement.at, statement.index), after


def cancel(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The requester or a treasurer takes a request back, which frees the reservation; raises Refused(...)."""
    payload = statement.payload
    asked = find(state, Disbursement, "disbursement_unknown", payload["disbursement"])
    if payload["member"] != asked.requested_by and not holds(state, payload["member"], "treasurer"):
        raise Refused("cancel_not_allowed")
    if asked.state not in ("requested", "approved"):
        raise Refused("disbursement_state")
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    return replace(asked, state="cancelled"), replace(mandate, reserved=mandate.reserved - asked.amount)


def record_payment(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A treasurer, neither requester nor payee, records the payment; raises Refused(payer_not_separate, ...)."""
    payload = statement.payload
    need(state, payload["member"], "treasurer")
    asked = find(state, Disbursement, "disbursement_unknown", payload["disbursement"])
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    account = find(state, Account, "account_unknown", payload["account"])
    if payload["member"] in (asked.requested_by, mandate.payee_member):
        raise Refused("payer_not_separate")
    if asked.state != "approved":
        raise Refused("disbursement_state")
    if statement.at >= mandate.expires:
        raise Refused("mandate_expired")
    if account.currency != mandate.currency:
        raise Refused("currency_differs", field="account")
    if account.balance - asked.amount < account.floor:
        raise Refused("account_floor", field="account")
    payment = Payment(
        id=statement.id,
        disbursement=asked.id,
        mandate=mandate.id,
        account=account.account,
        amount=asked.amount,
        currency=mandate.currency,
        paid_on=payload["paid_on"],
        reference=payload["reference"],
        recorded_by=payload["member"],
        at=statement.at,
        index=statement.index,
    )
    return (
        payment,
        replace(asked, state="paid"),
        replace(mandate, reserved=mandate.reserved - asked.amount, paid=mandate.paid + asked.amount),
        replace(account, balance=account.balance - asked.amount),
    )

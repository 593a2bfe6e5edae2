"""Payment requests under a mandate: made, revised, approved by others and cancelled, each a signed statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Approval, Disbursement, Fact, Mandate, Member, Role
from govern.protocol.payload import Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, holds
from govern.protocol.statement_type import StatementType
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.mandates import author_of

MOST_ITEMS: Final = 50


@typed_payload
class DisbursementRequested(PersonPayload):
    """A payment is requested under a mandate."""

    amount: fields.Positive
    invoices: fields.Digests
    items: fields.Array
    mandate: fields.Digest

    def nested_texts(self) -> Iterable[str]:
        """The text of each item; raises Refused(field_*)."""
        return texts_of(self.items)


@typed_payload
class AboutDisbursement(PersonPayload):
    """A statement of a person about a request for payment."""

    disbursement: fields.Digest


@typed_payload
class DisbursementCancelled(AboutDisbursement):
    """A request for payment is cancelled."""


@typed_payload
class AboutDisbursementVersion(AboutDisbursement):
    """A statement of a person about one version of a request for payment."""

    version: fields.Positive


@typed_payload
class DisbursementApproved(AboutDisbursementVersion):
    """A request for payment is approved."""


@typed_payload
class DisbursementRevised(AboutDisbursementVersion):
    """A request for payment is changed."""

    amount: fields.Positive
    invoices: fields.Digests
    items: fields.Array

    def nested_texts(self) -> Iterable[str]:
        """The text of each item; raises Refused(field_*)."""
        return texts_of(self.items)


ITEM: fields.Fields = {"amount": fields.positive, "text": fields.digest}
OPEN: Final = ("requested", "approved")


def texts_of(items: Sequence[Any]) -> Iterable[str]:
    """The text of each item of a request; raises Refused(field_*)."""
    if not 1 <= len(items) <= MOST_ITEMS or not all(type(one) is dict for one in items):
        raise Refused("field_invalid", field="items")
    for one in items:
        fields.check(one, ITEM)
    return dict.fromkeys(one["text"] for one in items)


def request(state: State, statement: Statement[DisbursementRequested]) -> tuple[Fact, ...]:
    """Request a payment and reserve its amount; raises Refused(mandate_*, items_differ, ...)."""
    payload = statement.payload
    mandate = find(state, Mandate, "mandate_unknown", payload.mandate)
    if payload.member not in (author_of(state, mandate), mandate.payee_member) and not holds(
        state, payload.member, "treasurer"
    ):
        raise Refused("requester_not_allowed")
    _check_room(statement, mandate, payload.amount)
    disbursement = Disbursement(
        id=statement.id,
        mandate=mandate.id,
        version=1,
        latest=statement.id,
        amount=payload.amount,
        paid=0,
        items=payload.items,
        invoices=payload.invoices,
        requested_by=payload.member,
        approvals=0,
        approvals_needed=_rules(state, statement).approvals_needed(mandate.currency, payload.amount),
        state="requested",
        at=statement.at,
        index=statement.index,
    )
    return disbursement, replace(mandate, reserved=mandate.reserved + payload.amount)


def _rules(state: State, statement: Statement[Payload]) -> Rules:
    return typed(in_force(state, COMMUNITY, statement.at))


def _check_room(statement: Statement[DisbursementRequested | DisbursementRevised], mandate: Mandate, more: int) -> None:
    """Raise Refused(items_differ, mandate_expired, mandate_exceeded, tranche_held) unless `more` can be reserved."""
    payload = statement.payload
    if sum(one["amount"] for one in payload.items) != payload.amount:
        raise Refused("items_differ", field="amount")
    if statement.at >= mandate.expires or mandate.lapsed_at:
        raise Refused("mandate_expired")
    if mandate.paid + mandate.reserved + more > mandate.cap:
        raise Refused("mandate_exceeded", field="amount")
    if mandate.paid + mandate.reserved + more > mandate.released:
        raise Refused("tranche_held", field="amount")


def revise(state: State, statement: Statement[DisbursementRevised]) -> tuple[Fact, ...]:
    """The requester changes items, amount or invoices; approvals start again.

    Raises Refused(revise_request_other, disbursement_state, disbursement_version, revised_nothing, ...).
    """
    payload = statement.payload
    asked = find(state, Disbursement, "disbursement_unknown", payload.disbursement)
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    if payload.member != asked.requested_by:
        raise Refused("revise_request_other")
    if asked.state not in OPEN or asked.paid:
        raise Refused("disbursement_state")
    if payload.version != asked.version + 1:
        raise Refused("disbursement_version")
    if (payload.amount, payload.invoices, payload.items) == (asked.amount, asked.invoices, asked.items):
        raise Refused("request_unchanged")
    more = payload.amount - asked.amount
    _check_room(statement, mandate, more)
    revised = replace(
        asked,
        version=payload.version,
        latest=statement.id,
        amount=payload.amount,
        items=payload.items,
        invoices=payload.invoices,
        approvals=0,
        approvals_needed=_rules(state, statement).approvals_needed(mandate.currency, payload.amount),
        state="requested",
    )
    return revised, replace(mandate, reserved=mandate.reserved + more)


def approve(state: State, statement: Statement[DisbursementApproved]) -> tuple[Fact, ...]:
    """A treasurer, neither requester nor payee, approves a version; the escalation role if treasurers are too few.

    Raises Refused(role_needed, approver_not_separate, approved_twice, disbursement_state, disbursement_version).
    """
    payload = statement.payload
    asked = find(state, Disbursement, "disbursement_unknown", payload.disbursement)
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    apart = (asked.requested_by, mandate.payee_member)
    role = _approving_role(state, statement, asked, apart)
    if payload.member in apart:
        raise Refused("approver_not_separate")
    if payload.version != asked.version:
        raise Refused("disbursement_version")
    if state.get(Approval, asked.id, asked.version, payload.member) is not None:
        raise Refused("approved_twice")
    if asked.state != "requested":
        raise Refused("disbursement_state")
    count = asked.approvals + 1
    after = replace(asked, approvals=count, state="approved" if count >= asked.approvals_needed else "requested")
    approval = Approval(asked.id, asked.version, payload.member, role, statement.at, statement.index)
    return approval, after


def _approving_role(
    state: State, statement: Statement[DisbursementApproved], asked: Disbursement, apart: Sequence[str]
) -> str:
    """The role with which a member approves; raises Refused(role_needed) without any."""
    member = statement.payload.member
    if holds(state, member, "treasurer"):
        return "treasurer"
    body = _rules(state, statement).treasury.escalation
    if body and holds(state, member, body) and too_few(state, asked, apart):
        return body
    raise Refused("role_needed", role="treasurer")


def too_few(state: State, asked: Disbursement, apart: Sequence[str]) -> bool:
    """Whether a request needs more approvals than there are treasurers who may approve it."""
    return len(able(state, "treasurer", apart)) < asked.approvals_needed


def able(state: State, role: str, apart: Sequence[str]) -> list[str]:
    """The holders of a role of the community, without the members who must not approve."""
    holders = (one for one in state.where(Role, "role", role) if one.held and one.scope == COMMUNITY)
    return [one.member for one in holders if one.member not in apart and _present(state, one.member)]


def _present(state: State, member: str) -> bool:
    found = state.get(Member, member)
    return found is not None and not found.left_at


def cancel(state: State, statement: Statement[DisbursementCancelled]) -> tuple[Fact, ...]:
    """The requester or a treasurer cancels the unpaid part, which frees the reservation.

    Raises Refused(cancel_not_allowed, disbursement_state).
    """
    payload = statement.payload
    asked = find(state, Disbursement, "disbursement_unknown", payload.disbursement)
    if payload.member != asked.requested_by and not holds(state, payload.member, "treasurer"):
        raise Refused("cancel_not_allowed")
    if asked.state not in OPEN:
        raise Refused("disbursement_state")
    mandate = find(state, Mandate, "mandate_unknown", asked.mandate)
    free = asked.amount - asked.paid
    return replace(asked, state="cancelled"), replace(mandate, reserved=mandate.reserved - free)


STATEMENTS: Final = (
    StatementType.of("disbursement-requested", DisbursementRequested, request, pace="office"),
    StatementType.of("disbursement-revised", DisbursementRevised, revise),
    StatementType.of("disbursement-approved", DisbursementApproved, approve, pace="office"),
    StatementType.of("disbursement-cancelled", DisbursementCancelled, cancel),
)

"""Audits payments on the server by the verifier's rules, from the vote to the entry in the books."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.protocol.facts import Approval, Disbursement, Key, Mandate, Payment, Posting, Proposal, Result
from govern.protocol.state import State
from govern.record import signing
from govern.rules.statements import name_of
from govern.rules.treasury.grants import GrantAwarded
from govern.rules.treasury.streams import StreamAsked
from govern.store.projection import Projection
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef
from govern.store.views import spending
from govern.verify.steps.spending import is_granted, is_voted

StepFinding = tuple[int, bool]  # the leaf index of a step's statement, and whether the step holds
PAID: Final = ("disbursement", "account", "amount", "charged", "fee", "paid_on", "reference", "evidence")
REQUESTED: Final = ("amount", "items", "invoices")
GRANTED: Final = ("proposal", "poll", "effect", "purpose", "programme", "currency", "cap", "expires")


@dataclass(frozen=True)
class AuditStep:
    """A step of the audit: `name` is vote, mandate, request, approvals, payment or entry."""

    name: str
    index: int
    holds: bool


@dataclass(frozen=True)
class CheckedPayment:
    """A payment with the steps of its audit."""

    payment: Payment
    currency: str
    steps: tuple[AuditStep, ...]

    @property
    def holds(self) -> bool:
        """Whether every step holds."""
        return all(step.holds for step in self.steps)


def check(session: Session, ids: Sequence[str]) -> list[CheckedPayment]:
    """Audit payments, in the order of their ids."""
    state = Projection(session.connection())
    payments = [one for id_ in ids if (one := state.get(Payment, id_)) is not None]
    named = {id_ for one in payments for id_ in (one.id, one.mandate, one.disbursement)}
    said = {one.id: one for one in leaves.with_ids(session, list(named))}
    approved = _approved(session, [one.disbursement for one in payments])
    for id_ in approved:
        said[f"request {id_}"] = _latest(session, state, id_) or said[id_]
    return [_checked(state, said, approved[one.disbursement], one) for one in payments]


def _approved(session: Session, requests: Sequence[str]) -> dict[str, list[StatementRef]]:
    """The statements that approve these requests, of every version."""
    rows = spending.approvals(session, requests)
    places = [one.index for found in rows.values() for one in found]
    said = {one.index: one for one in leaves.at_indexes(session, places)}
    return {id_: [said[one.index] for one in found if one.index in said] for id_, found in rows.items()}


def _latest(session: Session, state: State, request: str) -> StatementRef | None:
    """The statement of a request's latest version, if it has more than one."""
    found = state.get(Disbursement, request)
    if found is None or found.version == 1:
        return None
    return spending.versions_of(session, found.id, found.index, found.requested_by)[-1]


def _checked(
    state: State, said: dict[str, StatementRef], approved: Sequence[StatementRef], payment: Payment
) -> CheckedPayment:
    mandate, request = state.get(Mandate, payment.mandate), state.get(Disbursement, payment.disbursement)
    if mandate is None or request is None:
        return CheckedPayment(payment, payment.currency, (AuditStep("payment", payment.index, False),))
    found: dict[str, StepFinding] = {
        "vote": _vote(state, mandate),
        "mandate": (mandate.index, _granted(state, said.get(mandate.id), mandate)),
        "request": _request(state, said[f"request {request.id}"], request),
        "approvals": _approvals(state, approved, request, mandate),
        "payment": (
            payment.index,
            is_granted(state, payment, request.paid or payment.amount)
            and _tells(state, said.get(payment.id), payment, PAID),
        ),
        "entry": (payment.index, _entry(state, payment)),
    }
    return CheckedPayment(payment, mandate.currency, tuple(AuditStep(name, *one) for name, one in found.items()))


def _vote(state: State, mandate: Mandate) -> StepFinding:
    proposal, result = state.get(Proposal, mandate.proposal), state.get(Result, mandate.poll)
    if proposal is None or result is None:
        return mandate.index, False
    return result.index, is_voted(state, mandate)


def _tells(state: State, said: StatementRef | None, fact: Any, names: Sequence[str]) -> bool:
    """Whether the recorded statement agrees with the fact and is signed by an enrolled key or the clerk."""
    if said is None or not all(said.payload.get(name) == getattr(fact, name) for name in names):
        return False
    return _is_signed(state, said)


def _granted(state: State, said: StatementRef | None, mandate: Mandate) -> bool:
    """Whether the mandate agrees with its statement, with that of its grant, or with its stream's request."""
    expected: dict[str, dict[str, object]] = {
        name_of(GrantAwarded): {"application": mandate.origin, "expires": mandate.expires},
        name_of(StreamAsked): {"purpose": mandate.purpose, "payee": _payee(mandate)},
    }
    if said is None or said.kind not in expected:
        return _tells(state, said, mandate, GRANTED)
    return all(said.payload.get(name) == value for name, value in expected[said.kind].items()) and _is_signed(
        state, said
    )


def _payee(mandate: Mandate) -> dict[str, str]:
    """The payee as in statements: a member by id, others by name."""
    if mandate.payee_member:
        return {"type": "member", "member": mandate.payee_member}
    return {"type": "outside", "name": mandate.payee_name}


def _is_signed(state: State, said: StatementRef) -> bool:
    signature = said.envelope.signatures[0]
    key, community = state.get(Key, signature.keyid), state.community()
    public = key.public_key if key else community.clerk_key if community and not said.member else ""
    if key is not None and key.member != said.member:
        return False
    return bool(public) and signing.verify(base64.b64decode(public), said.envelope.message, signature.sig)


def _request(state: State, said: StatementRef, request: Disbursement) -> StepFinding:
    sums = sum(one["amount"] for one in request.items) == request.amount
    return said.index, sums and _tells(state, said, request, REQUESTED)


def _approvals(state: State, approved: Sequence[StatementRef], request: Disbursement, mandate: Mandate) -> StepFinding:
    valid = {one.member: one.index for one in _of_version(state, approved, request) if _is_signed(state, one)}
    apart = not valid.keys() & {request.requested_by, mandate.payee_member}
    enough = len(valid) >= request.approvals_needed >= 1
    return max(valid.values(), default=request.index), enough and apart


def _of_version(state: State, rows: Iterable[StatementRef], request: Disbursement) -> Iterable[StatementRef]:
    for one in rows:
        fits = one.payload.get("disbursement") == request.id and one.payload.get("version") == request.version
        if fits and state.get(Approval, request.id, request.version, one.member):
            yield one


def _entry(state: State, payment: Payment) -> bool:
    """Whether the payment's entry balances in every currency and debits its account by the payment's amount."""
    lines = list(state.where(Posting, "entry", payment.id))
    sums: dict[str, int] = {}
    for one in lines:
        sums[one.currency] = sums.get(one.currency, 0) + one.amount
    taken = sum(one.amount for one in lines if one.account == payment.account)
    return bool(lines) and not any(sums.values()) and taken == -payment.charged - payment.fee

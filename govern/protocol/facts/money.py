"""Facts of money granted by votes: budget lines, mandates, tranches, requests, approvals, payments, refunds."""

from dataclasses import dataclass
from typing import Any

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class BudgetLine(Fact):
    """Money appropriated to a programme from `starts` to `ends`; always spent + encumbered <= amount.

    `encumbered` is the unpaid rest of mandates granted on the line. Money neither spent nor encumbered lapses at the
    line's end.
    """

    KEY = ("id",)
    FOUND_BY = ("programme",)
    id: str
    proposal: str
    poll: str
    effect: int
    programme: str
    scope: str
    currency: str
    amount: int
    encumbered: int
    spent: int
    starts: int
    ends: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Mandate(Fact):
    """A permission to pay a payee up to `cap` minor units; always paid + reserved <= released <= cap.

    `origin` is the application or stream it was awarded to, if one effect of the proposal grants several mandates, else
    empty. `line` is its budget line, if any. `due_at` is when the clerk ends it: at its expiry, unless all is paid.
    """

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    effect: int
    origin: str
    payee_member: str
    payee_name: str
    purpose: str
    programme: str
    line: str
    currency: str
    cap: int
    released: int
    reserved: int
    paid: int
    expires: int
    lapsed_at: int
    due_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Tranche(Fact):
    """A part of a mandate, released when its condition is met; `condition` is a text's hash, or empty."""

    KEY = ("mandate", "place")
    FOUND_BY = ("mandate",)
    mandate: str
    place: int
    amount: int
    condition: str
    evidence: str
    released_by: str
    released_at: int
    index: int


@dataclass(frozen=True, slots=True)
class Disbursement(Fact):
    """A request for payment under a mandate: requested, approved, paid (perhaps in parts), or cancelled.

    `items` are amounts, each with a text; `invoices` the hashes of files. `version` counts its revisions: approvals
    belong to one version, and a new one starts without any. `latest` is the statement that made the version.
    """

    KEY = ("id",)
    id: str
    mandate: str
    version: int
    latest: str
    amount: int
    paid: int
    items: list[dict[str, Any]]
    invoices: list[str]
    requested_by: str
    approvals: int
    approvals_needed: int
    state: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Approval(Fact):
    """An approval of a version of a payment request; `role` is the approver's role."""

    KEY = ("disbursement", "version", "member")
    disbursement: str
    version: int
    member: str
    role: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Payment(Fact):
    """A full or partial payment of an approved request.

    `programme` and the currency of `amount` are the mandate's; `charged` and `fee` left the account, in its currency.
    `drawn` is the part of it that was restricted money of the account; `refunded` the part of `amount` that came back.
    """

    KEY = ("id",)
    id: str
    disbursement: str
    mandate: str
    programme: str
    account: str
    amount: int
    currency: str
    charged: int
    fee: int
    drawn: int
    paid_on: str
    reference: str
    evidence: list[str]
    refunded: int
    reversed_at: int
    recorded_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Receipt(Fact):
    """The hashes of files attached to a payment after it was recorded."""

    KEY = ("id",)
    FOUND_BY = ("payment",)
    id: str
    payment: str
    evidence: list[str]
    added_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Refund(Fact):
    """Money paid back by a payee: `amount` in the mandate's currency, `received` in the account's."""

    KEY = ("id",)
    id: str
    payment: str
    account: str
    amount: int
    received: int
    restored: int
    received_on: str
    reason: str
    recorded_by: str
    at: int
    index: int

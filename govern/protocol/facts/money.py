"""Facts of money that votes allow: budget lines, mandates, tranches, requests, approvals, payments, refunds."""

from dataclasses import dataclass
from typing import Any

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class BudgetLine(Fact):
    """What a vote appropriated to a programme from `starts` to `ends`: spent + encumbered <= amount, always.

    `encumbered` is what mandates granted on the line may still be paid. What is neither lapses at the line's end.
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
    """Leave to pay a payee up to `cap` minor units; paid + reserved <= released <= cap, always.

    `origin` names what among a proposal's consequences it comes from, where one effect grants several: an application
    or a request for a stream, or empty. `line` is the budget line that it draws on, if there is one. `due_at` is when
    the clerk ends it: at its expiry, unless all is paid.
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
    """A part of a mandate that is released once its condition is met; `condition` is a text's hash, or empty."""

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
    """A request for payment under a mandate: requested -> approved -> paid, or cancelled; `paid` may be a part.

    `items` are amounts, each with a text; `invoices` the hashes of files. `version` counts its revisions: approvals
    are of one version, and a new one begins without any. `latest` is the statement that made the version.
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
    """An approval of a version of a request for payment; `role` is that by which the approver acted."""

    KEY = ("disbursement", "version", "member")
    disbursement: str
    version: int
    member: str
    role: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Payment(Fact):
    """Money paid for an approved request, all of it or a part.

    `programme` and the currency of `amount` are the mandate's; `charged` and `fee` are what left the account, in its
    own. `drawn` is how much of it was restricted money of the account; `refunded` how much of `amount` came back.
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
    """Files that were attached to a payment after it was recorded, by their hashes."""

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
    """Money that a payee paid back: `amount` in the mandate's currency, `received` in the account's."""

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

"""Facts of the treasury."""

from dataclasses import dataclass

from govern.domain.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Mandate(Fact):
    """Leave to pay a payee up to `cap` minor units; paid + reserved <= cap, always."""

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    effect: int
    payee_member: str
    payee_name: str
    purpose: str
    currency: str
    cap: int
    reserved: int
    paid: int
    expires: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Account(Fact):
    """An account of the treasury; `balance` and `floor` in minor units of its currency."""

    KEY = ("account",)
    account: str
    name: str
    currency: str
    floor: int
    balance: int
    opened_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Income(Fact):
    """Money received into an account."""

    KEY = ("id",)
    id: str
    account: str
    amount: int
    currency: str
    source: str
    received_on: str
    recorded_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Disbursement(Fact):
    """A request for payment under a mandate: requested -> approved -> paid, or cancelled."""

    KEY = ("id",)
    id: str
    mandate: str
    amount: int
    items: str
    requested_by: str
    approvals: int
    approvals_needed: int
    state: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Approval(Fact):
    """A treasurer's approval of a request for payment."""

    KEY = ("disbursement", "member")
    disbursement: str
    member: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Payment(Fact):
    """Money paid out of an account for an approved request."""

    KEY = ("id",)
    id: str
    disbursement: str
    mandate: str
    account: str
    amount: int
    currency: str
    paid_on: str
    reference: str
    recorded_by: str
    at: int
    index: int

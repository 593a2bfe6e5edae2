"""Facts: the public values that accepted statements create or change, each with its key."""

from dataclasses import dataclass
from typing import Any, ClassVar

Json = Any


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with a key; the latest fact of a type and key stands. Times are milliseconds since 1970 (UTC)."""

    KEY: ClassVar[tuple[str, ...]]

    @property
    def key(self) -> tuple[Any, ...]:
        """The values of the key's fields."""
        return tuple(getattr(self, name) for name in self.KEY)


@dataclass(frozen=True, slots=True)
class Community(Fact):
    """The community itself; `supply` is the sum of all confirmed tokens, `members` their number."""

    KEY = ("id",)
    id: str
    name: str
    origin_name: str
    founder: str
    clerk_key: str
    log_key: str
    rulebook: int
    administrators: int
    members: int
    supply: int
    at: int


@dataclass(frozen=True, slots=True)
class Member(Fact):
    """A person of the community, known by an opaque id; `tokens` is the confirmed balance."""

    KEY = ("member",)
    member: str
    tokens: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Key(Fact):
    """A member's public key (base64), by its key id."""

    KEY = ("keyid",)
    keyid: str
    member: str
    public_key: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Role(Fact):
    """Whether a member holds a role."""

    KEY = ("member", "role", "scope")
    member: str
    role: str
    scope: str
    held: bool
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Rulebook(Fact):
    """A numbered rulebook as adopted; `hash` is that of its strict JSON."""

    KEY = ("number",)
    number: int
    hash: str
    rules: Json
    adopted_by: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Award(Fact):
    """Tokens awarded to a member; they count once another person has confirmed them."""

    KEY = ("id",)
    id: str
    to: str
    amount: int
    reason: str
    made_by: str
    confirmed_by: str
    at: int
    confirmed_at: int
    index: int


@dataclass(frozen=True, slots=True)
class Proposal(Fact):
    """A proposal and how far it has come; a moment of 0 means not yet, `due_at` is the clerk's next task."""

    KEY = ("id",)
    id: str
    kind: str
    author: str
    title: str
    body: str
    effects: Json
    rulebook: int
    sponsors: int
    sponsors_needed: int
    sponsoring_ends: int
    admitted_at: int
    review_ends: int
    withdrawn_at: int
    poll: str
    outcome: str
    standstill_ends: int
    effects_applied: int
    carried_out_at: int
    due_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Sponsorship(Fact):
    """A member who supports that a proposal is put to the vote."""

    KEY = ("proposal", "member")
    proposal: str
    member: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Poll(Fact):
    """A vote as announced: everything it hangs on is pinned here."""

    KEY = ("id",)
    id: str
    proposal: str
    rulebook: int
    method: str
    options: Json
    weight: Json
    roll_blob: str
    roll_root: str
    roll_count: int
    roll_total: int
    roll_log_size: int
    opens: int
    closes: int
    closed_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Elector(Fact):
    """A line of a vote's weight roll."""

    KEY = ("poll", "member")
    poll: str
    member: str
    weight: int


@dataclass(frozen=True, slots=True)
class Ballot(Fact):
    """A member's latest ballot in a vote, with the weight that the roll gives it."""

    KEY = ("poll", "member")
    poll: str
    member: str
    id: str
    seq: int
    choice: Json
    weight: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Result(Fact):
    """What a vote came to: tally, every inequality with its numbers, outcome."""

    KEY = ("poll",)
    poll: str
    id: str
    proposal: str
    ballots: int
    tally: Json
    tests: Json
    outcome: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Resolution(Fact):
    """A motion that was carried, entered in the register of resolutions."""

    KEY = ("id",)
    id: str
    proposal: str
    poll: str
    at: int
    index: int


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


@dataclass(frozen=True, slots=True)
class RollBlob(Fact):
    """A weight roll's bytes, kept under their hash beside the record."""

    KEY = ("hash",)
    hash: str
    data: bytes

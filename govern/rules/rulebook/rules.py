"""The rulebook as typed data: how proposals are put, voted on, challenged and paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from govern.protocol.amounts import Ratio
from govern.protocol.errors import Refused

DURATIONS: Final = ("sponsoring_ms", "review_ms", "announcement_ms", "voting_ms", "standstill_ms", "grace_ms")
COUNTS: Final = ("sponsors", "head_count", "concur", "points")
RATIOS: Final = ("approval_floor", "participation", "support")
ROLES: Final = ("proposer", "cancel")  # who may; empty is everyone for the first and nobody for the second
READERS: Final = ("everyone", "members")
REASONS: Final = ("off", "allowed", "required")
SECRECIES: Final = ("open",)  # how secret ballots are: open ones stand in the record for ever, with their voters
UNSUPPORTED: Final = ("vacant", "filled")  # a seat for which nobody is left whom any ballot supports
PAYEES: Final = ("name", "pseudonym")
ELECTORS: Final = ("members", "role", "clubs")
WHOLE: Final = 1_000_000  # millionths


@dataclass(frozen=True)
class LateTurn:
    """A turn within the last `window_ms` extends voting by `extension_ms` from then; at most `longest_ms` in all."""

    extension_ms: int
    longest_ms: int
    window_ms: int


@dataclass(frozen=True)
class Veto:
    """Holders of `role` may veto during the standstill, until their power `ends` (ms since 1970); none if empty."""

    role: str
    ends: int


@dataclass(frozen=True)
class ChallengeRules:
    """Electors may challenge a passed outcome in the standstill; holders of `role` rule on it within `ruling_ms`."""

    role: str
    ruling_ms: int


@dataclass(frozen=True)
class Chamber:
    """A set of electors with its own test: all members by weight, holders of a role, or one delegate a club."""

    id: str
    electors: str
    role: str


@dataclass(frozen=True)
class Stricter:
    """Rules that change for some proposals: spending above an amount, or amendments that touch certain rules."""

    above: Mapping[str, int]
    touches: tuple[str, ...]
    change: Mapping[str, Any]


@dataclass(frozen=True)
class FixedRules:
    """What a format settles for every community, so that no field of a rulebook says it; all off in format 1."""

    days_that_came: bool = False  # money is dated tomorrow (UTC) at the latest
    bounded_texts: bool = False  # names and titles have characters that can be seen, and texts a largest size
    only_deciding_lots: bool = False  # a count tells of a lot only where the lot decided something
    separate_signers: bool = False  # of two who must sign, neither gave the other the office


@dataclass(frozen=True)
class KindRules:
    """How proposals of one kind are decided; durations in milliseconds.

    `points` limits a ballot over several options: points for an option, points to share out, credits, or names.
    `unsupported` says of a seat for which nobody is left whom any ballot supports: it stays vacant, or is filled.
    """

    proposer: str
    cancel: str
    sponsors: int
    sponsoring_ms: int
    review_ms: int
    announcement_ms: int
    voting_ms: int
    standstill_ms: int
    grace_ms: int
    method: str
    weight: Mapping[str, Any]
    approval_floor: Ratio
    participation: Ratio
    support: Ratio
    head_count: int
    chambers: tuple[Chamber, ...]
    concur: int
    points: int
    late_turn: LateTurn
    veto: Veto
    challenge: ChallengeRules
    delegation: bool
    reasons: str
    secrecy: str
    unsupported: str
    stricter: tuple[Stricter, ...]
    fixed: FixedRules


@dataclass(frozen=True)
class Band:
    """From amounts above `above` minor units, `count` treasurers must approve."""

    above: int
    count: int


@dataclass(frozen=True)
class Access:
    """Who may read the record, and who may read members' names: `everyone` or `members`."""

    record: str
    names: str


@dataclass(frozen=True)
class Decay:
    """At the end of each epoch (`epoch_ms`; 0 for none) `keep` millionths of every balance stay, rounded down.

    Only the community's own rulebook is asked: tokens are the community's, whatever a club's rulebook says here.
    """

    epoch_ms: int
    keep: int


@dataclass(frozen=True)
class TokenRules:
    """How the balances of tokens decay, and how long an award waits before it counts."""

    decay: Decay
    maturity_ms: int


@dataclass(frozen=True)
class TreasuryRules:
    """What holds for payments besides approvals.

    Holders of the role `escalation` (none if empty) approve too where treasurers are too few; a bank's fee is at most
    the share `fee` of what is paid; `payees` says whether outsiders stand in the record by name or by pseudonym.
    """

    escalation: str
    fee: Ratio
    payees: str


@dataclass(frozen=True)
class DelegationRules:
    """How long a chain of delegations may be, and from which share one person's weight is warned of."""

    depth: int
    warn_at: Ratio


@dataclass(frozen=True)
class Rules:
    """A rulebook as read: a value with a number; `kinds` by proposal kind, `approvals` by currency."""

    format: int
    fixed: FixedRules
    number: int
    kinds: Mapping[str, KindRules]
    approvals: Mapping[str, tuple[Band, ...]]
    access: Access
    delay_ms: int
    delegation: DelegationRules
    live_per_author: int
    tokens: TokenRules
    topics: tuple[str, ...]
    treasury: TreasuryRules

    @property
    def decay(self) -> Decay:
        """How balances decay."""
        return self.tokens.decay

    @property
    def maturity_ms(self) -> int:
        """How long an award waits before it counts."""
        return self.tokens.maturity_ms

    def approvals_needed(self, currency: str, amount: int) -> int:
        """How many treasurers must approve a payment; raises Refused(currency_unknown)."""
        if currency not in self.approvals:
            raise Refused("currency_unknown", field="currency")
        return max(band.count for band in self.approvals[currency] if amount > band.above)

    def of_kind(self, kind: str) -> KindRules:
        """The rules of a kind of proposal; raises Refused(kind_not_provided)."""
        if kind not in self.kinds:
            raise Refused("kind_not_provided", field="kind")
        return self.kinds[kind]

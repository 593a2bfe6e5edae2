"""The rulebook as typed data: how proposals are submitted, voted on, challenged and paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from govern.protocol.amounts import Ratio
from govern.protocol.errors import Refused

AMENDMENT: Final = "amendment"  # the kind of proposal by which members change the rules, these among them
DURATIONS: Final = ("sponsoring_ms", "review_ms", "announcement_ms", "voting_ms", "standstill_ms", "grace_ms")
COUNTS: Final = ("sponsors", "head_count", "concur", "points")
RATIOS: Final = ("approval_floor", "participation", "support")
ROLES: Final = ("proposer", "cancel")  # role that may; empty means everyone for the first and nobody for the second
READERS: Final = ("everyone", "members")
REASONS: Final = ("off", "allowed", "required")
SECRECIES: Final = ("open",)  # open ballots are recorded with their voters
UNSUPPORTED: Final = ("vacant", "filled")  # a seat without a remaining candidate supported by a ballot
PAYEES: Final = ("name", "pseudonym")
ELECTORS: Final = ("members", "role", "clubs")
WHOLE: Final = 1_000_000  # millionths


@dataclass(frozen=True)
class LateTurn:
    """A turn within the last `window_ms` extends voting by `extension_ms` from then, by at most `longest_ms` in all."""

    extension_ms: int
    longest_ms: int
    window_ms: int


@dataclass(frozen=True)
class Veto:
    """Holders of `role` may veto during the standstill until their power `ends` (ms since 1970); none if empty."""

    role: str
    ends: int


@dataclass(frozen=True)
class ChallengeRules:
    """Electors may challenge a passed outcome in the standstill; holders of `role` rule on it within `ruling_ms`."""

    role: str
    ruling_ms: int


@dataclass(frozen=True)
class Chamber:
    """A set of electors with its own test: all members by weight, holders of a role, or one delegate per club."""

    id: str
    electors: str
    role: str


@dataclass(frozen=True)
class Stricter:
    """Changed rules for some proposals: spending above an amount, or amendments that touch certain rules."""

    above: Mapping[str, int]
    touches: tuple[str, ...]
    change: Mapping[str, Any]


@dataclass(frozen=True)
class FixedRules:
    """Rules fixed by the format, without a field in the rulebook; all off in format 1."""

    days_that_came: bool = False  # money is dated tomorrow (UTC) at the latest
    bounded_texts: bool = False  # names and titles need visible characters, and texts have a maximum size
    only_deciding_lots: bool = False  # a count reports a lot only if it decided something
    separate_signers: bool = False  # of two signers, neither granted the office to the other


@dataclass(frozen=True)
class KindRules:
    """Rules for proposals of one kind; durations in milliseconds.

    `points` limits a ballot over several options: points for an option, points to distribute, credits, or names.
    `unsupported` decides whether a seat stays vacant if no remaining candidate is supported by a ballot.
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
    """The readers of the record and of members' names: `everyone` or `members`."""

    record: str
    names: str


@dataclass(frozen=True)
class Decay:
    """At the end of each epoch (`epoch_ms`; 0 for none) `keep` millionths of every balance remain, rounded down.

    Only the community's own rulebook counts: tokens are the community's, whatever a club's rulebook says.
    """

    epoch_ms: int
    keep: int


@dataclass(frozen=True)
class TokenRules:
    """Decay of token balances, and the wait before an award counts."""

    decay: Decay
    maturity_ms: int


@dataclass(frozen=True)
class TreasuryRules:
    """Rules for payments besides approvals.

    Holders of the role `escalation` (none if empty) also approve if there are too few treasurers; a bank's fee is at
    most the share `fee` of a payment; `payees` decides whether outsiders are recorded by name or by pseudonym.
    """

    escalation: str
    fee: Ratio
    payees: str


@dataclass(frozen=True)
class DelegationRules:
    """The maximum length of a delegation chain, and the share from which a person's weight causes a warning."""

    depth: int
    warn_at: Ratio


@dataclass(frozen=True)
class Rules:
    """A parsed rulebook; `kinds` by kind of proposal, `approvals` by currency."""

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
        """The decay of balances."""
        return self.tokens.decay

    @property
    def maturity_ms(self) -> int:
        """The wait before an award counts, in milliseconds."""
        return self.tokens.maturity_ms

    def approvals_needed(self, currency: str, amount: int) -> int:
        """The number of treasurers who must approve a payment; raises Refused(currency_unknown)."""
        if currency not in self.approvals:
            raise Refused("currency_unknown", field="currency")
        return max(band.count for band in self.approvals[currency] if amount > band.above)

    def of_kind(self, kind: str) -> KindRules:
        """The rules of a kind of proposal; raises Refused(kind_not_provided)."""
        if kind not in self.kinds:
            raise Refused("kind_not_provided", field="kind")
        return self.kinds[kind]

"""The rulebook as typed data: how proposals are put, voted on, challenged and paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from govern.domain import fields, methods, weights
from govern.domain.amounts import Ratio, read_ratio
from govern.domain.errors import Refused

MINUTE: Final = 60_000
DURATIONS: Final = ("sponsoring_ms", "review_ms", "announcement_ms", "voting_ms", "standstill_ms", "grace_ms")
COUNTS: Final = ("sponsors", "head_count", "concur", "points")
RATIOS: Final = ("approval_floor", "participation", "support")
ROLES: Final = ("proposer", "cancel")  # who may; empty is everyone for the first and nobody for the second
OWN_FORM: Final = (
    "challenge",
    "chambers",
    "delegation",
    "late_turn",
    "method",
    "reasons",
    "secrecy",
    "stricter",
    "veto",
    "weight",
)
KIND_FIELDS: Final = frozenset((*DURATIONS, *COUNTS, *RATIOS, *ROLES, *OWN_FORM))
RULEBOOK_FIELDS: Final = frozenset(
    ("access", "delay_ms", "delegation", "kinds", "live_per_author", "money", "number", "tokens", "topics", "treasury")
)
NEEDED_KINDS: Final = frozenset({"amendment", "motion"})
OTHER_KINDS: Final = frozenset(
    {"appropriation", "budget", "choice", "election", "grants", "membership", "spending", "stream"}
)
READERS: Final = ("everyone", "members")
REASONS: Final = ("off", "allowed", "required")
SECRECIES: Final = ("open",)  # how secret ballots are: open ones stand in the record for ever, with their voters
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
class KindRules:
    """How proposals of one kind are decided; durations in milliseconds.

    `points` limits a ballot over several options: points for an option, points to share out, credits, or names.
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
    stricter: tuple[Stricter, ...]


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

    number: int
    kinds: Mapping[str, KindRules]
    approvals: Mapping[str, tuple[Band, ...]]
    access: Access
    decay: Decay
    delay_ms: int
    delegation: DelegationRules
    live_per_author: int
    maturity_ms: int
    topics: tuple[str, ...]
    treasury: TreasuryRules

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


def read_rules(raw: Any) -> Rules:
    """A rulebook that is complete and well formed, safe or not; raises Refused(rulebook_invalid)."""
    exactly(raw, RULEBOOK_FIELDS, "rulebook")
    for name in ("delay_ms", "live_per_author"):
        natural(raw, name, name)
    if not fields.positive(raw["number"]):
        raise Refused("rulebook_invalid", field="number")
    return Rules(
        number=raw["number"],
        kinds=_read_kinds(raw["kinds"]),
        approvals=_read_money(raw["money"]),
        access=_read_access(raw["access"]),
        delay_ms=raw["delay_ms"],
        delegation=_read_delegation(raw["delegation"]),
        live_per_author=raw["live_per_author"],
        topics=_read_topics(raw["topics"]),
        treasury=_read_treasury(raw["treasury"]),
        **_read_tokens(raw["tokens"]),
    )


def exactly(raw: Any, names: frozenset[str] | set[str], field: str) -> None:
    """Raises Refused(rulebook_invalid) unless this is an object of exactly these names."""
    if not isinstance(raw, dict):
        raise Refused("rulebook_invalid", field=field)
    for name in sorted(names ^ raw.keys()):
        raise Refused("rulebook_invalid", field=f"{field}.{name}")


def natural(raw: Mapping[str, Any], name: str, field: str) -> int:
    """A whole number from 0; raises Refused(rulebook_invalid)."""
    if not fields.natural(raw[name]):
        raise Refused("rulebook_invalid", field=field)
    return int(raw[name])


def _read_kinds(raw: Any) -> dict[str, KindRules]:
    if not isinstance(raw, dict):
        raise Refused("rulebook_invalid", field="kinds")
    for kind in sorted((NEEDED_KINDS - raw.keys()) | (raw.keys() - NEEDED_KINDS - OTHER_KINDS)):
        raise Refused("rulebook_invalid", field=f"kinds.{kind}")
    read = {kind: read_kind(rules, f"kinds.{kind}") for kind, rules in raw.items()}
    for kind, rules in read.items():
        _check_method(kind, rules)
    return read


def _check_method(kind: str, rules: KindRules) -> None:
    """Raises Refused(rulebook_invalid) unless the way of voting fits the kind, its chambers and its points."""
    if rules.method not in methods.FOR_KINDS[kind]:
        raise Refused("rulebook_invalid", field=f"kinds.{kind}.method")
    if rules.method in methods.SEVERAL and rules.chambers:
        raise Refused("rulebook_invalid", field=f"kinds.{kind}.chambers")
    if rules.method == "consent/1" and rules.reasons == "off":
        raise Refused("rulebook_invalid", field=f"kinds.{kind}.reasons")  # an objection says why
    if rules.method in methods.POINTED and not 0 < rules.points <= 1000:
        raise Refused("rulebook_invalid", field=f"kinds.{kind}.points")


def _one_of(raw: Any, allowed: Sequence[str], field: str) -> str:
    if not isinstance(raw, str) or raw not in allowed:
        raise Refused("rulebook_invalid", field=field)
    return raw


def _role(raw: Any, field: str) -> str:
    if raw != "" and not fields.office(raw):
        raise Refused("rulebook_invalid", field=field)
    return str(raw)


def read_kind(raw: Any, field: str) -> KindRules:
    """The rules of one kind of proposal; raises Refused(rulebook_invalid)."""
    exactly(raw, KIND_FIELDS, field)
    _one_of(raw["method"], tuple(methods.METHODS), f"{field}.method")
    weights.read_weight(raw["weight"], f"{field}.weight")
    if type(raw["delegation"]) is not bool:
        raise Refused("rulebook_invalid", field=f"{field}.delegation")
    read: dict[str, Any] = {name: natural(raw, name, f"{field}.{name}") for name in (*DURATIONS, *COUNTS)}
    read |= {name: read_ratio(raw[name], f"{field}.{name}") for name in RATIOS}
    read |= {name: _role(raw[name], f"{field}.{name}") for name in ROLES}
    return KindRules(
        **read,
        method=raw["method"],
        weight=raw["weight"],
        delegation=raw["delegation"],
        reasons=_one_of(raw["reasons"], REASONS, f"{field}.reasons"),
        secrecy=_one_of(raw["secrecy"], SECRECIES, f"{field}.secrecy"),
        chambers=_read_chambers(raw["chambers"], f"{field}.chambers"),
        late_turn=_read_late_turn(raw["late_turn"], f"{field}.late_turn"),
        veto=_read_veto(raw["veto"], f"{field}.veto"),
        challenge=_read_challenge(raw["challenge"], f"{field}.challenge"),
        stricter=_read_stricter(raw, f"{field}.stricter"),
    )


def _read_late_turn(raw: Any, field: str) -> LateTurn:
    exactly(raw, {"extension_ms", "longest_ms", "window_ms"}, field)
    return LateTurn(**{name: natural(raw, name, f"{field}.{name}") for name in raw})


def _read_veto(raw: Any, field: str) -> Veto:
    exactly(raw, {"ends", "role"}, field)
    return Veto(_role(raw["role"], f"{field}.role"), natural(raw, "ends", f"{field}.ends"))


def _read_challenge(raw: Any, field: str) -> ChallengeRules:
    exactly(raw, {"role", "ruling_ms"}, field)
    return ChallengeRules(_role(raw["role"], f"{field}.role"), natural(raw, "ruling_ms", f"{field}.ruling_ms"))


def _read_chambers(raw: Any, field: str) -> tuple[Chamber, ...]:
    if not isinstance(raw, list) or len(raw) > 9:
        raise Refused("rulebook_invalid", field=field)
    chambers = []
    for one in raw:
        exactly(one, {"electors", "id", "role"}, field)
        electors, role = _one_of(one["electors"], ELECTORS, field), _role(one["role"], field)
        if not fields.slug(one["id"]) or (electors == "role") != bool(role):
            raise Refused("rulebook_invalid", field=field)
        chambers.append(Chamber(one["id"], electors, role))
    if len({one.id for one in chambers}) != len(chambers):
        raise Refused("rulebook_invalid", field=field)
    return tuple(chambers)


def _read_stricter(kind: Mapping[str, Any], field: str) -> tuple[Stricter, ...]:
    if not isinstance(kind["stricter"], list) or len(kind["stricter"]) > 9:
        raise Refused("rulebook_invalid", field=field)
    return tuple(_read_one_stricter(kind, one, f"{field}.{place}") for place, one in enumerate(kind["stricter"]))


def _read_one_stricter(kind: Mapping[str, Any], raw: Any, field: str) -> Stricter:
    exactly(raw, {"above", "change", "touches"}, field)
    above, touches, change = raw["above"], raw["touches"], raw["change"]
    if not isinstance(above, dict) or not all(fields.currency(one) for one in above):
        raise Refused("rulebook_invalid", field=f"{field}.above")
    if not isinstance(touches, list) or not all(fields.string(one) for one in touches) or not (above or touches):
        raise Refused("rulebook_invalid", field=f"{field}.touches")
    if not isinstance(change, dict) or not change or not change.keys() < KIND_FIELDS - {"stricter"}:
        raise Refused("rulebook_invalid", field=f"{field}.change")
    for currency in above:
        natural(above, currency, f"{field}.above")
    read_kind({**kind, **change, "stricter": []}, f"{field}.change")
    return Stricter(above, tuple(touches), change)


def _read_money(raw: Any) -> dict[str, tuple[Band, ...]]:
    if not isinstance(raw, dict) or not all(fields.currency(currency) for currency in raw):
        raise Refused("rulebook_invalid", field="money")
    return {currency: _read_bands(bands, f"money.{currency}") for currency, bands in raw.items()}


def _read_bands(raw: Any, field: str) -> tuple[Band, ...]:
    if not isinstance(raw, list) or not raw:
        raise Refused("rulebook_invalid", field=field)
    for band in raw:
        exactly(band, {"above", "count"}, field)
        natural(band, "above", field)
        natural(band, "count", field)
    return tuple(Band(band["above"], band["count"]) for band in raw)


def _read_treasury(raw: Any) -> TreasuryRules:
    exactly(raw, {"escalation", "fee", "payees"}, "treasury")
    return TreasuryRules(
        _role(raw["escalation"], "treasury.escalation"),
        read_ratio(raw["fee"], "treasury.fee"),
        _one_of(raw["payees"], PAYEES, "treasury.payees"),
    )


def _read_access(raw: Any) -> Access:
    exactly(raw, {"names", "record"}, "access")
    return Access(**{name: _one_of(raw[name], READERS, f"access.{name}") for name in raw})


def _read_delegation(raw: Any) -> DelegationRules:
    exactly(raw, {"depth", "warn_at"}, "delegation")
    return DelegationRules(natural(raw, "depth", "delegation.depth"), read_ratio(raw["warn_at"], "delegation.warn_at"))


def _read_tokens(raw: Any) -> dict[str, Any]:
    exactly(raw, {"decay", "maturity_ms"}, "tokens")
    return {"decay": _read_decay(raw), "maturity_ms": natural(raw, "maturity_ms", "tokens.maturity_ms")}


def _read_decay(raw: Any) -> Decay:
    exactly(raw["decay"], {"epoch_ms", "keep"}, "tokens.decay")
    decay = Decay(**{name: natural(raw["decay"], name, f"tokens.decay.{name}") for name in raw["decay"]})
    if not 0 < decay.keep <= WHOLE or (decay.keep < WHOLE and not decay.epoch_ms):
        raise Refused("rulebook_invalid", field="tokens.decay.keep")
    return decay


def _read_topics(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or len(raw) > 50 or not all(fields.slug(topic) for topic in raw):
        raise Refused("rulebook_invalid", field="topics")
    if len(set(raw)) != len(raw):
        raise Refused("rulebook_invalid", field="topics")
    return tuple(raw)

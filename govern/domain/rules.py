"""The rulebook: typed data by which proposals are put, voted on and paid, and the linter that refuses unsafe ones."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from govern.domain import fields, methods, weights
from govern.domain.amounts import Ratio, read_ratio
from govern.domain.errors import Refused, words
from govern.domain.facts import Fact, Rulebook
from govern.domain.ids import hash_of_value
from govern.domain.state import State, Statement, find, founded, need
from govern.record import strict_json

MINUTE: Final = 60_000
YEAR: Final = 366 * 24 * 60 * MINUTE

ADOPTED: fields.Fields = {**fields.PERSON, "rulebook": fields.mapping}
DURATIONS: Final = ("sponsoring_ms", "review_ms", "announcement_ms", "voting_ms", "standstill_ms")
RATIOS: Final = ("approval_floor", "participation", "support")
KIND_FIELDS: Final = frozenset((*DURATIONS, *RATIOS, "head_count", "method", "sponsors", "weight"))


@dataclass(frozen=True)
class KindRules:
    """How proposals of one kind are decided; durations in milliseconds."""

    sponsors: int
    sponsoring_ms: int
    review_ms: int
    announcement_ms: int
    voting_ms: int
    standstill_ms: int
    method: str
    weight: Mapping[str, Any]
    approval_floor: Ratio
    participation: Ratio
    support: Ratio
    head_count: int


@dataclass(frozen=True)
class Band:
    """From amounts above `above` minor units, `count` treasurers must approve."""

    above: int
    count: int


@dataclass(frozen=True)
class Rules:
    """A rulebook as read: a value with a number; `kinds` by proposal kind, `approvals` by currency."""

    number: int
    kinds: Mapping[str, KindRules]
    approvals: Mapping[str, tuple[Band, ...]]

    def approvals_needed(self, currency: str, amount: int) -> int:
        """How many treasurers must approve a payment; raises Refused(currency_unknown)."""
        if currency not in self.approvals:
            raise Refused("currency_unknown", field="currency")
        return max(band.count for band in self.approvals[currency] if amount > band.above)


def read_rulebook(raw: Any) -> Rules:
    """A rulebook that is complete and safe; raises Refused(rulebook_invalid, rulebook_unsafe)."""
    _exactly(raw, {"kinds", "money", "number"}, "rulebook")
    if not fields.positive(raw["number"]):
        raise Refused("rulebook_invalid", field="number")
    _exactly(raw["kinds"], {"motion", "spending"}, "kinds")
    kinds = {kind: _read_kind(rules, f"kinds.{kind}") for kind, rules in raw["kinds"].items()}
    if not isinstance(raw["money"], dict) or not all(fields.currency(currency) for currency in raw["money"]):
        raise Refused("rulebook_invalid", field="money")
    approvals = {currency: _read_bands(bands, f"money.{currency}") for currency, bands in raw["money"].items()}
    return Rules(raw["number"], kinds, approvals)


def _exactly(raw: Any, names: set[str] | frozenset[str], field: str) -> None:
    if not isinstance(raw, dict):
        raise Refused("rulebook_invalid", field=field)
    for name in sorted(names ^ raw.keys()):
        raise Refused("rulebook_invalid", field=f"{field}.{name}")


def _read_kind(raw: Any, field: str) -> KindRules:
    _exactly(raw, KIND_FIELDS, field)
    for name in (*DURATIONS, "sponsors", "head_count"):
        if not fields.natural(raw[name]):
            raise Refused("rulebook_invalid", field=f"{field}.{name}")
    if not isinstance(raw["method"], str) or raw["method"] not in methods.METHODS:
        raise Refused("rulebook_invalid", field=f"{field}.method")
    weights.read_weight(raw["weight"], f"{field}.weight")
    ratios = {name: read_ratio(raw[name], f"{field}.{name}") for name in RATIOS}
    rules = KindRules(**(raw | ratios))
    _lint(rules, field)
    return rules


def _lint(rules: KindRules, field: str) -> None:
    if rules.approval_floor.num == 0:
        raise Refused(
            "rulebook_unsafe", field=f"{field}.approval_floor", why=words("a handful could decide for everybody")
        )
    if rules.approval_floor.strict or rules.participation.strict:
        raise Refused("rulebook_invalid", field=f"{field}.approval_floor")
    if not rules.support.strict or 2 * rules.support.num < rules.support.den:
        raise Refused("rulebook_unsafe", field=f"{field}.support", why=words("a minority could carry a proposal"))
    if rules.support.num == rules.support.den:
        raise Refused("rulebook_unsafe", field=f"{field}.support", why=words("nothing could ever be carried"))
    if rules.voting_ms < MINUTE:
        raise Refused("rulebook_unsafe", field=f"{field}.voting_ms", why=words("nobody could vote in time"))
    if rules.sponsors > 0 and rules.sponsoring_ms < MINUTE:
        raise Refused("rulebook_unsafe", field=f"{field}.sponsoring_ms", why=words("nobody could sponsor in time"))
    for name in DURATIONS:
        if getattr(rules, name) > YEAR:
            raise Refused("rulebook_unsafe", field=f"{field}.{name}", why=words("it would take more than a year"))


def _read_bands(raw: Any, field: str) -> tuple[Band, ...]:
    if not isinstance(raw, list) or not raw:
        raise Refused("rulebook_invalid", field=field)
    for band in raw:
        _exactly(band, {"above", "count"}, field)
        if not fields.natural(band["above"]) or not fields.natural(band["count"]):
            raise Refused("rulebook_invalid", field=field)
        if band["count"] == 0:
            raise Refused("rulebook_unsafe", field=field, why=words("money could leave without anyone's approval"))
    bands = tuple(Band(band["above"], band["count"]) for band in raw)
    rising = all(a.above < b.above and a.count <= b.count for a, b in pairwise(bands))
    if bands[0].above != 0 or not rising:
        raise Refused("rulebook_invalid", field=field)
    return bands


def adopt(state: State, statement: Statement) -> tuple[Fact, ...]:
    """In the founding phase an administrator adopts the next rulebook; raises Refused(role_needed, rulebook_*)."""
    payload, community = statement.payload, founded(state)
    need(state, payload["member"], "administrator")
    rules = read_rulebook(payload["rulebook"])
    if rules.number != community.rulebook + 1:
        raise Refused("rulebook_number", expected=community.rulebook + 1)
    adopted = Rulebook(
        number=rules.number,
        hash=hash_of_value(payload["rulebook"]),
        rules=payload["rulebook"],
        adopted_by=payload["member"],
        at=statement.at,
        index=statement.index,
    )
    return adopted, replace(community, rulebook=rules.number)


def rules_of(state: State, number: int) -> Rules:
    """The rulebook with a number, as typed rules."""
    adopted = find(state, Rulebook, "rulebook_invalid", number)
    return _cached(strict_json.encode(adopted.rules))


@lru_cache(maxsize=64)
def _cached(encoded: bytes) -> Rules:
    return read_rulebook(strict_json.decode(encoded))

"""Parsers of the values in a rulebook: each takes a value and its dotted path, and refuses malformed values."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.amounts import Ratio, read_ratio
from govern.protocol.errors import Refused
from govern.rules.rulebook.rules import (
    ELECTORS,
    PAYEES,
    READERS,
    WHOLE,
    Access,
    Band,
    ChallengeRules,
    Chamber,
    Decay,
    DelegationRules,
    LateTurn,
    TokenRules,
    TreasuryRules,
    Veto,
)
from govern.rules.voting import methods, weights

Reader = Callable[[Any, str], object]
Table = Mapping[str, Reader]  # readers by the name of their field

MOST_CHAMBERS: Final = 9
MOST_TOPICS: Final = 50


def invalid(field: str) -> Refused:
    """The refusal of a rulebook that is incomplete or malformed at this path."""
    return Refused("rulebook_invalid", field=field)


def exactly(raw: Any, names: frozenset[str] | set[str], field: str) -> None:
    """Raise Refused(rulebook_invalid) unless this is an object with exactly these names."""
    if not isinstance(raw, dict):
        raise invalid(field)
    for name in sorted(names ^ raw.keys()):
        raise invalid(f"{field}.{name}")


def natural(raw: Any, field: str) -> int:
    """A whole number from 0."""
    if not fields.natural(raw):
        raise invalid(field)
    return int(raw)


def positive(raw: Any, field: str) -> int:
    """A whole number from 1."""
    if not fields.positive(raw):
        raise invalid(field)
    return int(raw)


def boolean(raw: Any, field: str) -> bool:
    """True or false."""
    if type(raw) is not bool:
        raise invalid(field)
    return raw


def ratio(raw: Any, field: str) -> Ratio:
    """A share between 0 and 1."""
    return read_ratio(raw, field)


def role(raw: Any, field: str) -> str:
    """The name of an office, or an empty string."""
    if raw != "" and not fields.office(raw):
        raise invalid(field)
    return str(raw)


def one_of(*allowed: str) -> Reader:
    """A parser of one of these words."""

    def read(raw: Any, field: str) -> str:
        return _word(raw, allowed, field)

    return read


def _word(raw: Any, allowed: Sequence[str], field: str) -> str:
    if not isinstance(raw, str) or raw not in allowed:
        raise invalid(field)
    return raw


def method(raw: Any, field: str) -> str:
    """The id of a voting method."""
    return _word(raw, tuple(methods.METHODS), field)


def weight(raw: Any, field: str) -> Mapping[str, Any]:
    """The weight source with its parameters."""
    weights.read_weight(raw, field)
    return dict(raw)


def late_turn(raw: Any, field: str) -> LateTurn:
    """The extension of a vote whose outcome turns late."""
    exactly(raw, {"extension_ms", "longest_ms", "window_ms"}, field)
    return LateTurn(**{name: natural(raw[name], f"{field}.{name}") for name in raw})


def veto(raw: Any, field: str) -> Veto:
    """The role that may veto, and the end of its power."""
    exactly(raw, {"ends", "role"}, field)
    return Veto(role(raw["role"], f"{field}.role"), natural(raw["ends"], f"{field}.ends"))


def challenge(raw: Any, field: str) -> ChallengeRules:
    """The role that rules on challenges, and its deadline."""
    exactly(raw, {"role", "ruling_ms"}, field)
    return ChallengeRules(role(raw["role"], f"{field}.role"), natural(raw["ruling_ms"], f"{field}.ruling_ms"))


def chambers(raw: Any, field: str) -> tuple[Chamber, ...]:
    """The chambers of a vote, with distinct ids."""
    if not isinstance(raw, list) or len(raw) > MOST_CHAMBERS:
        raise invalid(field)
    found = tuple(_chamber(one, field) for one in raw)
    if len({one.id for one in found}) != len(found):
        raise invalid(field)
    return found


def _chamber(raw: Any, field: str) -> Chamber:
    exactly(raw, {"electors", "id", "role"}, field)
    electors, holders = _word(raw["electors"], ELECTORS, field), role(raw["role"], field)
    if not fields.slug(raw["id"]) or (electors == "role") != bool(holders):
        raise invalid(field)
    return Chamber(raw["id"], electors, holders)


def money(raw: Any, field: str) -> dict[str, tuple[Band, ...]]:
    """The approvals needed for payments, by currency."""
    if not isinstance(raw, dict) or not all(fields.currency(currency) for currency in raw):
        raise invalid(field)
    return {currency: _bands(bands, f"{field}.{currency}") for currency, bands in raw.items()}


def _bands(raw: Any, field: str) -> tuple[Band, ...]:
    if not isinstance(raw, list) or not raw:
        raise invalid(field)
    for band in raw:
        exactly(band, {"above", "count"}, field)
    return tuple(Band(natural(band["above"], field), natural(band["count"], field)) for band in raw)


def treasury(raw: Any, field: str) -> TreasuryRules:
    """Rules for payments besides approvals."""
    exactly(raw, {"escalation", "fee", "payees"}, field)
    return TreasuryRules(
        role(raw["escalation"], f"{field}.escalation"),
        read_ratio(raw["fee"], f"{field}.fee"),
        _word(raw["payees"], PAYEES, f"{field}.payees"),
    )


def access(raw: Any, field: str) -> Access:
    """The readers of the record and of members' names."""
    exactly(raw, {"names", "record"}, field)
    return Access(**{name: _word(raw[name], READERS, f"{field}.{name}") for name in raw})


def delegation(raw: Any, field: str) -> DelegationRules:
    """The maximum length of delegation chains, and the share from which a weight causes a warning."""
    exactly(raw, {"depth", "warn_at"}, field)
    return DelegationRules(natural(raw["depth"], f"{field}.depth"), read_ratio(raw["warn_at"], f"{field}.warn_at"))


def tokens(raw: Any, field: str) -> TokenRules:
    """Maturity and decay of tokens."""
    exactly(raw, {"decay", "maturity_ms"}, field)
    return TokenRules(_decay(raw["decay"], f"{field}.decay"), natural(raw["maturity_ms"], f"{field}.maturity_ms"))


def _decay(raw: Any, field: str) -> Decay:
    exactly(raw, {"epoch_ms", "keep"}, field)
    decay = Decay(**{name: natural(raw[name], f"{field}.{name}") for name in raw})
    if not 0 < decay.keep <= WHOLE or (decay.keep < WHOLE and not decay.epoch_ms):
        raise invalid(f"{field}.keep")
    return decay


def topics(raw: Any, field: str) -> tuple[str, ...]:
    """The possible topics of proposals, without duplicates."""
    if not isinstance(raw, list) or len(raw) > MOST_TOPICS or not all(fields.slug(topic) for topic in raw):
        raise invalid(field)
    if len(set(raw)) != len(raw):
        raise invalid(field)
    return tuple(raw)

"""Numbers of the report as people write them: decimals of the currency, thousands apart."""

from collections.abc import Mapping
from typing import Final

from govern.protocol.amounts import decimals_of
from govern.protocol.errors import N_
from govern.protocol.messages import Say


def amount(minor: int, currency: str) -> str:
    """An amount such as `52,986.50`, without the currency's name."""
    decimals = decimals_of(currency)
    whole, part = divmod(abs(minor), 10**decimals)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole:,}.{part:0{decimals}}" if decimals else f"{sign}{whole:,}"


def decimal(minor: int, currency: str) -> str:
    """An amount such as `52986.50`, for programs."""
    return amount(minor, currency).replace(",", "")


# What a tally counts; other names are options'.
COUNTED: Final = {
    "yes": N_("yes"),
    "no": N_("no"),
    "abstain": N_("abstain"),
    "valid": N_("valid ballots"),
    "blank": N_("blank ballots"),
}


def tally(values: Mapping[str, object], say: Say = str) -> str:
    """A tally such as `yes 4,995, no 120`, in the order of COUNTED."""
    order = [name for name in COUNTED if name in values] + [name for name in values if name not in COUNTED]
    named = ((say(COUNTED[name]) if name in COUNTED else name, values[name]) for name in order)
    return ", ".join(f"{name} {_number(value)}" for name, value in named)


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)

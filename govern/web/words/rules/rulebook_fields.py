"""Parses and formats values of a rulebook in forms; unreadable ones raise ValueError."""

import datetime
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from babel.numbers import NumberFormatError, format_decimal, parse_decimal

from govern.protocol.amounts import LARGEST, Ratio, decimals_of, read_ratio
from govern.protocol.units import DAY, HOUR, MINUTE
from govern.web.frame.gettext import _
from govern.web.frame.language import locale

UNITS: Final = {"days": DAY, "hours": HOUR, "minutes": MINUTE, "seconds": 1000}
_SHARE: Final = re.compile(r"\s*(?:(\d{1,3}(?:\.\d{1,4})?)\s*%|(\d{1,7})\s*/\s*(\d{1,7}))\s*", re.ASCII)
_EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
Json = dict[str, Any]


def written_duration(ms: int) -> tuple[str, str]:
    """A duration in the largest unit that divides it, and that unit."""
    unit = next((unit for unit, length in UNITS.items() if ms and ms % length == 0), "seconds" if ms else "days")
    return format((Decimal(ms) / UNITS[unit]).normalize(), "f"), unit


def read_duration(typed: str, unit: str) -> int:
    """A duration in milliseconds."""
    if not re.fullmatch(r"\s*\d{1,9}(\.\d{1,9})?\s*", typed, re.ASCII):
        raise ValueError(_("Write a number."))
    ms = Decimal(typed.strip()) * UNITS.get(unit, UNITS["days"])
    if ms != ms.to_integral_value():
        raise ValueError(_("Write a number without so many decimals."))
    return int(ms)


def read_count(typed: str) -> int:
    """A whole number."""
    if not re.fullmatch(r"\s*\d{1,15}\s*", typed, re.ASCII):
        raise ValueError(_("Write a whole number."))
    return int(typed)


def written_share(raw: Json) -> str:
    """A percentage if it is whole, else the fraction; with the same digits for every reader."""
    ratio: Ratio = read_ratio(raw, "share")
    if 100 * ratio.num % ratio.den == 0:
        return f"{100 * ratio.num // ratio.den}%"
    return f"{ratio.num}/{ratio.den}"


def read_share(typed: str, *, strict: bool) -> Json:
    """A share as written in a rulebook."""
    found = _SHARE.fullmatch(typed)
    if found is None or (found[3] and int(found[3]) == 0):
        raise ValueError(_("Write a share such as %(one)s or %(other)s.", one="10%", other="1/10"))
    value = Fraction(found[1]) / 100 if found[1] else Fraction(int(found[2]), int(found[3]))
    if value > 1 or value.denominator > 1_000_000:
        raise ValueError(_("A share lies between %(least)s and %(most)s.", least="0%", most="100%"))
    return {"den": value.denominator, "num": value.numerator, "strict": strict}


def written_millionths(kept: int) -> str:
    """Millionths as a percentage, exactly."""
    whole, rest = divmod(kept, 10_000)
    return f"{whole}.{rest:04d}".rstrip("0").rstrip(".") + "%"


def read_millionths(typed: str) -> int:
    """A share in whole millionths."""
    share = read_share(typed, strict=False)
    kept = Fraction(share["num"], share["den"]) * 1_000_000
    if kept.denominator != 1:
        raise ValueError(_("Write a share with at most four decimals, such as %(one)s.", one="97.5%"))
    return kept.numerator


def written_bands(bands: Iterable[Mapping[str, int]]) -> str:
    """Bands of tokens as `1: 1, 100: 2`; with the same digits for every reader."""
    return ", ".join(f"{band['from']}: {band['weight']}" for band in bands)


def read_bands(typed: str) -> list[dict[str, int]]:
    """Bands of tokens as written in a rulebook."""
    parts = [
        re.fullmatch(r"\s*(\d{1,15})\s*[:：]\s*(\d{1,15})\s*", part, re.ASCII) for part in re.split("[,，]", typed)
    ]
    if not all(parts):
        raise ValueError(_("Write bands such as %(example)s: tokens, a colon, the weight.", example="1: 1, 100: 2"))
    return [{"from": int(part[1]), "weight": int(part[2])} for part in parts if part]


def written_amount(amount: int, currency: str) -> str:
    """An amount in the reader's format."""
    value = Decimal(amount).scaleb(-decimals_of(currency))
    return str(format_decimal(value, locale=locale()))


def read_amount(typed: str, currency: str) -> int:
    """An amount in minor units."""
    try:
        value = parse_decimal(typed.strip() or "0", locale=locale(), strict=True)
    except NumberFormatError as error:
        raise ValueError(_("Write an amount such as 1,200.00.")) from error
    minor = value.scaleb(decimals_of(currency))
    if minor != minor.to_integral_value() or not 0 <= minor <= LARGEST:
        raise ValueError(_("Write an amount such as 1,200.00."))
    return int(minor)


def read_currency(typed: str) -> str:
    """A code of three capital letters."""
    currency = typed.strip().upper()
    if not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError(_("Write the three letters of a currency, such as EUR, once."))
    return currency


def written_amounts(above: Json) -> str:
    """A line for each currency, such as `EUR 5,000`."""
    return "\n".join(f"{currency} {written_amount(above[currency], currency)}" for currency in above)


def read_amounts(typed: str) -> dict[str, int]:
    """Amounts in minor units, by currency."""
    found: dict[str, int] = {}
    for line in typed.splitlines():
        currency, _space, amount = line.strip().partition(" ")
        if not currency:
            continue
        code = read_currency(currency)
        if code in found or not amount.strip():
            raise ValueError(_("Write one line for each currency, such as EUR 5,000."))
        found[code] = read_amount(amount, code)
    return found


def written_moment(at: int) -> str:
    """A day for a time at its beginning, else the time, in UTC; empty for none."""
    if not at:
        return ""
    moment = _EPOCH + datetime.timedelta(milliseconds=at)
    if at % UNITS["days"] == 0:
        return moment.strftime("%Y-%m-%d")
    return moment.strftime("%Y-%m-%d %H:%M:%S") + f".{at % 1000:03d}"


def read_moment(typed: str) -> int:
    """Milliseconds since 1970, UTC; 0 for an empty text."""
    if not typed.strip():
        return 0
    try:
        moment = datetime.datetime.fromisoformat(typed.strip())
    except ValueError as error:
        raise ValueError(_("Write a day such as 2028-01-31.")) from error
    ms = (moment.replace(tzinfo=moment.tzinfo or datetime.UTC) - _EPOCH) // datetime.timedelta(milliseconds=1)
    if ms < 0:
        raise ValueError(_("Write a day such as 2028-01-31."))
    return ms


def read_words(typed: str) -> list[str]:
    """The words of a list, on separate lines or separated by commas."""
    return [word for word in re.split(r"[\s,，、;；]+", typed) if word]

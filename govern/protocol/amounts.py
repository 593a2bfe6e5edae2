"""Exact quantities: bounded whole numbers and ratios."""

from dataclasses import dataclass
from typing import Any, Final

from govern.protocol.errors import Refused

LARGEST = 2**53 - 1  # the largest whole number in strict JSON
# ISO 4217, list one, column "minor unit", if it is not 2. The same table is in static/js/language/currencies.js.
# fmt: off
DECIMALS: Final = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
    "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}
# fmt: on


def decimals_of(currency: str) -> int:
    """The number of decimals of a currency's minor unit (ISO 4217), fixed here because the record depends on it."""
    return DECIMALS.get(currency, 2)


@dataclass(frozen=True)
class Ratio:
    """A share num/den; a test against it is > if `strict`, otherwise >=."""

    num: int
    den: int
    strict: bool

    def ceil_of(self, whole: int) -> int:
        """The smallest whole number that is at least this share of `whole`."""
        return -(-self.num * whole // self.den)

    def floor_of(self, whole: int) -> int:
        """The largest whole number that is at most this share of `whole`."""
        return self.num * whole // self.den


def read_ratio(raw: Any, field: str) -> Ratio:
    """A ratio between 0 and 1 from `{"den":…,"num":…,"strict":…}`; raises Refused(rulebook_invalid)."""
    if not isinstance(raw, dict) or raw.keys() != {"den", "num", "strict"}:
        raise Refused("rulebook_invalid", field=field)
    num, den, strict = raw["num"], raw["den"], raw["strict"]
    if type(num) is not int or type(den) is not int or type(strict) is not bool:
        raise Refused("rulebook_invalid", field=field)
    if not 0 <= num <= den <= 1_000_000 or den == 0:
        raise Refused("rulebook_invalid", field=field)
    return Ratio(num, den, strict)

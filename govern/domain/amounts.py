"""Exact quantities: bounded whole numbers and ratios."""

from dataclasses import dataclass
from typing import Any

from govern.domain.errors import Refused

LARGEST = 2**53 - 1  # the largest whole number in strict JSON


@dataclass(frozen=True)
class Ratio:
    """A share num/den; `strict` tells whether a test against it is > (True) or >= (False)."""

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

"""The preset of a cooperative: equal members, careful spending, a supervisory body with a veto."""

from typing import Any

from govern.protocol.units import DAY
from govern.rules.rulebook.presets.parts import above, bands, motion, ratio, rulebook, rules_of_kinds
from govern.rules.rulebook.rules import AMENDMENT


def cooperative() -> dict[str, Any]:
    """One member, one vote; a tenth must take part, a quarter for large sums; rules change by three quarters."""
    plain = motion("equal/1") | {"participation": ratio(1, 10), "sponsors": 2}
    large = above(1_000_000, participation=ratio(1, 4), standstill_ms=7 * DAY, sponsors=5)
    spending = plain | {"sponsors": 3, "standstill_ms": 3 * DAY, "stricter": [large]}
    kinds = rules_of_kinds(plain, spending)
    harder = {"participation": ratio(1, 5), "support": ratio(3, 4, strict=True), "stricter": []}
    kinds[AMENDMENT] |= harder
    return rulebook(kinds, bands((0, 1), (100_000, 2), (1_000_000, 3))) | {"delay_ms": 14 * DAY}

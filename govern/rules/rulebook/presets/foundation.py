"""The preset of a community foundation with chambers of residents, clubs and experts."""

from typing import Any

from govern.protocol.units import DAY
from govern.rules.rulebook.presets.parts import above, bands, motion, ratio, rulebook, rules_of_kinds
from govern.rules.rulebook.rules import AMENDMENT

CHAMBERS = [
    {"electors": "members", "id": "residents", "role": ""},
    {"electors": "clubs", "id": "clubs", "role": ""},
    {"electors": "role", "id": "experts", "role": "expert"},
]


def foundation() -> dict[str, Any]:
    """Motions by residents; two of three chambers concur on money, all three on large sums and on the rules."""
    plain = motion("equal/1") | {"head_count": 0}
    chambers = plain | {"chambers": CHAMBERS, "concur": 2}
    large = above(2_000_000, concur=3, standstill_ms=7 * DAY)
    spending = chambers | {"sponsors": 3, "standstill_ms": 3 * DAY, "stricter": [large]}
    rules = chambers | {"concur": 3, "standstill_ms": 7 * DAY, "support": ratio(2, 3, strict=True)}
    harder = {
        "above": {},
        "change": {"support": ratio(3, 4, strict=True)},
        "touches": [f"kinds.{AMENDMENT}", "delay_ms"],
    }
    kinds = rules_of_kinds(plain, spending) | {AMENDMENT: rules | {"stricter": [harder]}}
    return rulebook(kinds, bands((0, 2), (1_000_000, 3))) | {"delay_ms": 14 * DAY}

"""The preset of a community that votes by contribution tokens."""

from typing import Any

from govern.protocol.units import DAY
from govern.rules.proposals.kinds import plain_spending
from govern.rules.rulebook.presets.parts import above, bands, motion, ratio, rulebook, rules_of_kinds


def tokens() -> dict[str, Any]:
    """Motions by the square root of tokens, spending by tokens; money needs another's approval."""
    plain = motion("square-root/1")
    spending = plain | {
        "participation": ratio(1, 5),
        "sponsors": 2,
        "standstill_ms": 2 * DAY,
        "stricter": [above(500_000, support=ratio(3, 5, strict=True), standstill_ms=3 * DAY)],
        "weight": {"source": "tokens/1"},
    }
    money = spending | {"sponsors": plain["sponsors"], "standstill_ms": DAY}
    kinds = rules_of_kinds(plain, money) | {plain_spending(): spending}
    return rulebook(kinds, bands((0, 1), (500_000, 2)))

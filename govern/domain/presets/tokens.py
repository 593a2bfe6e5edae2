"""The simplest rulebook: contribution tokens decide, money needs another's approval."""

from typing import Any

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def ratio(num: int, den: int, *, strict: bool = False) -> dict[str, Any]:
    """A ratio as it stands in a rulebook."""
    return {"den": den, "num": num, "strict": strict}


def tokens() -> dict[str, Any]:
    """Motions by square root of tokens, spending by tokens; one sponsor more than the author, a week's vote."""
    motion = {
        "announcement_ms": DAY,
        "approval_floor": ratio(1, 10),
        "head_count": 3,
        "method": "yes-no-abstain/1",
        "participation": ratio(0, 1),
        "review_ms": DAY,
        "sponsoring_ms": 14 * DAY,
        "sponsors": 1,
        "standstill_ms": DAY,
        "support": ratio(1, 2, strict=True),
        "voting_ms": 7 * DAY,
        "weight": {"source": "square-root/1"},
    }
    spending = motion | {
        "participation": ratio(1, 5),
        "sponsors": 2,
        "standstill_ms": 2 * DAY,
        "weight": {"source": "tokens/1"},
    }
    bands = [{"above": 0, "count": 1}, {"above": 500_000, "count": 2}]
    return {
        "kinds": {"motion": motion, "spending": spending},
        "money": {"CNY": bands, "EUR": bands, "GBP": bands},
        "number": 1,
    }

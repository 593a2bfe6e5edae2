"""What the ready-made rulebooks share."""

from typing import Any, Final

MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


def ratio(num: int, den: int, *, strict: bool = False) -> dict[str, Any]:
    """A ratio as it stands in a rulebook."""
    return {"den": den, "num": num, "strict": strict}


def motion(weight: str) -> dict[str, Any]:
    """Motions as most communities have them: one supporter, a day to look, a week to vote, a day to object."""
    return {
        "announcement_ms": DAY,
        "approval_floor": ratio(1, 10),
        "cancel": "moderator",
        "challenge": {"role": "arbiter", "ruling_ms": 7 * DAY},
        "chambers": [],
        "concur": 0,
        "delegation": True,
        "grace_ms": 30 * DAY,
        "head_count": 3,
        "late_turn": {"extension_ms": DAY, "longest_ms": 3 * DAY, "window_ms": 6 * HOUR},
        "method": "yes-no-abstain/1",
        "participation": ratio(0, 1),
        "points": 0,
        "proposer": "",
        "reasons": "allowed",
        "review_ms": DAY,
        "secrecy": "open",
        "sponsoring_ms": 14 * DAY,
        "sponsors": 1,
        "standstill_ms": DAY,
        "stricter": [],
        "support": ratio(1, 2, strict=True),
        "veto": {"ends": 0, "role": ""},
        "voting_ms": 7 * DAY,
        "weight": {"source": weight},
    }


def amendment(base: dict[str, Any]) -> dict[str, Any]:
    """Changing the rules takes two thirds; changing how rules are changed, three quarters."""
    careful = {"standstill_ms": 3 * DAY, "support": ratio(2, 3, strict=True)}
    harder = {
        "above": {},
        "change": {"approval_floor": ratio(1, 4), "support": ratio(3, 4, strict=True)},
        "touches": ["kinds.amendment", "delay_ms"],
    }
    return base | careful | {"stricter": [harder]}


def ways(base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
    """Choices by Schulze's method, elections by the single transferable vote, budgets by equal shares, membership.

    Every other way to set money aside asks for what `money` does, or spending could be had more easily by its name;
    a budget asks for what of it fits ballots that name projects: they are no yes or no, and chambers do not share out.
    """
    several = base | {"chambers": [], "concur": 0, "stricter": []}
    as_careful = {name: money[name] for name in ("head_count", "participation", "sponsors", "standstill_ms")}
    return {
        "appropriation": money,
        "grants": money,
        "stream": money,
        "budget": several | as_careful | {"method": "budget-equal-shares-completed/1"},
        "choice": several | {"method": "schulze/1"},
        "election": several | {"delegation": False, "method": "stv/1", "review_ms": 7 * DAY},
        "membership": base | {"support": ratio(2, 3, strict=True)},
    }


def rulebook(kinds: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
    """A first rulebook of these kinds of proposals and bands of approvals."""
    return {
        "access": {"names": "members", "record": "everyone"},
        "delay_ms": 7 * DAY,
        "delegation": {"depth": 10, "warn_at": ratio(1, 5)},
        "kinds": kinds,
        "live_per_author": 3,
        "money": money,
        "number": 1,
        "tokens": {"decay": {"epoch_ms": 0, "keep": 1_000_000}, "maturity_ms": 0},
        "topics": ["culture", "money", "places", "rules"],
        "treasury": {"escalation": "arbiter", "fee": ratio(1, 20), "payees": "name"},
    }


def bands(*steps: tuple[int, int]) -> dict[str, Any]:
    """The same bands of (amount above in minor units, approvals) for three currencies."""
    band = [{"above": above, "count": count} for above, count in steps]
    return {"CNY": band, "EUR": band, "GBP": band}


def above(amount: int, **change: Any) -> dict[str, Any]:
    """What is stricter for spending above an amount in minor units."""
    return {"above": {"CNY": amount, "EUR": amount, "GBP": amount}, "change": change, "touches": []}

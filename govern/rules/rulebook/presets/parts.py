"""Shared parts of the preset rulebooks."""

from typing import Any

from govern.protocol.units import DAY, HOUR
from govern.rules.proposals.kinds import kinds


def ratio(num: int, den: int, *, strict: bool = False) -> dict[str, Any]:
    """A ratio as written in a rulebook."""
    return {"den": den, "num": num, "strict": strict}


def motion(weight: str) -> dict[str, Any]:
    """Usual rules of motions: one sponsor, a day of review, a week of voting, a day of standstill."""
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


def over_options(base: dict[str, Any]) -> dict[str, Any]:
    """Rules for votes over several options: without chambers, which need yes and no."""
    return base | {"chambers": [], "concur": 0, "stricter": []}


def rules_of_kinds(base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
    """The rules of every kind of proposal, made from those of motions (`base`) and of spending (`money`).

    Every kind that sets money aside requires as much as `money`; otherwise spending would be easier under another kind.
    """
    return {kind.id: kind.default_rules(base, money) for kind in kinds().values()}


def rulebook(of_kinds: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
    """A first rulebook with these kinds of proposals and bands of approvals."""
    return {
        "access": {"names": "members", "record": "everyone"},
        "delay_ms": 7 * DAY,
        "delegation": {"depth": 10, "warn_at": ratio(1, 5)},
        "kinds": of_kinds,
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
    """Stricter rules for spending above an amount in minor units."""
    return {"above": {"CNY": amount, "EUR": amount, "GBP": amount}, "change": change, "touches": []}

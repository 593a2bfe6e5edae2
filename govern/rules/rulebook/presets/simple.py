"""The simplest community: one member, one vote."""

from typing import Any

from govern.rules.rulebook.presets.parts import amendment, bands, motion, rulebook, ways


def simple() -> dict[str, Any]:
    """Every member weighs the same in everything."""
    plain = motion("equal/1") | {"head_count": 0}
    return rulebook(
        {"amendment": amendment(plain), "motion": plain, "spending": plain, **ways(plain, plain)},
        bands((0, 1), (500_000, 2)),
    )

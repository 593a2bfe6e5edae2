"""The simplest preset: one member, one vote."""

from typing import Any

from govern.rules.rulebook.presets.parts import bands, motion, rulebook, rules_of_kinds


def simple() -> dict[str, Any]:
    """Every member weighs the same in everything."""
    plain = motion("equal/1") | {"head_count": 0}
    return rulebook(rules_of_kinds(plain, plain), bands((0, 1), (500_000, 2)))

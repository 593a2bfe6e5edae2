"""What is stricter: how the changes made for some proposals come together, and which of two asks for more."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from govern.rules.rulebook.formats import read_kind
from govern.rules.rulebook.rules import RATIOS, KindRules

# What asks for more the larger it is. The other fields have no order: there the last change that applies stands.
MORE: Final = (*RATIOS, "announcement_ms", "concur", "head_count", "review_ms", "sponsors", "standstill_ms")


def changed(raw: Mapping[str, Any], changes: Iterable[Mapping[str, Any]], field: str, number: int) -> KindRules:
    """The rules of a kind with all changes that apply; where they disagree, the one that asks for more stands.

    Otherwise a proposal that falls under two of them could pass more easily than one that falls under one. `number` is
    the format of the rulebook that has them.
    """
    merged = {**raw, "stricter": []}
    for change in changes:
        for name, value in change.items():
            if name not in MORE or measure(value) >= measure(merged[name]):
                merged[name] = value
    return read_kind(merged, field, number)


def touches(path: str, prefix: str) -> bool:
    """Whether a change at one place of a rulebook is one at another: either may lie within the other."""
    return path == prefix or path.startswith(prefix + ".") or prefix.startswith(path + ".")


def measure(value: Any) -> Fraction:
    """A whole number or a ratio of a rulebook, to be compared."""
    return Fraction(value["num"], value["den"]) if isinstance(value, Mapping) else Fraction(value)


def eased(raw: Mapping[str, Any], change: Mapping[str, Any]) -> list[str]:
    """The fields of which a change asks for less than the rules of the kind itself."""
    return [name for name in MORE if name in change and measure(change[name]) < measure(raw[name])]


def asks_less(rules: KindRules, other: KindRules) -> bool:
    """Whether some test of the vote is easier under these rules than under the other ones."""
    ratios = any(
        Fraction(getattr(rules, name).num, getattr(rules, name).den)
        < Fraction(getattr(other, name).num, getattr(other, name).den)
        for name in RATIOS
    )
    return ratios or rules.head_count < other.head_count or rules.concur < other.concur

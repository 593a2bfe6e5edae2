"""Stricter rules: combines the changes for a proposal, and compares which rules require more."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from govern.rules.rulebook.formats import read_kind
from govern.rules.rulebook.rules import RATIOS, KindRules

# Fields where a larger value is stricter. Other fields have no order: the last applicable change is used.
MORE: Final = (*RATIOS, "announcement_ms", "concur", "head_count", "review_ms", "sponsors", "standstill_ms")


def changed(raw: Mapping[str, Any], changes: Iterable[Mapping[str, Any]], field: str, number: int) -> KindRules:
    """The rules of a kind with all applicable changes; in a conflict the stricter value is used.

    Otherwise a proposal under two changes could pass more easily than one under a single change. `number` is the
    rulebook's format.
    """
    merged = {**raw, "stricter": []}
    for change in changes:
        for name, value in change.items():
            if name not in MORE or measure(value) >= measure(merged[name]):
                merged[name] = value
    return read_kind(merged, field, number)


def touches(path: str, prefix: str) -> bool:
    """Whether one path of a rulebook is equal to, inside, or around the other."""
    return path == prefix or path.startswith(prefix + ".") or prefix.startswith(path + ".")


def measure(value: Any) -> Fraction:
    """A whole number or a ratio of a rulebook as a comparable number."""
    return Fraction(value["num"], value["den"]) if isinstance(value, Mapping) else Fraction(value)


def eased(raw: Mapping[str, Any], change: Mapping[str, Any]) -> list[str]:
    """The fields in which a change requires less than the rules of the kind."""
    return [name for name in MORE if name in change and measure(change[name]) < measure(raw[name])]


def asks_less(rules: KindRules, other: KindRules) -> bool:
    """Whether some condition of the vote is easier under these rules than under the others."""
    ratios = any(
        Fraction(getattr(rules, name).num, getattr(rules, name).den)
        < Fraction(getattr(other, name).num, getattr(other, name).den)
        for name in RATIOS
    )
    return ratios or rules.head_count < other.head_count or rules.concur < other.concur

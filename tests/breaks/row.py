"""What a row is: a sentence of the rules, and small changes of the code each of which breaks it."""

from dataclasses import dataclass
from typing import Final

REFUSALS: Final = "rules/test_refusals.py::test_the_rule_refuses"


@dataclass(frozen=True)
class Break:
    """In `file` (below govern/) `old`, which stands there once, becomes `new`; then `test` (below tests/) must fail."""

    file: str
    old: str
    new: str
    test: str


@dataclass(frozen=True)
class BrokenRule:
    """One rule, in the words of the rules, and what breaks it."""

    rule: str
    breaks: tuple[Break, ...]


def row(rule: str, *breaks: tuple[str, str, str, str]) -> BrokenRule:
    """A row and its breaks, each a file, the old text, the new text and the test."""
    return BrokenRule(rule, tuple(Break(*one) for one in breaks))


def scene(code: str, name: str) -> str:
    """The test of a refusal, by its code and the scene in which it is refused."""
    return f"{REFUSALS}[{code}-{name}]"

"""The shape of a row: a rule, and mutants of the code that break it."""

from dataclasses import dataclass
from typing import Final

REFUSALS: Final = "rules/test_refusals.py::test_the_rule_refuses"


@dataclass(frozen=True)
class Mutant:
    """Replaces `old`, which occurs once in `file` (below govern/), by `new`; then `test` (below tests/) must fail."""

    file: str
    old: str
    new: str
    test: str


@dataclass(frozen=True)
class MutatedRule:
    """One rule, in the words of the rules, and its mutants."""

    rule: str
    mutants: tuple[Mutant, ...]


def row(rule: str, *mutants: tuple[str, str, str, str]) -> MutatedRule:
    """A row and its mutants, each a file, the old text, the new text and the test."""
    return MutatedRule(rule, tuple(Mutant(*one) for one in mutants))


def refusal_case(code: str, name: str) -> str:
    """The test of a refusal, by its code and its case."""
    return f"{REFUSALS}[{code}-{name}]"

"""Texts that statements name: their size, and the characters of names and titles, where the rules in force ask for it.

A text lies beside the record and may be withheld, so no judge can ask for it. Intake checks every text of a statement;
the verifier those that it has.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from govern.protocol.names import check_name
from govern.protocol.state import State
from govern.protocol.texts import check_size
from govern.rules.rulebook.rulebooks import fixed_in_force

NAMES: Final = frozenset({"name", "title"})  # fields, at any depth, whose texts are names


class Use(NamedTuple):
    """A text that a statement names in a field; a text is a name in some fields and not in others."""

    digest: str
    field: str

    @property
    def is_name(self) -> bool:
        """Whether it is a name or a title here."""
        return self.field in NAMES


def are_bounded(state: State, at: int) -> bool:
    """Whether the rules in force ask for it at a moment; before the founding there are no texts."""
    return fixed_in_force(state, at).bounded_texts


def uses(payload: Any, named: frozenset[str], field: str = "") -> Iterator[Use]:
    """Where a statement's content names these texts, in the order of its fields."""
    if isinstance(payload, dict):
        for name, value in payload.items():
            yield from uses(value, named, name)
    elif isinstance(payload, list):
        for value in payload:
            yield from uses(value, named, field)
    elif isinstance(payload, str) and payload in named:
        yield Use(payload, field)


def check(use: Use, text: str) -> None:
    """Raises Refused(name_unfit, text_unfit) unless a text is as it has to be where it is named."""
    check_size(text, use.field)
    if use.is_name:
        check_name(text, use.field)

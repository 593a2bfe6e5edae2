"""Limits of texts named by statements: size, and the characters of names and titles, if the rules in force have them.

A text is stored beside the record and may be withheld, so no judge can depend on it. Intake checks every text of a
statement; the verifier checks the texts that it has.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from govern.protocol.names import check_name
from govern.protocol.state import State
from govern.protocol.texts import check_size
from govern.rules.rulebook.rulebooks import fixed_in_force

NAMES: Final = frozenset({"name", "title"})  # fields for names, at any depth


class TextUse(NamedTuple):
    """A text named in a field of a statement; the field decides whether it is a name."""

    digest: str
    field: str

    @property
    def is_name(self) -> bool:
        """Whether the field is for a name or a title."""
        return self.field in NAMES


def are_bounded(state: State, at: int) -> bool:
    """Whether the rules in force have limits of texts; before the founding there are no texts."""
    return fixed_in_force(state, at).bounded_texts


def uses(payload: Any, named: frozenset[str], field: str = "") -> Iterator[TextUse]:
    """The fields of a statement that name these texts, in order."""
    if isinstance(payload, dict):
        for name, value in payload.items():
            yield from uses(value, named, name)
    elif isinstance(payload, list):
        for value in payload:
            yield from uses(value, named, field)
    elif isinstance(payload, str) and payload in named:
        yield TextUse(payload, field)


def check(use: TextUse, text: str) -> None:
    """Raise Refused(name_unfit, text_unfit) unless the text is within the limits of its field."""
    check_size(text, use.field)
    if use.is_name:
        check_name(text, use.field)

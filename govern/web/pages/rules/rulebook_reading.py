"""A rulebook's form as it is read: what was typed, the rulebook so far, and what is wrong beside which field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govern.web.words.rules import rulebook_fields as values

NOBODY: Final = "-"  # the choice of no role, so that a question is never unanswered
Form = Mapping[str, str]
Json = dict[str, Any]


@dataclass
class RulebookReading:
    """A form as read: the rulebook, and what is wrong by the field's name."""

    form: Form
    rulebook: Json
    errors: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, read_one: Callable[[str], Any]) -> Any:
        """A field's value; where it cannot be read, the error is noted and None returned."""
        try:
            return read_one(self.form.get(name, ""))
        except ValueError as error:
            self.errors[name] = str(error)
            return None

    def role(self, name: str) -> str:
        """A role; empty for nobody, or for everyone."""
        typed = self.form.get(name, "")
        return "" if typed == NOBODY else typed

    def duration(self, name: str) -> Any:
        """A span of time in milliseconds."""
        return self.take(name, lambda typed: values.read_duration(typed, self.form.get(f"{name}.unit", "")))

    def share(self, name: str, *, strict: bool) -> Any:
        """A share; `strict` says whether it has to be exceeded."""
        return self.take(name, lambda typed: values.read_share(typed, strict=strict))


def written_duration(name: str, ms: int) -> dict[str, str]:
    """What stands in the two fields of a span of time."""
    typed, unit = values.written_duration(ms)
    return {name: typed, f"{name}.unit": unit}

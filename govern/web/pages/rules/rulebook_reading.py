"""The state of parsing a rulebook form: typed values, the rulebook so far, and errors by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from govern.web.words.rules import rulebook_fields as values

NOBODY: Final = "-"  # the explicit choice of no role
Form = Mapping[str, str]
Json = dict[str, Any]


@dataclass
class RulebookReading:
    """A form being parsed: the rulebook, and the errors by field."""

    form: Form
    rulebook: Json
    errors: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, read_one: Callable[[str], Any]) -> Any:
        """Parse a field; on failure, store the error and return None."""
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
        """A duration in milliseconds."""
        return self.take(name, lambda typed: values.read_duration(typed, self.form.get(f"{name}.unit", "")))

    def share(self, name: str, *, strict: bool) -> Any:
        """A share; `strict` if it must be exceeded."""
        return self.take(name, lambda typed: values.read_share(typed, strict=strict))


def written_duration(name: str, ms: int) -> dict[str, str]:
    """The values of a duration's two fields."""
    typed, unit = values.written_duration(ms)
    return {name: typed, f"{name}.unit": unit}

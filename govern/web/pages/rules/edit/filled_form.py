"""A filled rulebook form: makes each input with its value and its error."""

from collections.abc import Mapping
from dataclasses import dataclass

from govern.web.pages.rules.edit import choices
from govern.web.pages.rules.edit.inputs import CheckboxInput, ChoiceInput, DurationInput, LinesInput, Options, TextInput
from govern.web.pages.rules.rulebook_reading import NOBODY, Form

Attributes = Mapping[str, str | int]
UNASSISTED: Attributes = {"autocomplete": "off"}
IDENTIFIERS: Attributes = {"autocomplete": "off", "autocapitalize": "none"}


def limited(most: int) -> Attributes:
    """The attributes of a text with a maximum number of characters."""
    return {**UNASSISTED, "data-limit": most}


@dataclass(frozen=True)
class FilledForm:
    """The values of a form, its errors by field, and the format of the rulebook in it."""

    values: Form
    errors: Mapping[str, str]
    format: int
    opened: str

    def value(self, name: str, default: str = "") -> str:
        """The value of a field."""
        return self.values.get(name, default)

    def error(self, name: str) -> str:
        """The error of a field."""
        return self.errors.get(name, "")

    def fails(self, *prefixes: str) -> bool:
        """Whether a field whose name begins with one of these has an error."""
        return any(name.startswith(prefixes) for name in self.errors)

    def text(
        self, name: str, label: str, attributes: Attributes, hint: str = "", *, required: bool = True, default: str = ""
    ) -> TextInput:
        """A line of text; `default` is shown instead of an empty value."""
        value = self.value(name) or default
        return TextInput(name, label, value, hint, self.error(name), required, attributes)

    def number(self, name: str, label: str, hint: str = "") -> TextInput:
        """A whole number."""
        return self.text(name, label, {"inputmode": "numeric", **limited(15)}, hint)

    def share(self, name: str, label: str, hint: str = "") -> TextInput:
        """A share, as a percentage or a fraction."""
        return self.text(name, label, limited(20), hint)

    def lines(self, name: str, label: str, attributes: Attributes, hint: str = "") -> LinesInput:
        """Several optional lines of text."""
        return LinesInput(name, label, self.value(name), hint, self.error(name), required=False, attributes=attributes)

    def duration(self, name: str, label: str, hint: str = "") -> DurationInput:
        """A length of time."""
        unit = self.value(f"{name}.unit", "days")
        return DurationInput(name, label, self.value(name), hint, self.error(name), unit, choices.units())

    def choice(self, name: str, label: str, options: Options, hint: str = "", absent: str = "") -> ChoiceInput:
        """One of several; `absent` are the words for the choice of none."""
        every = [(NOBODY, absent), *options] if absent else options
        return ChoiceInput(name, label, self.value(name), hint, self.error(name), every)

    def checkbox(self, name: str, label: str) -> CheckboxInput:
        """A box to tick."""
        return CheckboxInput(name, label, bool(self.value(name)))

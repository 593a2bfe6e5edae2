"""Inputs of the rulebook form with their values and errors, shown by `templates/rules/inputs.html`.

`sort` names the template's macro that shows an input.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Element:
    """An element of the form."""

    sort: ClassVar[str]


@dataclass(frozen=True)
class HintLine(Element):
    """A hint between inputs."""

    sort = "hint"
    text: str


@dataclass(frozen=True)
class NamedInput(Element):
    """An input with its name, label and value."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    error: str = ""


@dataclass(frozen=True)
class TextInput(NamedInput):
    """A line of text; `attributes` belong to the HTML element."""

    sort = "text"
    required: bool = True
    attributes: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class LinesInput(TextInput):
    """Several lines of text."""

    sort = "lines"
    rows: int = 3


@dataclass(frozen=True)
class DurationInput(NamedInput):
    """A length of time: a number, and its unit in a second field."""

    sort = "duration"
    unit: str = ""
    units: Options = ()


@dataclass(frozen=True)
class ChoiceInput(NamedInput):
    """One of several values, each with its words."""

    sort = "choice"
    options: Options = ()
    required: bool = True


@dataclass(frozen=True)
class CheckboxInput(Element):
    """A box to tick."""

    sort = "checkbox"
    name: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Fieldset(Element):
    """Inputs under a common legend."""

    sort = "fieldset"
    legend: str
    elements: Sequence[Element]


@dataclass(frozen=True)
class Dependent(Element):
    """Inputs that are shown while `condition` holds, such as "motion.on=1"; `legend` names them to screen readers."""

    sort = "dependent"
    condition: str
    legend: str
    elements: Sequence[Element]


@dataclass(frozen=True)
class Row(Element):
    """Inputs beside each other."""

    sort = "row"
    elements: Sequence[Element]


@dataclass(frozen=True)
class StepButton(Element):
    """A button that stores the form and changes its shape; `kind` is its class."""

    sort = "button"
    step: str
    label: str
    kind: str = ""


@dataclass(frozen=True)
class ButtonLine(Element):
    """A button on a line of its own."""

    sort = "button_line"
    button: StepButton


@dataclass(frozen=True)
class Fold(Element):
    """A part of the form that is folded up unless `open`."""

    sort = "fold"
    title: str
    elements: Sequence[Element]
    open: bool
    id: str = ""
    card: bool = False


@dataclass(frozen=True)
class ChangedRule(Element):
    """A rule that a stricter case changes, and the button that takes it out."""

    sort = "changed_rule"
    name: str
    elements: Sequence[Element]
    drop: StepButton


@dataclass(frozen=True)
class Touching(Element):
    """The parts of the rulebook for whose changes a stricter case holds."""

    sort = "touching"
    id: str
    error: str
    boxes: Sequence[CheckboxInput]


@dataclass(frozen=True)
class StricterCase(Element):
    """A case with stricter rules: `when` it holds, what is `changed`, and what else can be."""

    sort = "case"
    name: str
    legend: str
    error: str
    when: Sequence[Element]
    changed: Sequence[ChangedRule]
    more: Row | None
    remove: ButtonLine

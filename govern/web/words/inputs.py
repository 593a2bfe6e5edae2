"""Inputs of a form, declared by a kind of proposal and shown by `templates/proposals/inputs.html`.

`name` is the field of the draft. An input of a list of rows names the row's field. `sort` tells the template which
macro shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Input:
    """An element of the form."""

    sort: ClassVar[str]
    is_field: ClassVar[bool] = False


@dataclass(frozen=True)
class FormHint(Input):
    """A hint between inputs."""

    sort = "hint"
    text: str


@dataclass(frozen=True)
class FormNotice(FormHint):
    """A notice of a missing precondition of the form."""

    sort = "notice"


@dataclass(frozen=True)
class InputField(Input):
    """A single input with its label."""

    is_field = True
    name: str
    label: str
    hint: str = ""
    required: bool = True


@dataclass(frozen=True)
class Text(InputField):
    """A line of text with a maximum number of characters."""

    sort = "text"
    longest: int = 200
    type: str = "text"
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Number(InputField):
    """A whole number."""

    sort = "number"


@dataclass(frozen=True)
class Day(InputField):
    """A day."""

    sort = "day"


@dataclass(frozen=True)
class Amount(InputField):
    """Money in a currency of the rulebook, chosen beside it."""

    sort = "amount"


@dataclass(frozen=True)
class Cost(InputField):
    """Money in the currency of another field."""

    sort = "cost"


@dataclass(frozen=True)
class Selection(InputField):
    """One of several: values with their words."""

    sort = "selection"
    options: Choices = ()


@dataclass(frozen=True)
class ProgrammeInput(InputField):
    """The programme whose budget is drawn on; omitted if there is no choice."""

    sort = "programme"


@dataclass(frozen=True)
class Cards(InputField):
    """One of a few options, each with a label and a hint."""

    sort = "cards"
    options: Sequence[tuple[str, str, str]] = ()  # value, label and hint


@dataclass(frozen=True)
class Span(InputField):
    """A length of time: a number and its unit, which is the field `unit`."""

    sort = "span"
    unit: str = ""
    units: Choices = ()


@dataclass(frozen=True)
class ConditionalInputs(Input):
    """Inputs that depend on the value of a field; `legend` names them to screen readers."""

    sort = "where"
    field: str
    value: str
    legend: str
    inputs: Sequence[Input]


@dataclass(frozen=True)
class RowsInput(Input):
    """A list of rows. `legend` and `remove` take a row's number, from 1.

    `framed` rows stand on cards of their own; a row of a single input needs none.
    """

    sort = "listed"
    name: str
    legend: Callable[[int], str]
    add: str
    remove: Callable[[int], str]
    inputs: Callable[[int], Sequence[Input]]
    framed: bool = True


@dataclass(frozen=True)
class MandateInput(Input):
    """Shared inputs of the mandates of spending and of projects: `payee`, `terms` or `parts_of`."""

    sort = "mandate"
    part: str


@dataclass(frozen=True)
class Costs(Input):
    """The total cost of a list's rows, after the reader had them added up."""

    sort = "costs"


@dataclass(frozen=True)
class Sum(Input):
    """A button that adds up the rows of a list."""

    sort = "sum"
    label: str

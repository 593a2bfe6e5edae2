"""The inputs of a form as a kind of proposal declares them; `templates/proposals/inputs.html` shows them.

`name` is the field of the draft. An input of a list of rows names the row's field. `sort` tells the template which
macro shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Input:
    """Something in the form."""

    sort: ClassVar[str]
    is_field: ClassVar[bool] = False


@dataclass(frozen=True)
class FormHint(Input):
    """A sentence between inputs, for whoever fills in the form."""

    sort = "hint"
    text: str


@dataclass(frozen=True)
class FormNotice(FormHint):
    """A sentence that says what is missing before the form can be filled in."""

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
    """A line of text, of so many characters at most."""

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
    """Money in a currency of the rulebook, which is chosen beside it."""

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
    """The programme whose budget is drawn on; left out where there is none to choose."""

    sort = "programme"


@dataclass(frozen=True)
class Cards(InputField):
    """One of a few, each with its label and a hint."""

    sort = "cards"
    options: Sequence[tuple[str, str, str]] = ()  # value, label and hint


@dataclass(frozen=True)
class Span(InputField):
    """A length of time: a number and its unit, which is the field `unit`."""

    sort = "span"
    unit: str = ""
    units: Choices = ()


@dataclass(frozen=True)
class Where(Input):
    """Inputs that are asked only where a field has a value; `legend` names them to screen readers."""

    sort = "where"
    field: str
    value: str
    legend: str
    inputs: Sequence[Input]


@dataclass(frozen=True)
class RowsInput(Input):
    """A list of rows. `legend` and `remove` are given a row's number from 1 on.

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
    """Inputs that mandates of spending and of projects share: `payee`, `terms` or `parts_of`."""

    sort = "mandate"
    part: str


@dataclass(frozen=True)
class Costs(Input):
    """What the rows of a list cost in all, once somebody had them added up."""

    sort = "costs"


@dataclass(frozen=True)
class Sum(Input):
    """A button that adds up the rows of a list."""

    sort = "sum"
    label: str

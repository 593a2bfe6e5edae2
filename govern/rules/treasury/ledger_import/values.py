"""The contents of a ledger that predates the log: its rows, and every unusable line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

FIELDS: Final = ("date", "account", "contra", "amount", "debit", "credit", "currency", "text", "number")
LONGEST_TEXT: Final = 4_000


Values = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, order=True)
class Problem:
    """Why a line cannot be used, as a message template with values; line 0 is the whole file."""

    line: int
    template: str
    values: Values = ()

    @property
    def why(self) -> str:
        """The sentence in English."""
        return self.template % dict(self.values)


def problem(line: int, template: str, **values: str | int) -> Problem:
    """A problem whose template is marked by `words` where it is written."""
    return Problem(line, template, tuple(values.items()))


class UnreadableCell(Exception):
    """Why a cell or a file cannot be read."""

    def __init__(self, template: str, **values: str | int) -> None:
        super().__init__(template % values)
        self.template = template
        self.values = values

    def on(self, line: int) -> Problem:
        """The problem at a line."""
        return problem(line, self.template, **self.values)


@dataclass(frozen=True)
class ImportRow:
    """A row of the table: an account's change on a day, and the contra account if the row names it."""

    line: int
    on: str
    account: str
    contra: str
    amount: int
    currency: str
    text: str
    number: str


@dataclass(frozen=True)
class TableLayout:
    """The layout of a table; an empty field is detected, or reported as a problem.

    `columns` names the column of each of FIELDS. `defaults` holds account, contra and currency for empty cells. `order`
    of days, months and years: `dmy` or `mdy`. Lines of `skip` are left out.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    decimal: str = ""
    order: str = ""
    delimiter: str = ""
    skip: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """All readable rows, all problems, and the lines left out because they move nothing or are skipped."""

    rows: tuple[ImportRow, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[int, ...]
    lines: int

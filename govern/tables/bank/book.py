"""The movements of a table with everything needed to interpret their amounts: figures, sides, balances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from govern.tables.amounts import WrittenAmount, marks_of, written
from govern.tables.bank.head import FIGURES, Layout
from govern.tables.bank.marks import side_of
from govern.tables.bank.names import currency_in, plain
from govern.tables.bank.records import Record, figure

_SIDES: Final = {"in": 1, "out": -1}


@dataclass(frozen=True)
class BankTable:
    """The records of a table, its layout, the currency with its decimals, and the answers to questions."""

    records: Sequence[Record]
    layout: Layout
    decimals: int
    currency: str
    answers: Mapping[str, str]

    def cells(self, place: int) -> list[str]:
        """The cells of a column."""
        return [record.cell(place) for record in self.records]

    def parts(self, place: int) -> list[WrittenAmount]:
        """The nonzero amounts of a column as written."""
        return [found for cell in self.cells(place) if (found := written(cell)) and found.digits.strip("0.,")]

    def knows(self, names: frozenset[str], least: int = 1) -> bool:
        """Whether at least `least` of these names are in the head line."""
        return len({plain(name) for name in self.layout.names} & names) >= least

    def figure(self, record: Record, place: int | None, mark: str) -> int | None:
        """The amount in a column, read with the column's own decimal mark if its cells fit only one."""
        if place is None:
            return None
        return figure(record.cell(place), self.own_marks.get(place, mark), self.decimals)

    def said(self, key: str) -> int | None:
        """The side given by the answer to a question, or None."""
        return _SIDES.get(self.answers.get(key, ""))

    def side(self, record: Record) -> int | None:
        """The side of a movement, from an answer or its direction column."""
        place = self.layout.column("direction")
        word = record.cell(place)
        by_word = side_of(word) if place is not None else None
        return self.said(f"line.{record.place}") or by_word or self.said(f"direction.{word}")

    def is_mine(self, place: int) -> bool:
        """Whether a column's name does not state a currency other than the account's."""
        named = currency_in(self.layout.name(place))
        return not named or not self.currency or self.currency in named

    @cached_property
    def _fitting(self) -> Mapping[int, tuple[str, ...]]:
        """The decimal marks that fit each column with figures."""
        places = [place for role in FIGURES for place in self.layout.columns.get(role, ())]
        marked = {place: [cell for cell in self.cells(place) if "." in cell or "," in cell] for place in places}
        return {place: marks_of(cells, self.decimals) for place, cells in marked.items() if cells}

    @cached_property
    def own_marks(self) -> Mapping[int, str]:
        """The decimal mark of each unambiguous column."""
        return {place: marks[0] for place, marks in self._fitting.items() if len(marks) == 1}

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The decimal marks for the ambiguous columns: that of the other columns if they agree."""
        known_marks = set(self.own_marks.values())
        if len(known_marks) == 1:
            return tuple(known_marks)
        return (".", ",") if len(self.own_marks) < len(self._fitting) else (".",)

    @cached_property
    def debits(self) -> str:
        """The form of the amounts under Debit: `plain`, all with a `minus`, or `mixed`."""
        signs = {one.sign < 0 for place in self.layout.columns.get("debit", ()) for one in self.parts(place)}
        return "mixed" if len(signs) > 1 else "minus" if True in signs else "plain"

    def balances(self, amounts: Sequence[int | None], mark: str) -> list[int | None]:
        """The stated balance after each movement."""
        after, before = self.layout.column("balance"), self.layout.column("balance_before")
        found = [self.figure(record, after, mark) for record in self.records]
        if before is None:
            return found
        starts = [self.figure(record, before, mark) for record in self.records]
        return [
            value if value is not None or start is None or amount is None else start + amount
            for value, start, amount in zip(found, starts, amounts, strict=True)
        ]

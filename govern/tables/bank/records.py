"""Sorts the rows of a statement: movements, rows left out, stated balances, doubtful rows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from govern.tables.amounts import is_amount, is_blank, value_of, written
from govern.tables.bank.head import FIGURES, MONEY, Layout
from govern.tables.bank.marks import booked, label_of, side_of
from govern.tables.days import days_of
from govern.tables.rows import TableRow
from govern.tables.statement import LeftOut

TEXTS: Final = ("text", "name", "payer", "payee", "type", "reference")
_day = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}")
_SHOWN: Final = 200  # characters of a row that are quoted


@dataclass(frozen=True)
class Record:
    """A movement: its row, and the rows below it that continue its text."""

    row: TableRow
    more: tuple[str, ...] = ()

    @property
    def place(self) -> int:
        """The line number in the file."""
        return self.row.place

    def cell(self, place: int | None) -> str:
        """The cell in a column; empty for a dash or a slash."""
        if place is None or place >= len(self.row.cells):
            return ""
        return "" if is_blank(self.row.cells[place]) else self.row.cells[place]


@dataclass(frozen=True)
class BalanceLine:
    """A balance on a line of its own: `opening` or `closing`, the cell with the amount, and its day if any."""

    label: str
    amount: str
    day: str
    side: int = 1  # -1 for an overdraft, by a word after the amount


@dataclass
class ClassifiedRows:
    """All rows of a table by class; `doubtful` rows look like movements but cannot be used."""

    records: list[Record] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    stated: list[BalanceLine] = field(default_factory=list)
    doubtful: list[tuple[TableRow, str]] = field(default_factory=list)
    unknown: dict[str, list[int]] = field(default_factory=dict)  # unknown statuses, with their lines


def shown(row: TableRow) -> str:
    """A row as quoted to people."""
    return " · ".join(cell for cell in row.cells if cell)[:_SHOWN]


def sort(rows: Sequence[TableRow], layout: Layout, answers: Mapping[str, str]) -> ClassifiedRows:
    """Sort the rows below the head line, and read the balances in the lines above it."""
    found = ClassifiedRows()
    for row in rows[: layout.first]:
        _state(row, found)
        if is_doubtful_title(row, layout):
            _doubt(row, "header", found, answers)
    for row in rows[layout.first :]:
        if not row.is_empty:
            _sort(_mended(row, layout), layout, found, answers)
    return found


def is_doubtful_title(row: TableRow, layout: Layout) -> bool:
    """Whether a line above a table without a head line may be a movement, with a day or an amount."""
    return layout.head < 0 and any(days_of(cell) or is_amount(cell) for cell in row.cells) and len(row.cells) > 2


def _sort(row: TableRow, layout: Layout, found: ClassifiedRows, answers: Mapping[str, str]) -> None:
    if answers.get(f"line.{row.place}") == "leave_out":
        found.left_out.append(LeftOut(row.place, "answered", shown(row)))
    elif _is_head(row, layout):
        found.left_out.append(LeftOut(row.place, "note", shown(row)))
    elif _unbooked(row, layout, found, answers):
        found.left_out.append(LeftOut(row.place, "status", shown(row)))
    elif _has(row, layout, ("day",), days_of):
        _with_day(row, layout, found, answers)
    else:
        _without_day(row, layout, found, answers)


def _is_head(row: TableRow, layout: Layout) -> bool:
    return layout.head >= 0 and bool(layout.names) and row.cells == layout.names


def _unbooked(row: TableRow, layout: Layout, found: ClassifiedRows, answers: Mapping[str, str]) -> bool:
    """Whether the row is not booked, by its status column or its day column."""
    for place in layout.columns.get("day", ()):
        if place < len(row.cells) and row.cells[place] and booked(row.cells[place]) is False:
            return True
    for place in layout.columns.get("status", ()):
        said = row.cells[place] if place < len(row.cells) else ""
        is_booked = booked(said)
        if is_booked is None:
            answer = answers.get(f"status.{said}", "")
            if not answer:
                found.unknown.setdefault(said, []).append(row.place)
            is_booked = answer != "leave_out"
        if not is_booked:
            return True
    return False


def _has(row: TableRow, layout: Layout, roles: Sequence[str], test: Callable[[str], object]) -> bool:
    places = [place for role in roles for place in layout.columns.get(role, ()) if place < len(row.cells)]
    return any(test(row.cells[place]) for place in places)


def _with_day(row: TableRow, layout: Layout, found: ClassifiedRows, answers: Mapping[str, str]) -> None:
    if _label(row) in ("opening", "closing") and _state(row, found):
        found.left_out.append(LeftOut(row.place, "total", shown(row)))
    elif _has(row, layout, MONEY, is_amount):
        found.records.append(Record(row))
    else:
        _doubt(row, "amount", found, answers)


def _without_day(row: TableRow, layout: Layout, found: ClassifiedRows, answers: Mapping[str, str]) -> None:
    if _label(row):
        _state(row, found)
        found.left_out.append(LeftOut(row.place, "total", shown(row)))
    elif _has(row, layout, MONEY, is_amount) and len(row.cells) > 1:
        _doubt(row, "day", found, answers)
    elif found.records and _only_texts(row, layout):
        last = found.records[-1]
        found.records[-1] = Record(last.row, (*last.more, " ".join(cell for cell in row.cells if cell)))
    else:
        found.left_out.append(LeftOut(row.place, "note", shown(row)))


def _only_texts(row: TableRow, layout: Layout) -> bool:
    """Whether the row continues the text of the row above: only text columns are filled."""
    texts = {place for role in TEXTS for place in layout.columns.get(role, ())}
    filled = {place for place, cell in enumerate(row.cells) if cell}
    return bool(filled) and filled <= texts and 0 not in filled


def _doubt(row: TableRow, reason: str, found: ClassifiedRows, answers: Mapping[str, str]) -> None:
    if answers.get(f"line.{row.place}") == "leave_out":
        found.left_out.append(LeftOut(row.place, "answered", shown(row)))
    else:
        found.doubtful.append((row, reason))


def _label(row: TableRow) -> str:
    return next((label for cell in row.cells if (label := label_of(cell))), "")


def _state(row: TableRow, found: ClassifiedRows) -> bool:
    """Store the opening or closing balance of a line."""
    label = _label(row)
    figures = [cell for cell in row.cells if is_amount(cell) and not days_of(cell)]
    if label in ("opening", "closing") and figures:
        days = [day for cell in row.cells for day in (cell, *_day.findall(cell)) if days_of(day)]
        side = side_of(row.cells[-1]) or 1
        found.stated.append(BalanceLine(label, figures[-1], days[0] if days else "", side))
        return True
    return False


def _mended(row: TableRow, layout: Layout) -> TableRow:
    """Repair a row that is too wide because a text contains the delimiter: join the text again.

    Joins only if exactly one way puts days and amounts into their columns.
    """
    width = len(layout.names)
    extra = len(row.cells) - width
    if layout.head < 0 or extra < 1 or width < 2 or _fits(row.cells, layout):
        return row
    ways = {}
    for place in sorted({place for role in TEXTS for place in layout.columns.get(role, ())}):
        cells = (*row.cells[:place], " ".join(row.cells[place : place + extra + 1]), *row.cells[place + extra + 1 :])
        if _fits(cells, layout):
            ways[tuple(cells[place] for role in ("day", *FIGURES) for place in layout.columns.get(role, ()))] = cells
    return TableRow(row.place, next(iter(ways.values()))) if len(ways) == 1 else TableRow(row.place, row.cells)


def _fits(cells: Sequence[str], layout: Layout) -> bool:
    """Whether the columns of days and amounts contain days and amounts, or nothing."""

    def cell(place: int) -> str:
        return cells[place] if place < len(cells) else ""

    days = [cell(place) for place in layout.columns.get("day", ())]
    figures = [cell(place) for role in FIGURES for place in layout.columns.get(role, ())]
    money = [cell(place) for role in MONEY for place in layout.columns.get(role, ())]
    return (
        all(is_blank(one) or days_of(one) for one in days)
        and all(is_blank(one) or is_amount(one) for one in figures)
        and any(is_amount(one) for one in money)
        and any(days_of(one) for one in days)
    )


def figure(text: str, mark: str, decimals: int) -> int | None:
    """A cell in minor units with its own sign."""
    found = written(text)
    value = value_of(found.digits, mark, decimals) if found else None
    return value if value is None or found is None else value * (found.side or 1) * (found.sign or 1)

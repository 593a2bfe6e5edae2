"""Finds the head line of a statement's table and the roles of its columns, by name, else by content."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from govern.tables.amounts import currencies_of, is_amount, is_blank
from govern.tables.bank.marks import booked, is_neutral, side_of
from govern.tables.bank.names import role_of
from govern.tables.days import days_of
from govern.tables.rows import TableRow

MONEY: Final = ("amount", "debit", "credit", "gross", "net")
FIGURES: Final = (*MONEY, "fee", "balance", "balance_before")
ROLES: Final = (
    *("day", "value_day", "amount", "debit", "credit", "direction", "fee", "gross", "net", "currency", "status"),
    *("name", "payer", "payee", "text", "type", "reference", "balance", "balance_before", "account"),
)
_FAR: Final = 80  # rows searched for a head line
_SAMPLE: Final = 400

Columns = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Layout:
    """The start of the table and the roles of its columns; `head` is the head line's index, -1 if there is none."""

    head: int
    first: int
    names: tuple[str, ...] = ()
    columns: Columns = field(default_factory=dict)
    known: int = 0  # how many columns were recognised by name

    def column(self, role: str) -> int | None:
        """The likeliest column of a role."""
        return next(iter(self.columns.get(role, ())), None)

    def name(self, place: int) -> str:
        """The name of a column, or empty."""
        return self.names[place] if place < len(self.names) else ""


def find(rows: Sequence[TableRow], wanted: str = "") -> Layout | None:
    """The layout of a table; `wanted` is yes or no if a person answered whether there is a head line.

    None if no row has a day and an amount.
    """
    named = _best(rows[:_FAR]) if wanted != "no" else None
    if named is not None:
        return _settled(rows, _named(rows, named))
    first = next((place for place, row in enumerate(rows) if is_movement(row)), None)
    if first is None:
        return None
    if wanted != "no" and first and _like_head(rows[first - 1], rows[first]):
        return Layout(first - 1, first, rows[first - 1].cells)
    return Layout(-1, 0 if wanted == "no" else first)


def is_movement(row: TableRow) -> bool:
    """Whether a row has a day and an amount."""
    days = [cell for cell in row.cells if days_of(cell)]
    return bool(days) and any(is_amount(cell) and not days_of(cell) for cell in row.cells)


def _best(rows: Sequence[TableRow]) -> int | None:
    """The first row with the best-known names; they must include a day or an amount."""
    scores = [_score(row) for row in rows]
    best = max(scores, default=0)
    return scores.index(best) if best >= 4 else None


def _score(row: TableRow) -> int:
    found = [known[0] for cell in row.cells if cell and (known := role_of(cell))]
    roles = set(found)
    if not roles or any(days_of(cell) for cell in row.cells) or any(is_amount(cell) for cell in row.cells):
        return 0
    day, money = "day" in roles or "value_day" in roles, bool(roles & set(MONEY))
    return len(found) + 3 * day + 3 * money if day or money else 0


def _named(rows: Sequence[TableRow], head: int) -> Layout:
    names = rows[head].cells
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, name in enumerate(names):
        if known := role_of(name):
            role, rank = known
            found[role].append((rank, place))
    columns = {role: tuple(place for _rank, place in sorted(places)) for role, places in found.items()}
    columns.pop("ignore", None)
    columns.pop("time", None)
    return Layout(head, head + 1, names, columns, sum(map(len, found.values())))


def _settled(rows: Sequence[TableRow], layout: Layout) -> Layout:
    """The layout after moving or dropping columns whose cells contradict their names."""
    sample = [row for row in rows[layout.first : layout.first + _SAMPLE] if len(row.cells) > 1]
    columns: dict[str, list[int]] = defaultdict(list)
    for role, places in layout.columns.items():
        for place in places:
            cells = [row.cells[place] for row in sample if place < len(row.cells) and not is_blank(row.cells[place])]
            columns[_truly(role, cells)].append(place)
    columns.pop("", None)
    for place in _marks(sample, layout):
        columns["direction"].append(place)
    if "day" not in columns and "value_day" in columns:
        columns["day"] = columns.pop("value_day")
    return replace(layout, columns={role: tuple(places) for role, places in columns.items()})


def _truly(role: str, cells: Sequence[str]) -> str:
    """The role of a column, corrected by its cells."""
    if not cells:
        return role
    days, figures = _share(cells, lambda one: bool(days_of(one))), _share(cells, is_amount)
    sides = _share(cells, lambda one: side_of(one) is not None or is_neutral(one))
    if role in ("day", "value_day"):
        return role if days > 0.3 else "currency" if _share(cells, _is_currency) > 0.8 else ""
    if role in FIGURES:
        return role if figures > 0.3 else "direction" if sides > 0.8 else ""
    if role == "direction":
        return "amount" if figures > 0.8 and sides < 0.5 else role
    if role == "text":
        return "status" if all(booked(one) is not None for one in cells) else role
    if role == "currency":
        return role if _share(cells, _is_currency) > 0.5 else "value_day" if days > 0.8 else ""
    return role


def _is_currency(cell: str) -> bool:
    return bool(currencies_of(cell))


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _marks(sample: Sequence[TableRow], layout: Layout) -> Iterable[int]:
    """Columns without a name that contain only CR and DR."""
    width = max((len(row.cells) for row in sample), default=0)
    taken = {place for places in layout.columns.values() for place in places}
    for place in range(width):
        if place in taken or layout.name(place):
            continue
        cells = {row.cells[place] for row in sample if place < len(row.cells) and row.cells[place]}
        if cells and all(side_of(one) is not None for one in cells):
            yield place


def _like_head(row: TableRow, first: TableRow) -> bool:
    """Whether the row above the first movement is a head line with unknown names."""
    if any(days_of(cell) or is_amount(cell) for cell in row.cells):
        return False
    return (
        sum(bool(cell) for cell in row.cells) >= max(2, len(first.cells) - 2) and len(row.cells) <= len(first.cells) + 2
    )

"""Recognises columns by their cells, for tables without a head line or with an unknown one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Final

from govern.tables.amounts import MARKS, currencies_of, is_amount, is_blank, value_of, written
from govern.tables.bank.head import Columns, is_movement
from govern.tables.bank.marks import booked, side_of
from govern.tables.chain import follow
from govern.tables.days import days_of
from govern.tables.rows import TableRow

_LONGEST: Final = 15  # characters of an amount; longer figures are account numbers
_SAMPLE: Final = 1_000


@dataclass(frozen=True)
class DetectedColumns:
    """The columns recognised by their cells, and the candidates for the amount if that is open."""

    columns: Columns
    amounts: tuple[int, ...] = ()
    sides: tuple[int, ...] = ()  # two columns of amounts; each row fills one of them


def seen(rows: Sequence[TableRow], decimals: int) -> DetectedColumns:
    """Recognise the columns of rows. Of several columns of days the first counts."""
    sample = [row for row in rows[:_SAMPLE] if is_movement(row)]
    width = max((len(row.cells) for row in sample), default=0)
    kinds = [_kind(_cells(sample, place), sample) for place in range(width)]
    columns: dict[str, tuple[int, ...]] = {}
    for kind in ("day", "currency", "direction", "account", "text", "status"):
        if places := tuple(place for place, one in enumerate(kinds) if one == kind):
            columns[kind] = places
    columns["value_day"] = columns.get("day", ())[1:]
    columns["account"] = columns.get("account", ())[:1]
    money = [place for place, one in enumerate(kinds) if one == "money"]
    found = _of_money(sample, money, decimals)
    columns.update(found)
    filled = {role: places for role, places in columns.items() if places}
    if found:
        return DetectedColumns(filled)
    pairs = [pair for pair in combinations(money, 2) if all(_one_of(row, *pair) for row in sample)]
    return DetectedColumns(filled, tuple(money), pairs[0] if len(pairs) == 1 else ())


def _one_of(row: TableRow, first: int, second: int) -> bool:
    return bool(_cells([row], first)) != bool(_cells([row], second))


def _cells(rows: Sequence[TableRow], place: int) -> list[str]:
    return [row.cells[place] for row in rows if place < len(row.cells) and not is_blank(row.cells[place])]


def _kind(cells: Sequence[str], rows: Sequence[TableRow]) -> str:
    if not cells:
        return ""
    if all(days_of(one) for one in cells):
        return "day" if len(cells) * 2 > len(rows) else ""
    if all(is_amount(one) for one in cells):
        return "money" if _like_money(cells) else ""
    if all(currencies_of(one) for one in cells):
        return "currency"
    if all(side_of(one) is not None for one in cells):
        return "direction"
    if all(booked(one) is not None for one in cells):
        return "status"
    ibans = {one.replace(" ", "") for one in cells}
    if len(ibans) == 1 and 15 <= len(one := ibans.pop()) <= 34 and one[:2].isalpha() and one[2:4].isdigit():
        return "account"
    return "text"


def _like_money(cells: Sequence[str]) -> bool:
    """Whether cells look like amounts, with a fraction or a sign; numbers of accounts and pages have none."""
    parts = [found for one in cells if (found := written(one))]
    marked = any(found.sign or found.currencies or "." in found.digits or "," in found.digits for found in parts)
    return marked and all(len(found.digits) <= _LONGEST for found in parts)


def _of_money(rows: Sequence[TableRow], money: Sequence[int], decimals: int) -> Columns:
    """The columns of amount and balance, if the balances follow in only one way."""
    if len(money) == 1:
        return {"amount": (money[0],)}
    found: dict[tuple[tuple[str, int], ...], int] = {}
    for way in _ways(money):
        broken = [one for mark in MARKS if (one := _breaks(rows, way, mark, decimals)) is not None]
        if broken:
            found[tuple(sorted(way.items()))] = min(broken)
    best = [dict(way) for way, breaks in found.items() if breaks == min(found.values())]
    amounts = {tuple(way.get(role) for role in ("amount", "debit", "credit")) for way in best}
    if len(amounts) != 1:
        return {}
    chosen = next((way for way in best if "balance" in way), best[0])
    return {role: (place,) for role, place in chosen.items()}


def _ways(money: Sequence[int]) -> Iterator[dict[str, int]]:
    for amount, balance in permutations(money, 2):
        yield {"amount": amount, "balance": balance}
        yield {"amount": amount, "balance_before": balance}
    for debit, credit, balance in permutations(money, 3):
        yield {"debit": debit, "credit": credit, "balance": balance}


def _breaks(rows: Sequence[TableRow], way: dict[str, int], mark: str, decimals: int) -> int | None:
    """The number of balances that do not follow; None if they are too many, or the columns cannot fit."""
    steps = []
    for row in rows:
        figures = {role: _figure(row, place, mark, decimals) for role, place in way.items()}
        if "amount" in way:
            amount = figures["amount"]
        elif (figures["debit"] is None) == (figures["credit"] is None):
            return None
        else:
            amount = (figures["credit"] or 0) - abs(figures["debit"] or 0)
        if amount is None:
            return None
        before = figures.get("balance_before")
        steps.append((amount, before + amount if before is not None else figures.get("balance")))
    chain = follow(steps)
    return chain.breaks if 0 < chain.compared >= 4 * chain.breaks and chain.compared * 2 >= len(rows) - 1 else None


def _figure(row: TableRow, place: int, mark: str, decimals: int) -> int | None:
    found = written(row.cells[place]) if place < len(row.cells) else None
    value = value_of(found.digits, mark, decimals) if found else None
    return value if value is None or found is None else value * (found.side or 1) * (found.sign or 1)

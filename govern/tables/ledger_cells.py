"""Parses amounts and days of old ledgers, as in bank statements; errors carry their reason."""

from collections.abc import Iterable
from typing import Final

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import N_
from govern.rules.treasury.ledger_import.values import UnreadableCell
from govern.tables.amounts import MARKS, number_of, written
from govern.tables.days import days_of

_MANY: Final = 8  # decimals: enough to distinguish a fraction from thousands


def decimal_mark(amounts: Iterable[str]) -> str:
    """The decimal mark of all these amounts; raises UnreadableCell if ambiguous or inconsistent."""
    cells = {found.digits: text for text in amounts if (found := written(text))}
    read = {cell: {mark: number_of(cell, mark, _MANY) for mark in MARKS} for cell in cells}
    marks = {next(mark for mark in MARKS if ways[mark] is not None) for ways in read.values() if _is_unambiguous(ways)}
    if len(marks) == 2:
        raise UnreadableCell(
            N_("some amounts have a decimal comma, others a decimal point: say which it is (--decimal)")
        )
    doubtful = [cell for cell, ways in read.items() if None not in ways.values() and ways["."] != ways[","]]
    if doubtful and not marks:
        raise UnreadableCell(
            N_("“%(cell)s” may be thousands or a fraction: say which mark is decimal (--decimal)"),
            cell=cells[doubtful[0]],
        )
    return marks.pop() if marks else "."


def _is_unambiguous(ways: dict[str, int | None]) -> bool:
    return sum(value is not None for value in ways.values()) == 1


def amount_of(text: str, decimal: str, digits: int, currency: str = "") -> int:
    """An amount in minor units; raises UnreadableCell."""
    found = written(text)
    exact = number_of(found.digits, decimal, _MANY) if found else None
    if found is None or exact is None:
        raise UnreadableCell(N_("“%(cell)s” is no amount"), cell=text)
    if currency and found.currencies and currency not in found.currencies:
        raise UnreadableCell(N_("“%(cell)s” is not in %(currency)s"), cell=text, currency=currency)
    minor = number_of(found.digits, decimal, digits)
    if minor is None:
        raise UnreadableCell(
            N_("“%(cell)s” has more decimals than the currency, which has %(digits)s"), cell=text, digits=digits
        )
    if minor > LARGEST:
        raise UnreadableCell(N_("“%(cell)s” is more than can be counted exactly"), cell=text)
    return minor * (found.side or 1) * (found.sign or 1)


def day_of_text(text: str, order: str) -> str:
    """A day as YYYY-MM-DD; raises UnreadableCell."""
    found = days_of(text)
    if order and order in found:
        return found[order].isoformat()
    days = {found[one] for one in ("dmy", "mdy") if one in found} or set(found.values())
    if not days:
        raise UnreadableCell(N_("“%(cell)s” is no day") if text.strip() else N_("the day is missing"), cell=text)
    if len(days) > 1:
        raise UnreadableCell(N_("“%(cell)s” may begin with the day or the month: say which (--dates)"), cell=text)
    return days.pop().isoformat()

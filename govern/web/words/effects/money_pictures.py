"""Data of money charts: the steps of a balance over time, in whole units of the picture."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

WIDTH: Final = 1000
HEIGHT: Final = 200
MOST_MONTHS: Final = 24


@dataclass(frozen=True)
class Steps:
    """A balance at the end of each month (represented by its first day), and the outline of the steps."""

    months: tuple[tuple[datetime.date, int], ...]
    line: str
    area: str
    zero: int
    least: int
    most: int


def steps(balances: Sequence[tuple[str, int]], until: str) -> Steps | None:
    """The chart of a balance by month (YYYY-MM) until a month; None if it never changed."""
    if not balances:
        return None
    months = _each_month(balances, max(until, balances[-1][0]))[-MOST_MONTHS:]
    least, most = min(0, *(amount for _, amount in months)), max(0, *(amount for _, amount in months))
    zero = _height(0, least, most)
    corners = [(WIDTH * place // len(months), _height(amount, least, most)) for place, (_, amount) in enumerate(months)]
    line = f"M0 {corners[0][1]}" + "".join(f"H{x}V{y}" for x, y in corners[1:]) + f"H{WIDTH}"
    return Steps(tuple(months), line, f"{line}V{zero}H0Z", zero, least, most)


def _height(amount: int, least: int, most: int) -> int:
    return HEIGHT * (most - amount) // ((most - least) or 1)


def _each_month(balances: Sequence[tuple[str, int]], until: str) -> list[tuple[datetime.date, int]]:
    """The balance of every month from the first to the last."""
    known = dict(balances)
    first, last = _number(balances[0][0]), _number(until)
    held, filled = 0, []
    for number in range(max(first, last - 12 * 50), last + 1):
        month = datetime.date(number // 12, number % 12 + 1, 1)
        held = known.get(f"{month:%Y-%m}", held)
        filled.append((month, held))
    return filled


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def rises(months: Sequence[tuple[datetime.date, int]]) -> list[tuple[datetime.date, int, int]]:
    """Each month with its balance and change; newest first, without the very first."""
    changes = [(later, amount, amount - before) for (_, before), (later, amount) in pairwise(months)]
    return changes[::-1]

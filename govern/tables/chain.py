"""Running balances: checks whether movements lead from each stated balance to the next, and in which order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Step = tuple[int | None, int | None]
"""The amount of a movement (None: not known) and the balance that is stated after it (None: none is)."""

FORWARD: Final = "oldest first"
BACKWARD: Final = "newest first"
MIXED: Final = "mixed"


@dataclass(frozen=True)
class Chain:
    """The result of the check: the order in which balances follow (empty: none), and the number of comparisons.

    In the order that fits better, `broken` is the first index where they do not follow, `stated` the balance there, and
    `computed` the expected one.
    """

    order: str
    compared: int
    broken: int = -1
    stated: int = 0
    computed: int = 0
    breaks: int = 0

    @property
    def holds(self) -> bool:
        """Whether there were comparisons and all of them fit."""
        return bool(self.order) and self.compared > 0

    @property
    def fails(self) -> bool:
        """Whether there were comparisons and some do not fit."""
        return not self.order and self.compared > 0


def follow(steps: Sequence[Step]) -> Chain:
    """Compare the balances forwards and backwards, else without any order."""
    ways = {FORWARD: _forward(steps), BACKWARD: _backward(steps)}
    for order, (compared, breaks) in ways.items():
        if not breaks:
            return Chain(order, compared)
    if _closed(steps):
        return Chain(MIXED, ways[FORWARD][0])
    compared, breaks = min(ways.values(), key=lambda way: len(way[1]))
    return Chain("", compared, *breaks[0], len(breaks))


Break = tuple[int, int, int]


def _forward(steps: Sequence[Step]) -> tuple[int, list[Break]]:
    compared, breaks, running = 0, list[Break](), None
    for place, (amount, balance) in enumerate(steps):
        running = None if running is None or amount is None else running + amount
        if balance is not None and running is not None:
            compared += 1
            if running != balance:
                breaks.append((place, balance, running))
        running = running if balance is None else balance
    return compared, breaks


def _backward(steps: Sequence[Step]) -> tuple[int, list[Break]]:
    compared, breaks, running = 0, list[Break](), None
    for place, (amount, balance) in enumerate(steps):
        if balance is not None and running is not None:
            compared += 1
            if running != balance:
                breaks.append((place, balance, running))
        running = running if balance is None else balance
        running = None if running is None or amount is None else running - amount
    return compared, breaks


def _closed(steps: Sequence[Step]) -> bool:
    """Whether all movements form one chain of balances, in whatever order they are listed.

    Each balance before a movement is the balance after another one, except for the first of all.
    """
    after, before = Counter[int](), Counter[int]()
    for amount, balance in steps:
        if amount is None or balance is None:
            return False
        after[balance] += 1
        before[balance - amount] += 1
    return len(steps) > 2 and sum((after - before).values()) <= 1

"""Writes a vote's rankings in PrefLib's formats for orders with ties (.toc, .toi), identical ballots together."""

from collections import Counter
from collections.abc import Sequence
from typing import Any


def write(options: Sequence[str], cast: Sequence[tuple[Any, int]], title: str, *, is_complete: bool = True) -> str:
    """The file; if `is_complete`, unranked options are level below, as the rules count them, else left out."""
    orders: Counter[str] = Counter()
    for ranking, weight in cast:
        orders[_order(options, ranking, is_complete=is_complete)] += weight
    lines = [
        f"# TITLE: {' '.join(title.split())}",
        f"# DATA TYPE: {'toc' if is_complete else 'toi'}",
        f"# NUMBER ALTERNATIVES: {len(options)}",
        f"# NUMBER VOTERS: {sum(orders.values())}",
        f"# NUMBER UNIQUE ORDERS: {len(orders)}",
        *(f"# ALTERNATIVE NAME {number}: {name}" for number, name in enumerate(options, start=1)),
        *(f"{weight}: {order}" for order, weight in sorted(orders.items(), key=lambda one: (-one[1], one[0]))),
    ]
    return "\n".join(lines) + "\n"


def _order(options: Sequence[str], ranking: Sequence[Sequence[str]], *, is_complete: bool) -> str:
    ranked = {name for rank in ranking for name in rank}
    rest = [name for name in options if is_complete and name not in ranked]
    place = {name: number for number, name in enumerate(options, start=1)}
    return ",".join(_rank([place[name] for name in rank]) for rank in (*ranking, rest) if rank)


def _rank(numbers: list[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else "{" + ",".join(map(str, sorted(numbers))) + "}"

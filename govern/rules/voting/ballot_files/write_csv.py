"""Writes a vote's ballots as CSV with weights: one column per option for names and points, else the ranking."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

RESERVED: Final = frozenset({"approvals", "choice", "ranking", "weight"})  # columns with another meaning


def write(form: str, options: Sequence[str], cast: Sequence[tuple[Any, int]]) -> str:
    """The file; a named option has 1 point; unranked options are level below, but a blank ballot ranks nothing.

    Raises ValueError if an option has the name of a reserved column.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if form == "ranking":
        writer.writerow(["weight", "ranking"])
        writer.writerows([weight, _ranking(options, choice)] for choice, weight in cast)
        return out.getvalue()
    if RESERVED.intersection(options):
        raise ValueError("an option has the name of a column")
    writer.writerow(["weight", *options])
    writer.writerows([weight, *_points(form, options, choice)] for choice, weight in cast)
    return out.getvalue()


def _ranking(options: Sequence[str], ranking: Sequence[Sequence[str]]) -> str:
    if not ranking:
        return ""
    ranked = {name for rank in ranking for name in rank}
    rest = [name for name in options if name not in ranked]
    return ">".join("=".join(rank) for rank in (*ranking, rest) if rank)


def _points(form: str, options: Sequence[str], choice: Sequence[Any]) -> Iterable[Any]:
    given = dict.fromkeys(choice, 1) if form == "names" else {one["option"]: one["points"] for one in choice}
    return (given.get(name, "") for name in options)

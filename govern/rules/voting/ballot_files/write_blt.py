"""Writes a vote's rankings without level ranks as BLT: one line per ballot, with the weight it carries."""

from collections.abc import Sequence
from typing import Any


def write(options: Sequence[str], seats: int, cast: Sequence[tuple[Any, int]], title: str) -> str:
    """The file; `cast` are choices as recorded with their weights, including blank ones."""
    place = {name: number for number, name in enumerate(options, start=1)}
    lines = [f"{len(options)} {seats}"]
    for ranking, weight in cast:
        order = [str(place[rank[0]]) for rank in ranking]
        lines.append(" ".join([str(weight), *order, "0"]))
    quoted = [f'"{name}"' for name in (*options, title.replace('"', "").replace("\n", " "))]
    return "\n".join([*lines, "0", *quoted]) + "\n"

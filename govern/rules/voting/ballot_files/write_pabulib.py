"""Writes a vote on a budget in Pabulib's format (.pb), which has no weights: each ballot is repeated by its weight."""

from collections.abc import Mapping, Sequence
from math import gcd
from typing import Any, Final

MOST_LINES: Final = 200_000


def write(
    options: Sequence[str], costs: Mapping[str, int], budget: int, cast: Sequence[tuple[Any, int]], title: str
) -> str:
    """The file, amounts in minor units; weights are divided by their common divisor, which changes no result.

    Raises OverflowError if more than MOST_LINES ballots remain.
    """
    unit = gcd(*(weight for _, weight in cast)) or 1
    if sum(weight for _, weight in cast) // unit > MOST_LINES:
        raise OverflowError("too many ballots")
    plain = " ".join(title.replace(";", ",").replace('"', "").split())
    meta = [f"description;{plain}", f"num_projects;{len(options)}", f"budget;{budget}", "vote_type;approval"]
    votes: list[str] = []
    for names, weight in cast:
        for _ in range(weight // unit):
            votes.append(f"{len(votes) + 1};{','.join(names)}")
    projects = [f"{name};{costs[name]}" for name in options]
    meta.insert(2, f"num_votes;{len(votes)}")
    lines = ["META", "key;value", *meta, "PROJECTS", "project_id;cost", *projects, "VOTES", "voter_id;vote", *votes]
    return "\n".join(lines) + "\n"

"""The three forms of ballots over several options: names, points and rankings; an empty list is a blank ballot."""

from collections.abc import Sequence
from typing import Any

from govern.protocol.errors import Refused

Names = list[str]
Points = list[dict[str, Any]]
Ranking = list[list[str]]


def names(raw: Any, options: Sequence[str], most: int) -> Names | str:
    """At most `most` options (0: any number), each once, in ascending order; raises Refused(choice_invalid)."""
    if raw == "":
        return ""  # withdrawn
    if type(raw) is not list or not all(type(one) is str and one in options for one in raw):
        raise Refused("choice_invalid", field="choice")
    if raw != sorted(set(raw)) or (most and len(raw) > most):
        raise Refused("choice_invalid", field="choice")
    return raw


def points(raw: Any, options: Sequence[str]) -> Points:
    """`{"option":…,"points":n}` for each option that gets any, in ascending order; raises Refused(choice_invalid)."""
    if type(raw) is not list or not all(_is_points(one, options) for one in raw):
        raise Refused("choice_invalid", field="choice")
    given = [one["option"] for one in raw]
    if given != sorted(set(given)):
        raise Refused("choice_invalid", field="choice")
    return raw


def _is_points(one: Any, options: Sequence[str]) -> bool:
    return (
        type(one) is dict
        and one.keys() == {"option", "points"}
        and type(one["option"]) is str
        and one["option"] in options
        and type(one["points"]) is int
        and 0 < one["points"] <= 1_000_000
    )


def ranking(raw: Any, options: Sequence[str], *, level: bool) -> Ranking | str:
    """Ranks, best first, each a list of options in ascending order; of one option unless `level`.

    Unranked options are level below. Raises Refused(choice_invalid).
    """
    if raw == "":
        return ""
    if type(raw) is not list or not all(type(rank) is list and rank for rank in raw):
        raise Refused("choice_invalid", field="choice")
    if not all(type(one) is str and one in options for rank in raw for one in rank):
        raise Refused("choice_invalid", field="choice")
    ranked = [one for rank in raw for one in rank]
    if len(set(ranked)) != len(ranked) or not all(rank == sorted(rank) for rank in raw):
        raise Refused("choice_invalid", field="choice")
    if not level and len(ranked) != len(raw):
        raise Refused("choice_invalid", field="choice")
    return raw


def most_invalid() -> Refused:
    """The refusal of a ballot that exceeds its limit."""
    return Refused("choice_invalid", field="choice")

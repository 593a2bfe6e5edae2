"""Which columns of a CSV are preferences, points and weights: those that were named, else those that say so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govern.protocol.messages import Literal
from govern.rules.voting.ballot_files.problems import BadBallotFile
from govern.rules.voting.ballot_files.reading import Reading

WEIGHT: Final = "weight"
WEIGHTS: Final = frozenset({"ballots", "count", "votes", "weights"})
"""Other names of the column of weights, taken only where nothing else has the name that is meant."""
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NO_OPTIONS: Final = frozenset({"#", "ballot id", "ballotid", "id", "timestamp", "voter", "voter id", "voterid"})
_preference = re.compile(
    rf"""
    (?: (?P<word> {"|".join(ORDINALS)}) | (?P<ordinal> [0-9]{{1,3}})(?:st|nd|rd|th) | 第(?P<chinese> [0-9]{{1,3}}) )
        (?: [ ]? (?:choice|preference|pref|rank|place|志愿|选择|顺位|偏好) (?P<suffix> .*) )?
    | (?: choice | rank | preference | pref | priority | 志愿 | 选择 | 顺位 ) [ ]? [#]? (?P<number> [0-9]{{1,3}})
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True)
class Columns:
    """The places of the columns that count, in order; of the weights (-1 for none); and the names of the others."""

    places: tuple[int, ...]
    weight: int
    others: tuple[str, ...] = ()


def chosen(head: Sequence[str], names: Sequence[str], reading: Reading) -> Columns:
    """The columns with these names; raises BadBallotFile."""
    places = tuple(_place(head, name) for name in names)
    return _columns(head, places, weight_in(head, reading, places))


def weight_in(head: Sequence[str], reading: Reading, taken: Sequence[int] = ()) -> int:
    """The place of the weights: the column that was named, or `weight`, or the only one with another such name."""
    if reading.weights:
        return _place(head, reading.weights)
    left = {place: name.lower() for place, name in enumerate(head) if place not in taken}
    named = [place for place, name in left.items() if name == WEIGHT]
    others = [place for place, name in left.items() if name in WEIGHTS]
    found = named or (others if taken and len(others) == 1 else [])
    return found[0] if found else -1


def preferences(head: Sequence[str], reading: Reading) -> Columns | None:
    """The columns whose names say that they are the first, second, … preference; None without a first."""
    found: dict[int, int] = {}
    suffixes: set[str] = set()
    for place, name in enumerate(head):
        if rank := rank_of(name):
            number, suffix = rank
            if number in found:
                return None
            found[number] = place
            suffixes.add(suffix)
    if sorted(found) != list(range(1, len(found) + 1)) or not found or len(suffixes) > 1:
        return None
    places = tuple(found[number] for number in sorted(found))
    return _columns(head, places, weight_in(head, reading, places))


def rank_of(name: str) -> tuple[int, str] | None:
    """The number of a preference's column and what follows it, such as (1, "mayor") for `1st choice mayor`."""
    found = _preference.fullmatch(" ".join(name.lower().replace("_", " ").replace("-", " ").split()))
    if found is None:
        return None
    if found["word"]:
        return ORDINALS.index(found["word"]) + 1, found["suffix"] or ""
    return int(found["ordinal"] or found["chinese"] or found["number"]), found["suffix"] or ""


def are_ambiguous(options: Sequence[str]) -> bool:
    """Whether columns of points with these names are taken only if they are named."""
    return any(rank_of(name) or _plain(name) in NO_OPTIONS for name in options)


def unknown(head: Sequence[str]) -> BadBallotFile:
    """The question which columns are meant."""
    return BadBallotFile(0, "columns_unknown", names=Literal(", ".join(f"“{name}”" for name in head)))


def _plain(name: str) -> str:
    return name.lower().replace("_", " ").replace("-", " ")


def _place(head: Sequence[str], name: str) -> int:
    if name in head:
        return head.index(name)
    alike = [place for place, other in enumerate(head) if other.casefold() == name.casefold()]
    if len(alike) != 1:
        raise BadBallotFile(0, "column_missing", name=Literal(name))
    return alike[0]


def _columns(head: Sequence[str], places: tuple[int, ...], weight: int) -> Columns:
    others = tuple(name for place, name in enumerate(head) if place not in (*places, weight))
    return Columns(places, weight, others)

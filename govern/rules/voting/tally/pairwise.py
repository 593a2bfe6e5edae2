"""Pairwise comparison: the weight that prefers one option to another, and the requirements against the status quo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from govern.protocol.errors import N_
from govern.protocol.messages import Message
from govern.rules.voting.tally.profile import Profile

Matrix = Mapping[str, Mapping[str, int]]
MOST_SEEN: Final = 100_000  # pairs of sets held at a time


@dataclass(frozen=True)
class Requirement:
    """Debian's rule: an option stays only with enough support against the status quo, in number and ratio.

    Source: constitution of the Debian project, sections A.5.2 and A.5.3 (A.6 before 2022). `majority` holds the ratios
    other than 1.
    """

    status_quo: str = ""
    quorum: Fraction = Fraction(0)
    majority: Mapping[str, Fraction] = field(default_factory=dict)


def matrix(profile: Profile) -> Matrix:
    """The weight that prefers one option to another; unranked options are level below ranked ones.

    Ballots share many ranks: the options of a rank and those below it are two bit sets, summed before they are expanded
    to pairs.
    """
    bits = {name: 1 << place for place, name in enumerate(profile.options)}
    masks: dict[frozenset[str], int] = {}
    prefer = {one: dict.fromkeys((other for other in profile.options if other != one), 0) for one in profile.options}
    seen: dict[tuple[int, int], int] = {}
    everybody = (1 << len(bits)) - 1
    for ranking, weight in profile.rankings.items():
        below = everybody
        for level in ranking:
            mask = masks.get(level) or masks.setdefault(level, sum(bits[name] for name in level))
            below &= ~mask
            key = mask, below
            seen[key] = seen.get(key, 0) + weight
        if len(seen) > MOST_SEEN:
            _spread(seen, prefer)
            seen.clear()
    _spread(seen, prefer)
    return prefer


def _spread(seen: Mapping[tuple[int, int], int], prefer: Mapping[str, dict[str, int]]) -> None:
    names = list(prefer)
    listed: dict[int, list[str]] = {}
    for key, weight in seen.items():
        for mask in key:
            if mask not in listed:
                listed[mask] = [name for place, name in enumerate(names) if mask >> place & 1]
        for one in listed[key[0]]:
            row = prefer[one]
            for other in listed[key[1]]:
                row[other] += weight


def standing(prefer: Matrix, required: Requirement) -> tuple[list[str], list[dict[str, str]]]:
    """The options that meet the requirement, and the dropped ones with reasons."""
    quo = required.status_quo
    if not quo:
        return list(prefer), []
    stay, dropped = [], []
    for name in prefer:
        if name == quo:
            stay.append(name)
            continue
        for_, against = prefer[name][quo], prefer[quo][name]
        ratio = required.majority.get(name, Fraction(1))
        if for_ < required.quorum:
            why = Message(N_("quorum: %(found)s < %(needed)s"), found=for_, needed=_plain(required.quorum))
            dropped.append({"option": name, "why": why})
        elif not for_ > ratio * against:
            about = {"found": for_, "ratio": _plain(ratio), "against": against}
            why = Message(N_("majority: %(found)s is not more than %(ratio)s x %(against)s"), **about)
            dropped.append({"option": name, "why": why})
        else:
            stay.append(name)
    return stay, dropped


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


def flat(prefer: Matrix, names: Iterable[str] | None = None) -> dict[str, int]:
    """The figures as `A>B: n`."""
    wanted = list(names) if names is not None else list(prefer)
    return {f"{one}>{other}": prefer[one][other] for one in wanted for other in wanted if one != other}

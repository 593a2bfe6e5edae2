"""Pairwise comparison: how many prefer one option to another, and which options stand against the status quo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from govern.domain.tally.profile import Profile

Matrix = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Requirement:
    """Debian's rule: an option stays only if enough prefer it to the status quo, and enough more than do not.

    Source: constitution of the Debian project, sections A.5.2 and A.5.3 (A.6 before 2022). `majority` holds the ratios
    other than 1.
    """

    status_quo: str = ""
    quorum: Fraction = Fraction(0)
    majority: Mapping[str, Fraction] = field(default_factory=dict)


def matrix(profile: Profile) -> Matrix:
    """How much weight prefers the one to the other; options not ranked stand below all that are, level."""
    prefer = {one: dict.fromkeys((other for other in profile.options if other != one), 0) for one in profile.options}
    for ranking, weight in profile.rankings.items():
        below = set(profile.options)
        for tier in ranking:
            below -= tier
            for one in tier:
                row = prefer[one]
                for other in below:
                    row[other] += weight
    return prefer


def standing(prefer: Matrix, required: Requirement) -> tuple[list[str], list[dict[str, str]]]:
    """The options that meet the requirement, and for those dropped why."""
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
            dropped.append({"option": name, "why": f"quorum: {for_} < {_plain(required.quorum)}"})
        elif not for_ > ratio * against:
            dropped.append({"option": name, "why": f"majority: {for_} is not more than {_plain(ratio)} x {against}"})
        else:
            stay.append(name)
    return stay, dropped


def _plain(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{number.numerator}/{number.denominator}"


def flat(prefer: Matrix, names: Iterable[str] | None = None) -> dict[str, int]:
    """The figures as `A>B: n`."""
    wanted = list(names) if names is not None else list(prefer)
    return {f"{one}>{other}": prefer[one][other] for one in wanted for other in wanted if one != other}

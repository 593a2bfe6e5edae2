"""The profile of ballots over several options: distinct ballots with their weights."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

Ranking = tuple[frozenset[str], ...]  # tiers of options, best first; unranked options are in none


class BallotRemark(NamedTuple):
    """A ballot of a file that was not read as written: what it says (`A>A>B`), what became of it, and why."""

    ballot: str
    kind: Literal["invalid", "partly"]
    why: str


@dataclass(frozen=True)
class Profile:
    """Ballots with their weights: each a ranking, and points if the ballots have any.

    `approved` has the approvals of the ballots; some files state `seats`, `costs`, `budget` and `least`. `remarks` are
    the ballots of a file that were not read as written, with their weights, and `notes` what else was not.
    """

    options: tuple[str, ...]
    rankings: Mapping[Ranking, int]
    approved: Mapping[frozenset[str], int]
    points: Mapping[tuple[tuple[str, int], ...], int]
    seats: int = 1
    costs: Mapping[str, int] | None = None
    budget: int = 0
    blank: int = 0
    decimals: int = 0  # costs and budget count the smallest unit of an amount with so many decimals
    least: int = 0  # a project with less support gets no money
    weight_decimals: int = 0  # weights count the smallest unit of a weight with so many decimals
    remarks: Mapping[BallotRemark, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def only(self, names: Iterable[str]) -> "Profile":
        """The same ballots without the other options."""
        keep = frozenset(names)
        rankings: Counter[Ranking] = Counter()
        approved: Counter[frozenset[str]] = Counter()
        points: Counter[tuple[tuple[str, int], ...]] = Counter()
        for ranking, weight in self.rankings.items():
            rankings[tuple(left for level in ranking if (left := level & keep))] += weight
        for one, weight in self.approved.items():
            approved[one & keep] += weight
        for given, weight in self.points.items():
            points[tuple((name, value) for name, value in given if name in keep)] += weight
        options = tuple(name for name in self.options if name in keep)
        blank = self.blank + rankings.pop((), 0)
        return replace(self, options=options, rankings=rankings, approved=approved, points=points, blank=blank)

    @property
    def weight(self) -> int:
        """The weight of all ballots that are not blank."""
        return sum(self.rankings.values())

    @property
    def seed(self) -> bytes:
        """A hash of the ballots, independent of their order: the default seed of lots."""
        digest = hashlib.sha256(repr(sorted(self.options)).encode())
        plain = _PlainRankings()
        for ranking, weight in sorted((plain.of(ranking), weight) for ranking, weight in self.rankings.items()):
            digest.update(f"{ranking}*{weight}\n".encode())
        return digest.digest()


class _PlainRankings(dict[frozenset[str], str]):
    """Rankings as text, with sorted ranks; cached, because a million rankings have few distinct ranks."""

    def __missing__(self, rank: frozenset[str]) -> str:
        self[rank] = written = repr(sorted(rank))
        return written

    def of(self, ranking: Ranking) -> str:
        return f"[{', '.join(map(self.__getitem__, ranking))}]"


@lru_cache(maxsize=100_000)
def tier(*names: str) -> frozenset[str]:
    """One shared object per set of options; a million ballots have few distinct sets."""
    return frozenset(names)


def ranked(options: Sequence[str], ballots: Iterable[tuple[Ranking, int]], **more: object) -> Profile:
    """A profile of rankings; ranked options count as approved."""
    rankings: Counter[Ranking] = Counter()
    for ranking, weight in ballots:
        if weight:
            rankings[ranking] += weight
    blank = rankings.pop((), 0)
    fields = {"approved": more.get("approved") or _named(rankings), "points": {}, "blank": blank} | more
    return Profile(tuple(options), rankings, **fields)  # type: ignore[arg-type]


def _named(rankings: Mapping[Ranking, int]) -> Counter[frozenset[str]]:
    approved: Counter[frozenset[str]] = Counter()
    for tiers, weight in rankings.items():
        approved[frozenset().union(*tiers)] += weight
    return approved


def approving(options: Sequence[str], ballots: Iterable[tuple[frozenset[str], int]], **more: object) -> Profile:
    """A profile of approvals; as rankings, approved options are above the others."""
    approved: Counter[frozenset[str]] = Counter()
    for one, weight in ballots:
        if weight:
            approved[one] += weight
    rankings: Counter[Ranking] = Counter()
    for one, weight in approved.items():
        if one:
            rankings[(one,)] += weight
    fields = {"blank": approved[frozenset()], "points": {}} | more
    return Profile(tuple(options), rankings, approved, **fields)  # type: ignore[arg-type]


def scoring(options: Sequence[str], ballots: Iterable[tuple[Mapping[str, int], int]], **more: object) -> Profile:
    """A profile of points; as rankings, more points are above fewer, and points above 0 count as approval."""
    points: Counter[tuple[tuple[str, int], ...]] = Counter()
    rankings: Counter[Ranking] = Counter()
    approved: Counter[frozenset[str]] = Counter()
    blank = 0
    for one, weight in ballots:
        if not weight:
            continue
        points[tuple(sorted(one.items()))] += weight
        levels = sorted({value for value in one.values() if value > 0}, reverse=True)
        tiers = tuple(frozenset(name for name, value in one.items() if value == level) for level in levels)
        approved[frozenset(name for name, value in one.items() if value > 0)] += weight
        if tiers:
            rankings[tiers] += weight
        else:
            blank += weight
    fields = {"blank": blank} | more
    return Profile(tuple(options), rankings, approved, points, **fields)  # type: ignore[arg-type]


def support(profile: Profile) -> dict[str, int]:
    """The points of each option, or its approvals if ballots have no points."""
    totals = dict.fromkeys(profile.options, 0)
    if profile.points:
        for points, weight in profile.points.items():
            for name, value in points:
                totals[name] += value * weight
        return totals
    for names, weight in profile.approved.items():
        for name in names:
            totals[name] += weight
    return totals


def named(profile: Profile) -> frozenset[str]:
    """The options supported by a ballot: ranked, approved, or given points above 0."""
    return frozenset().union(*profile.approved)


def written(value: int | Fraction) -> int | str:
    """A number for JSON: whole, or as a fraction."""
    number = Fraction(value)
    return number.numerator if number.denominator == 1 else f"{number.numerator}/{number.denominator}"

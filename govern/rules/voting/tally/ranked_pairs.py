"""Ranked pairs: majorities are locked from the strongest down, unless they would close a cycle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from govern.rules.voting.tally import lots, pairwise
from govern.rules.voting.tally.pairwise import Matrix, Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import TallyResult, Tie, flat, seated, tiers
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule

Pair = tuple[str, str]  # the winner and the loser of a majority
Ranks = list[list[str]]

ALL_ORDERS: Final = 6  # maximum number of options for which every order is tried


@dataclass(frozen=True)
class _Majorities:
    """The majorities among the remaining options, each with its strength as a sort key, the strongest lowest."""

    stay: Sequence[str]
    strength: Mapping[Pair, tuple[int, int]]

    @property
    def some_equal(self) -> bool:
        """Whether a lot decides the order of some majorities."""
        return len(set(self.strength.values())) < len(self.strength)

    def lock(self, drawn: Sequence[str]) -> tuple[list[Pair], list[Pair], Ranks]:
        """The locked majorities, those not locked although an equal one is, and the resulting order."""
        place = {name: number for number, name in enumerate(drawn)}
        below: dict[str, set[str]] = {name: set() for name in self.stay}  # all options reachable from it
        locked: list[Pair] = []
        passed_over: list[Pair] = []
        for pair in sorted(self.strength, key=lambda one: (self.strength[one], place[one[0]], -place[one[1]])):
            if pair[0] not in below[pair[1]]:
                _lock(below, *pair)
                locked.append(pair)
            elif any(self.strength[one] == self.strength[pair] for one in locked):
                passed_over.append(pair)
        return locked, passed_over, tiers(self.stay, {name: frozenset(reached) for name, reached in below.items()})


@dataclass(frozen=True)
class _Seats:
    """The winners of an order, with ties for the last seats settled by the rule of ties."""

    seats: int
    status_quo: str
    ties: TieRule

    def by(self, order: Ranks) -> tuple[frozenset[str], frozenset[str]]:
        """The certain winners, and the options among which a later lot decides."""
        winners, kept = seated(order, self.seats, self.status_quo)
        if not kept or kept[0].by != "kept":
            return frozenset(winners), frozenset()
        before = frozenset(winners) - frozenset(kept[0].tied)
        sure, level = self.ties.undecided(kept[0].tied, self.seats - len(before))
        return before | sure, level


def ranked_pairs(profile: Profile, ties: TieRule, required: Requirement | None = None, seats: int = 1) -> TallyResult:
    """The first of the order; source: T. N. Tideman, Social Choice and Welfare 4 (1987), winning votes.

    Majorities of equal strength are taken in the order of a lot over the options (Zavist and Tideman 1989). The lot is
    reported as a tie if another lot would change the winners.
    """
    needed = required or Requirement()
    prefer = pairwise.matrix(profile)
    stay, dropped = pairwise.standing(prefer, needed)
    majorities = _majorities(prefer, stay)
    drawn = lots.draw(ties.seed, stay) if majorities.some_equal else stay
    locked, passed_over, order = majorities.lock(drawn)
    winners, kept = seated(order, seats, needed.status_quo)
    settled = [Tie(pair, (pair[1],), "lot") for pair in passed_over]
    if settled and ties.only_deciding:
        settled = list(_deciding(majorities, drawn, order, _Seats(seats, needed.status_quo, ties)))
    shown = {
        "dropped": dropped,
        "locked": [f"{a}>{b}" for a, b in locked],
        "order": order,
        "pairwise": pairwise.flat(prefer, flat(order) + [one["option"] for one in dropped]),
    }
    return TallyResult("ranked-pairs", winners, (*settled, *kept), shown)


def _majorities(prefer: Matrix, stay: Sequence[str]) -> _Majorities:
    pairs = [(a, b) for a in stay for b in stay if a != b and prefer[a][b] > prefer[b][a]]
    return _Majorities(stay, {(a, b): (-prefer[a][b], prefer[b][a]) for a, b in pairs})


def _deciding(majorities: _Majorities, drawn: Sequence[str], order: Ranks, seats: _Seats) -> Iterator[Tie]:
    """The tie between all options that could win by some lot, unless the winners are the same for each lot tried."""
    sure, level = seats.by(order)
    found = {(sure, level), *(seats.by(majorities.lock(other)[2]) for other in _other_lots(drawn))}
    if len(found) > 1:
        able = frozenset().union(*(one | other for one, other in found))
        tied = able.difference(frozenset.intersection(*(one for one, _ in found)))
        yield Tie(tuple(sorted(tied)), tuple(sorted(tied & (sure | level))), "lot")


def _other_lots(drawn: Sequence[str]) -> Iterable[Sequence[str]]:
    """Every order of a few options; for more, the reversed order, and each option put first or last."""
    if len(drawn) <= ALL_ORDERS:
        yield from permutations(drawn)
        return
    yield drawn[::-1]
    for name in drawn:
        others = [one for one in drawn if one != name]
        yield [name, *others]
        yield [*others, name]


def _lock(below: dict[str, set[str]], winner: str, loser: str) -> None:
    reached = below[loser] | {loser}
    for name, under in below.items():
        if name == winner or winner in under:
            under |= reached


RANKED_PAIRS: Final = TallyMethod(
    "ranked-pairs",
    "pairs",
    lambda case: ranked_pairs(case.profile, case.ties, case.settings.required, case.seats),
    compares=True,
)

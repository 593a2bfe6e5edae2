"""Borda's count: an option gets a point from a ballot for every option below it."""

from typing import Any, Final

from govern.rules.voting.tally.profile import Profile, named
from govern.rules.voting.tally.result import TallyResult
from govern.rules.voting.tally.sums import best
from govern.rules.voting.tally.tally_method import Case, TallyMethod
from govern.rules.voting.tally.ties import TieRule


def borda(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """The most points win. An option gets half a point for every other that is level with it.

    Options that a ballot does not rank are level below the others. Source: J.-C. de Borda, Mémoire sur les élections au
    scrutin (1781); level options by M. Dummett, Voting Procedures (1984). With `vacant` an option that no ballot ranks
    gets no seat.
    """
    halves = _halves(profile)
    taking_part = named(profile) if vacant else profile.options
    winners, settled = best({name: halves[name] for name in profile.options if name in taking_part}, seats, ties)
    totals: dict[str, Any] = {name: written_halves(points) for name, points in halves.items()}
    shown = {"rounds": [{"blank": profile.blank, "invalid": 0, "totals": totals}]}
    return TallyResult("borda", winners, settled, shown)


def _halves(profile: Profile) -> dict[str, int]:
    """The points of each option, in halves."""
    totals = dict.fromkeys(profile.options, 0)
    for ranking, weight in profile.rankings.items():
        below = len(profile.options)
        rest = frozenset(profile.options).difference(*ranking)
        for level in (*ranking, rest):
            below -= len(level)
            for name in level:
                totals[name] += (2 * below + len(level) - 1) * weight
    return totals


def written_halves(halves: int) -> int | str:
    """A number of halves, such as `8.5`."""
    return f"{halves // 2}.5" if halves % 2 else halves // 2


def _count(case: Case) -> TallyResult:
    return case.with_vacancies(borda(case.profile, case.seats, case.ties, vacant=case.vacant))


BORDA: Final = TallyMethod("borda", "sums", _count, adds_points=True)

"""Benham's method: an instant run-off that ends as soon as one remaining option beats each other one."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from govern.rules.voting.tally import pairwise
from govern.rules.voting.tally.pairwise import Matrix
from govern.rules.voting.tally.profile import Profile, Ranking
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule
from govern.rules.voting.tally.transfers import Transfers


def benham(profile: Profile, ties: TieRule) -> TallyResult:
    """The option wins that is preferred to each other remaining one; while there is none, the lowest is excluded.

    An option that beats all from the start wins at once. Ballots stop at a tie of options, as in an instant run-off,
    and options tied for the lowest total are excluded together; if no other is left, the rule of ties decides. Source:
    J. Green-Armytage, Four Condorcet-Hare hybrid methods for single-winner elections, Voting matters 29 (2011).
    """
    prefer = pairwise.matrix(_as_counted(profile))
    transfers = Transfers(profile)
    rounds: list[dict[str, Any]] = []
    settled: list[Tie] = []
    while True:
        totals = transfers.totals
        rounds.append({"excluded": [], "exhausted": transfers.exhausted, "totals": dict(totals)})
        shown = {"pairwise": pairwise.flat(prefer), "rounds": rounds}
        if winner := beats_all(prefer, totals):
            return TallyResult("benham", (winner,), tuple(settled), shown)
        last = sorted(name for name, total in totals.items() if total == min(totals.values()))
        if len(last) == len(totals):
            taken, more = ties.settle(last, 1)
            return TallyResult("benham", taken, (*settled, *more), shown)
        if len(last) > 1:
            settled.append(Tie(tuple(last), (), "excluded-together"))
        rounds[-1]["excluded"] = last
        transfers.exclude(last)


def beats_all(prefer: Matrix, names: Iterable[str]) -> str:
    """The option that more ballots prefer to each other one of these than the reverse; empty if there is none."""
    left = list(names)
    found = (one for one in left if all(prefer[one][other] > prefer[other][one] for other in left if other != one))
    return next(found, "")


def _as_counted(profile: Profile) -> Profile:
    """The ballots up to their first tie of options."""
    rankings: dict[Ranking, int] = {}
    for ranking, weight in profile.rankings.items():
        end = next((place for place, level in enumerate(ranking) if len(level) > 1), len(ranking))
        rankings[ranking[:end]] = rankings.get(ranking[:end], 0) + weight
    return replace(profile, rankings=rankings)


BENHAM: Final = TallyMethod("benham", "rounds", lambda case: benham(case.profile, case.ties), level="stops")

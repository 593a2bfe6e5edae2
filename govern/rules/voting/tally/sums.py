"""Plurality, approval and score: the most votes, approvals or points win."""

from collections.abc import Mapping
from typing import Any, Final

from govern.rules.voting.tally.profile import Profile, support
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule


def plurality(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """Each ballot counts for its single first option; a ballot with several first options counts for none."""
    totals = dict.fromkeys(profile.options, 0)
    invalid = 0
    for ranking, weight in profile.rankings.items():
        if len(ranking[0]) == 1:
            totals[next(iter(ranking[0]))] += weight
        else:
            invalid += weight
    shown = {"blank": profile.blank, "invalid": invalid, "totals": totals}
    return _outcome("plurality", shown, seats, ties, vacant=vacant)


def approval(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """Each ballot counts for every option that it approves."""
    totals = dict.fromkeys(profile.options, 0)
    for names, weight in profile.approved.items():
        for name in names:
            totals[name] += weight
    blank = max(profile.blank, profile.approved.get(frozenset(), 0))
    return _outcome("approval", {"blank": blank, "invalid": 0, "totals": totals}, seats, ties, vacant=vacant)


def score(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """Each option has the sum of its points; an option that a ballot does not name gets none from it."""
    shown = {"blank": profile.blank, "invalid": 0, "totals": support(profile)}
    return _outcome("score", shown, seats, ties, vacant=vacant)


def _outcome(method: str, shown: dict[str, Any], seats: int, ties: TieRule, *, vacant: bool) -> TallyResult:
    """The outcome; with `vacant` an option without votes or points gets no seat."""
    totals = {name: total for name, total in shown["totals"].items() if total > 0 or not vacant}
    winners, settled = best(totals, seats, ties)
    return TallyResult(method, winners, settled, {"rounds": [shown]})


def best(totals: Mapping[str, int], seats: int, ties: TieRule) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """The `seats` options with the highest totals, in order; ties for the rest are settled by the rule of ties."""
    order: list[str] = []
    settled: list[Tie] = []
    for total in sorted(set(totals.values()), reverse=True):
        if len(order) >= seats:
            break
        taken, more = ties.settle([name for name in totals if totals[name] == total], seats - len(order))
        order += taken
        settled += more
    return tuple(order), tuple(settled)


PLURALITY: Final = TallyMethod(
    "plurality",
    "sums",
    lambda case: case.with_vacancies(plurality(case.profile, case.seats, case.ties, vacant=case.vacant)),
    level="invalid-first",
)
APPROVAL: Final = TallyMethod(
    "approval",
    "sums",
    lambda case: case.with_vacancies(approval(case.profile, case.seats, case.ties, vacant=case.vacant)),
    approvals=True,
)
SCORE: Final = TallyMethod(
    "score",
    "sums",
    lambda case: case.with_vacancies(score(case.profile, case.seats, case.ties, vacant=case.vacant)),
    needs_points=True,
)

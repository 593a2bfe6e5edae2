"""Plurality, approval and score: the most votes, approvals or points win."""

from collections.abc import Mapping
from typing import Final

from govern.rules.voting.tally.profile import Profile, support
from govern.rules.voting.tally.result import Outcome, Tie
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule


def plurality(profile: Profile, seats: int, ties: TieRule) -> Outcome:
    """Each ballot counts for the one option it puts first; one that puts several first counts for none."""
    totals = dict.fromkeys(profile.options, 0)
    invalid = 0
    for ranking, weight in profile.rankings.items():
        if len(ranking[0]) == 1:
            totals[next(iter(ranking[0]))] += weight
        else:
            invalid += weight
    return _outcome("plurality", totals, seats, ties, profile.blank, invalid)


def approval(profile: Profile, seats: int, ties: TieRule) -> Outcome:
    """Each ballot counts for every option that it approves."""
    totals = dict.fromkeys(profile.options, 0)
    for names, weight in profile.approved.items():
        for name in names:
            totals[name] += weight
    return _outcome("approval", totals, seats, ties, max(profile.blank, profile.approved.get(frozenset(), 0)), 0)


def score(profile: Profile, seats: int, ties: TieRule) -> Outcome:
    """Each option has the sum of its points; an option that a ballot does not name gets none from it."""
    return _outcome("score", support(profile), seats, ties, profile.blank, 0)


def _outcome(method: str, totals: dict[str, int], seats: int, ties: TieRule, blank: int, invalid: int) -> Outcome:
    winners, told = best(totals, seats, ties)
    return Outcome(method, winners, told, {"rounds": [{"blank": blank, "invalid": invalid, "totals": totals}]})


def best(totals: Mapping[str, int], seats: int, ties: TieRule) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """The `seats` options with the most, in order; those level take the room that is left as the rule of ties says."""
    order: list[str] = []
    told: list[Tie] = []
    for total in sorted(set(totals.values()), reverse=True):
        if len(order) >= seats:
            break
        taken, more = ties.settle([name for name in totals if totals[name] == total], seats - len(order))
        order += taken
        told += more
    return tuple(order), tuple(told)


PLURALITY: Final = TallyMethod(
    "plurality", "sums", lambda case: plurality(case.profile, case.seats, case.ties), level="invalid-first"
)
APPROVAL: Final = TallyMethod(
    "approval", "sums", lambda case: approval(case.profile, case.seats, case.ties), approvals=True
)
SCORE: Final = TallyMethod("score", "sums", lambda case: score(case.profile, case.seats, case.ties), needs_points=True)

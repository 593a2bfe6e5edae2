"""Plurality, approval and score: the most votes, approvals or points win."""

from govern.domain.tally.lots import Seed
from govern.domain.tally.profile import Profile, support
from govern.domain.tally.result import Outcome, best


def plurality(profile: Profile, seats: int, seed: Seed) -> Outcome:
    """Each ballot counts for the one option it puts first; one that puts several first counts for none."""
    totals = dict.fromkeys(profile.options, 0)
    invalid = 0
    for ranking, weight in profile.rankings.items():
        if len(ranking[0]) == 1:
            totals[next(iter(ranking[0]))] += weight
        else:
            invalid += weight
    return _outcome("plurality", totals, seats, seed, profile.blank, invalid)


def approval(profile: Profile, seats: int, seed: Seed) -> Outcome:
    """Each ballot counts for every option that it approves."""
    totals = dict.fromkeys(profile.options, 0)
    for names, weight in profile.approved.items():
        for name in names:
            totals[name] += weight
    return _outcome("approval", totals, seats, seed, profile.approved.get(frozenset(), 0), 0)


def score(profile: Profile, seats: int, seed: Seed) -> Outcome:
    """Each option has the sum of its points; an option that a ballot does not name gets none from it."""
    return _outcome("score", support(profile), seats, seed, profile.blank, 0)


def _outcome(method: str, totals: dict[str, int], seats: int, seed: Seed, blank: int, invalid: int) -> Outcome:
    winners, ties = best(totals, seats, seed)
    return Outcome(method, winners, ties, {"rounds": [{"blank": blank, "invalid": invalid, "totals": totals}]})

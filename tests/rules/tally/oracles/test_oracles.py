"""Each method compared with an independent library over thousands of random weighted profiles.

Only where a library settles ties in a way of its own (by second preferences, at random, not at all) are profiles with
ties left out, and the number compared must still be large.
"""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from itertools import combinations

import pytest
import votelib.convert
import votelib.evaluate
import votelib.evaluate.cardinal
import votelib.evaluate.condorcet
import votelib.evaluate.sequential
from pyrankvote import Ballot, Candidate, instant_runoff_voting
from votelib.evaluate.core import Tie as LibraryTie

from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.pairwise import matrix
from govern.rules.voting.tally.profile import Profile, approving, scoring
from govern.rules.voting.tally.result import TallyResult
from tests.rules.tally.random_profiles import NAMES, approvals, points, rankings

Votes = dict[tuple[object, ...], int]


def as_votes(profile: Profile) -> Votes:
    """Rankings as votelib takes them: an option, or a set of those that are level."""
    return {
        tuple(next(iter(level)) if len(level) == 1 else level for level in ranking): weight
        for ranking, weight in profile.rankings.items()
    }


def agree(outcome: TallyResult, elected: list[object]) -> bool:
    """Whether the same are elected; where the library leaves seats to a tie, ours go to some of those who are level."""
    sure = [one for one in elected if not isinstance(one, LibraryTie)]
    level = next((one for one in elected if isinstance(one, LibraryTie)), frozenset())
    ours = outcome.winners
    if set(ours[: len(sure)]) != set(sure) or len(ours) != len(elected):
        return False
    tied = [set(tie.tied) for tie in outcome.ties]
    return not level or (set(ours[len(sure) :]) <= set(level) and set(level) in tied)


def totals_agree(outcome: TallyResult, simple: dict[object, object]) -> bool:
    """Whether the same sums were found; the library leaves out who has none."""
    ours = outcome.shown["rounds"][0]["totals"]
    return ours == {name: Fraction(simple.get(name, 0)) for name in ours}


def test_plurality_beside_votelib():
    first = votelib.convert.RankedToFirstPreference()
    for number, profile in enumerate(rankings(1, 3000, 9)):
        seats = 1 + number % 2
        simple = first.convert(as_votes(profile))
        outcome = count("plurality", profile, Settings(seats=seats))
        assert totals_agree(outcome, simple)
        if len(simple) > seats:  # nobody without any vote is elected by the library
            assert agree(outcome, votelib.evaluate.Plurality().evaluate(simple, seats))


def test_approval_beside_votelib():
    convert = votelib.convert.ApprovalToSimpleVotes()
    for number, ballots in enumerate(approvals(2, 3000, 9)):
        seats = 1 + number % 3
        votes: dict[frozenset[str], int] = {}
        for names, weight in ballots:
            votes[names] = votes.get(names, 0) + weight
        simple = convert.convert(votes)
        if not any(votes):
            continue
        outcome = count("approval", approving(NAMES, ballots), Settings(seats=seats))
        assert totals_agree(outcome, simple)
        if len(simple) > seats:
            assert agree(outcome, votelib.evaluate.Plurality().evaluate(simple, seats))


@pytest.mark.parametrize("most", [5, 100])
def test_score_dot_and_quadratic_points_beside_votelib(most: int):
    """All three add up points; they differ in what a ballot may give."""
    library = votelib.evaluate.cardinal.ScoreVoting(function="sum", unscored_value=0)
    sums = votelib.convert.ScoreToSimpleVotes(function="sum", unscored_value=0)
    for number, ballots in enumerate(points(most, 1500, 9, most)):
        seats = 1 + number % 3
        votes: dict[frozenset[tuple[str, int]], int] = {}
        for one, weight in ballots:
            votes[frozenset(one.items())] = votes.get(frozenset(one.items()), 0) + weight
        if not any(value for one, _ in ballots for value in one.values()):
            continue
        outcome = count("score", scoring(NAMES, ballots), Settings(seats=seats))
        assert totals_agree(outcome, sums.convert(votes))
        if len({name for one, _ in ballots for name in one}) == len(NAMES):  # the library knows only who is named
            assert agree(outcome, library.evaluate(votes, seats))


# Without a retainer of its own the library counts the exhausted ballots as one more candidate (votelib 0.4.0).
RETAINER = votelib.evaluate.Plurality()


def test_instant_run_off_beside_pyrankvote_and_votelib():
    """pyrankvote tells ties by second preferences and votelib refuses them; ours excludes those last together.

    Past our last round, when one has more than half, votelib goes on and may still meet a tie.
    """
    library = votelib.evaluate.sequential.TransferableVoteSelector(quota_function="droop", retainer=RETAINER)
    compared = 0
    for profile in rankings(3, 4000, 30):
        outcome = count("irv", profile, Settings())
        if outcome.ties:
            continue
        compared += 1
        people = {name: Candidate(name) for name in profile.options}
        ballots = [
            Ballot([people[name] for (name,) in ranking])
            for ranking, weight in profile.rankings.items()
            for _ in range(weight)
        ]
        elected = instant_runoff_voting(list(people.values()), ballots).get_winners()
        assert [one.name for one in elected] == list(outcome.winners)
        with suppress(NotImplementedError):
            assert library.evaluate(as_votes(profile), 1) == list(outcome.winners)
    assert compared > 2000


def one_at_a_time(outcome: TallyResult) -> bool:
    """Whether no stage left two surpluses: the library passes these on together, the Scottish rules one by one."""
    before = 0
    for one in outcome.shown["rounds"]:
        if len(one["elected"]) > before + 1:
            return False
        before = len(one["elected"])
    return True


def close(outcome: TallyResult) -> bool:
    """Whether two options, or one and the quota, ever differ by less than truncation may take."""
    marks = [Fraction(outcome.shown["quota"])]
    for one in outcome.shown["rounds"]:
        values = [*(Fraction(votes) for votes in one["totals"].values() if votes != "0"), *marks]
        if any(0 < abs(a - b) < Fraction(1, 100) for a, b in combinations(values, 2)):
            return True
    return False


def test_the_single_transferable_vote_beside_votelib():
    """votelib counts in exact fractions by the same weighted inclusive Gregory method, and knows no tie."""
    library = votelib.evaluate.sequential.TransferableVoteSelector(
        quota_function="droop", transferer="Gregory", retainer=RETAINER
    )
    compared = different = 0
    for number, profile in enumerate(rankings(4, 5000, 500)):
        seats = min(2 + number % 2, len(profile.options) - 1)
        outcome = count("stv", profile, Settings(seats=seats))
        if outcome.ties:
            continue
        try:
            elected = library.evaluate(as_votes(profile), seats)
        except NotImplementedError:
            continue
        compared += 1
        if set(elected) != set(outcome.winners):
            different += 1
            assert close(outcome) or not one_at_a_time(outcome), (profile.rankings, outcome)
    assert compared > 3000
    assert different < compared / 100


def strengths_differ(profile: Profile) -> bool:
    """Whether no two majorities have the same votes, and none is level."""
    prefer = matrix(profile)
    votes = [max(prefer[a][b], prefer[b][a]) for a, b in combinations(profile.options, 2)]
    level = any(prefer[a][b] == prefer[b][a] for a, b in combinations(profile.options, 2))
    return not level and len(set(votes)) == len(votes)


COMPARING: list[tuple[str, Callable[..., list[object]]]] = [
    ("schulze", votelib.evaluate.condorcet.Schulze().evaluate),
    ("ranked-pairs", votelib.evaluate.condorcet.RankedPairs("winning_votes").evaluate),
]


@pytest.mark.parametrize(("method", "library"), COMPARING)
def test_methods_by_comparison_beside_votelib(method: str, library: Callable[..., list[object]]):
    """For equally strong majorities our methods compare the votes against or draw a lot, the library does neither."""
    convert = votelib.convert.RankedToCondorcetVotes()
    compared = circles = 0
    for profile in rankings(5, 6000, 5000, levels=True):
        pairs = convert.convert(as_votes(profile))
        prefer = matrix(profile)
        assert {(a, b): prefer[a][b] for a, b in pairs} == pairs
        if not strengths_differ(profile):
            continue
        outcome = count(method, profile, Settings())
        assert agree(outcome, library(pairs, 1))
        compared += 1
        circles += not any(all(prefer[a][b] > prefer[b][a] for b in prefer[a]) for a in prefer)
    assert compared > 2000
    assert circles > 100


def test_schulze_never_leaves_who_wins_by_votelib_even_if_strengths_are_equal():
    """The library compares only votes for; looking at those against may only tell apart more."""
    convert, library = votelib.convert.RankedToCondorcetVotes(), votelib.evaluate.condorcet.Schulze()
    for profile in rankings(6, 3000, 3, levels=True):
        pairs = convert.convert(as_votes(profile))
        paths = library.widest_paths(pairs)
        unbeaten = {a for a in profile.options if all(paths[a, b] >= paths[b, a] for b in profile.options if a != b)}
        assert set(count("schulze", profile, Settings()).winners) <= unbeaten

"""A lot is reported only if another lot would change something; in format 1 also where it decided nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from govern.rules.voting.multi_option import settled
from govern.rules.voting.tally.methods import TALLIES, Settings, count
from govern.rules.voting.tally.profile import Profile, approving, ranked, scoring
from govern.rules.voting.tally.result import TallyResult
from tests.rules.tally import random_profiles
from tests.rules.tally.random_profiles import NAMES

SEEDS = [bytes([number]) for number in range(16)]
MANY = 120  # profiles of each kind
SUMS = ("plurality", "approval", "score", "borda", "majority-judgment")
OutcomePart = Callable[[TallyResult], Any]


def profiles(method: str) -> Iterator[Profile]:
    """Ballots that fit a method, light enough that many options are level."""
    if method.startswith("budget-"):
        for place, ballots in enumerate(random_profiles.approvals(5, MANY, 2)):
            costs = {name: (3, 3, 4, 4, 4, 6)[(place + number) % 6] for number, name in enumerate(NAMES)}
            yield approving(NAMES, ballots, costs=costs, budget=4 + place % 17)
    elif TALLIES[method].needs_points:
        yield from (scoring(NAMES, ballots) for ballots in random_profiles.points(5, MANY, 1, 2))
    elif method == "approval":
        yield from (approving(NAMES, ballots) for ballots in random_profiles.approvals(5, MANY, 1))
    else:
        yield from random_profiles.rankings(5, MANY, 1)


def by_each_seed(method: str, profile: Profile, settings: Settings) -> list[TallyResult]:
    """The outcomes by several lots; final ties are settled as in a vote."""
    outcomes = []
    for seed in SEEDS:
        given = replace(settings, seed=seed)
        outcomes.append(settled(count(method, profile, given), profile, "", given))
    return outcomes


def lot_told(outcome: TallyResult) -> bool:
    """Whether some tie was settled by lot."""
    return any(tie.by == "lot" for tie in outcome.ties)


def winners(outcome: TallyResult) -> Any:
    """The winners in order."""
    return outcome.winners


def course(outcome: TallyResult) -> Any:
    """The winners in order, and every stage or purchase."""
    return outcome.winners, outcome.shown


CASES = [
    *((method, seats, winners) for method in SUMS for seats in (1, 2, 3)),
    ("irv", 1, winners),
    ("benham", 1, winners),
    ("star", 1, course),
    ("schulze", 1, winners),
    ("ranked-pairs", 1, winners),
    ("stv", 2, course),
    ("stv", 3, course),
    ("meek", 2, course),
    ("meek", 3, course),
    ("budget-greedy", 0, course),
    ("budget-equal-shares", 0, course),
]


@pytest.mark.parametrize(("method", "seats", "what"), CASES)
@pytest.mark.parametrize("vacant", [True, False])
def test_a_lot_is_named_if_and_only_if_another_changes_something(
    method: str, seats: int, what: OutcomePart, *, vacant: bool
) -> None:
    lots = 0
    for profile in profiles(method):
        for complete in (False, True) if method == "budget-equal-shares" else (False,):
            outcomes = by_each_seed(method, profile, Settings(seats=seats, complete=complete, vacant=vacant))
            changes = any(what(one) != what(outcomes[0]) for one in outcomes)
            assert {lot_told(one) for one in outcomes} == {changes}, (profile, outcomes)
            lots += changes
    assert lots  # the profiles are such that lots decide now and then


@pytest.mark.parametrize(("method", "seats"), [(method, seats) for method, seats, _ in CASES])
def test_the_same_win_as_in_format_1(method: str, seats: int) -> None:
    for profile in profiles(method):
        for seed in SEEDS[:4]:
            new = Settings(seats=seats, seed=seed, vacant=False)
            old = replace(new, only_deciding=False)
            one, other = (settled(count(method, profile, given), profile, "", given) for given in (new, old))
            assert set(one.winners) == set(other.winners)


@pytest.mark.parametrize(("method", "seats"), [("approval", 2), ("ranked-pairs", 1), ("stv", 2)])
def test_format_1_tells_lots_that_decided_nothing(method: str, seats: int) -> None:
    """Which is why format 2 tells of lots in another way; the records of format 1 keep theirs."""
    settings = Settings(seats=seats, only_deciding=False, vacant=False)
    told_in_vain = 0
    for profile in profiles(method):
        outcomes = by_each_seed(method, profile, settings)
        told_in_vain += lot_told(outcomes[0]) and len({frozenset(one.winners) for one in outcomes}) == 1
    assert told_in_vain


def pairs(*ballots: tuple[str, int]) -> Profile:
    """Rankings of single letters."""
    names = sorted({name for order, _ in ballots for name in order})
    return ranked(names, [(tuple(frozenset(one) for one in order), weight) for order, weight in ballots])


def test_a_majority_that_stronger_ones_reject_is_no_lot_although_another_has_its_strength() -> None:
    """B before A and A before D, by 5 each, reject D before B by 4; that D before C has 4, too, matters nothing."""
    profile = pairs(("ADBC", 2), ("BACD", 3), ("DCBA", 2))
    then = count("ranked-pairs", profile, Settings(only_deciding=False))
    assert [(tie.tied, tie.by) for tie in then.ties] == [(("D", "B"), "lot")]
    now = count("ranked-pairs", profile, Settings())
    assert (now.winners, now.ties) == (("B",), ())


def test_a_circle_of_equal_majorities_is_settled_by_lot_among_those_who_could_win() -> None:
    profile = pairs(("ABCD", 1), ("BCAD", 1), ("CABD", 1))
    for seed in SEEDS:
        now = count("ranked-pairs", profile, Settings(seed=seed))
        assert [(tie.tied, tie.taken, tie.by) for tie in now.ties] == [(("A", "B", "C"), now.winners, "lot")]


def test_at_the_quota_at_once_without_a_surplus_is_no_lot() -> None:
    profile = replace(pairs(("A", 4), ("B", 4), ("C", 3)), seats=2)
    assert [tie.by for tie in count("stv", profile, Settings(only_deciding=False)).ties] == ["lot"]
    now = count("stv", profile, Settings())
    assert (now.winners, now.ties) == (("A", "B"), ())


def test_the_order_of_equal_surpluses_is_a_lot() -> None:
    profile = replace(pairs(("AC", 5), ("BD", 5), ("C", 1), ("D", 1)), seats=3)
    now = count("stv", profile, Settings())
    assert ("A", "B") in [tie.tied for tie in now.ties if tie.by == "lot"]


def test_seated_candidates_need_no_lot_in_any_sum() -> None:
    ballots = [(frozenset("AB"), 3), (frozenset("C"), 1)]
    profile = approving("ABC", ballots)
    now, then = (count("approval", profile, Settings(seats=2, only_deciding=one)) for one in (True, False))
    assert (now.winners, now.ties) == (("A", "B"), ())
    assert [tie.by for tie in then.ties] == ["lot"]

"""Properties of every count, over random weighted ballots."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.pairwise import matrix
from govern.rules.voting.tally.profile import Profile, approving, ranked

NAMES = ("Ada", "Bo", "Chen", "Di", "Eva")
RANKED = ("plurality", "approval", "irv", "stv", "meek", "schulze", "ranked-pairs", "borda", "benham")


@st.composite
def rankings(draw, *, levels=True):
    """A ballot: some of the options in ranks."""
    order = draw(st.permutations(NAMES))[: draw(st.integers(1, 5))]
    if not levels:
        return tuple(frozenset({one}) for one in order)
    tiers, left = [], list(order)
    while left:
        size = draw(st.integers(1, min(2, len(left))))
        tiers.append(frozenset(left[:size]))
        left = left[size:]
    return tuple(tiers)


def ballots(**options):
    """Several ballots with weights."""
    return st.lists(st.tuples(rankings(**options), st.integers(1, 9)), min_size=1, max_size=12)


@pytest.mark.parametrize("method", RANKED)
@given(ballots(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_of_options_never_matters(method: str, some, chance: random.Random):
    mixed, names = list(some), list(NAMES)
    chance.shuffle(mixed)
    chance.shuffle(names)
    one, other = count(method, ranked(NAMES, some), Settings()), count(method, ranked(names, mixed), Settings())
    assert one.winners == other.winners
    assert {tie.tied for tie in one.ties} == {tie.tied for tie in other.ties}


@pytest.mark.parametrize("method", RANKED)
@given(ballots())
def test_a_ballot_of_weight_three_is_three_ballots_of_weight_one(method: str, some):
    several = [(ranking, 1) for ranking, weight in some for _ in range(weight)]
    assert count(method, ranked(NAMES, some), Settings()) == count(method, ranked(NAMES, several), Settings())


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
@given(ballots())
def test_a_condorcet_winner_wins_alone(method: str, some):
    profile = ranked(NAMES, some)
    prefer = matrix(profile)
    beats_all = [a for a in NAMES if all(prefer[a][b] > prefer[b][a] for b in NAMES if a != b)]
    if beats_all:
        assert count(method, profile, Settings()).winners == tuple(beats_all)


@pytest.mark.parametrize("method", ["plurality", "irv", "stv", "meek", "schulze", "ranked-pairs", "benham"])
@given(ballots(levels=False), st.sampled_from(NAMES))
def test_a_majority_of_first_ranks_wins(method: str, some, favourite: str):
    most = sum(weight for _, weight in some) + 1
    profile = ranked(NAMES, [*some, ((frozenset({favourite}),), most)])
    assert count(method, profile, Settings()).winners == (favourite,)


@pytest.mark.parametrize("method", ["plurality", "approval", "schulze", "ranked-pairs", "borda"])
@given(ballots(levels=False))
def test_raising_a_winner_never_harms_it(method: str, some):
    before = count(method, ranked(NAMES, some), Settings(seed=b"one")).winners
    if len(before) != 1:
        return
    (ranking, weight), *rest = some
    raised = (frozenset(before), *(tier for tier in ranking if tier != frozenset(before)))
    after = count(method, ranked(NAMES, [(raised, weight), *rest]), Settings(seed=b"one"))
    assert before[0] in after.winners


@given(ballots(levels=False), st.integers(1, 4))
def test_an_stv_count_loses_no_vote_and_fills_the_seats(some, seats: int):
    profile = ranked(NAMES, some)
    outcome = count("stv", profile, Settings(seats=seats))
    named = {name for ranking, _ in some for tier in ranking for name in tier}
    assert len(outcome.winners) == len(set(outcome.winners)) == min(seats, len(named) if seats > 1 else 1)
    for one in outcome.shown["rounds"]:
        units = [round(float(votes) * 100_000) for votes in (*one["totals"].values(), one["non_transferable"])]
        assert sum(units) == profile.weight * 100_000
        assert all(unit >= 0 for unit in units)


@given(ballots(levels=False), st.integers(1, 4))
def test_a_count_by_meek_s_method_loses_no_vote_and_fills_the_seats(some, seats: int):
    profile = ranked(NAMES, some)
    outcome = count("meek", profile, Settings(seats=seats))
    named = {name for ranking, _ in some for tier in ranking for name in tier}
    assert len(outcome.winners) == len(set(outcome.winners)) == min(seats, len(named) if seats > 1 else 1)
    for one in outcome.shown["rounds"]:
        votes = [Decimal(text) for text in (*one["totals"].values(), one["non_transferable"])]
        assert sum(votes) == profile.weight
        assert min(votes) >= 0


@given(ballots(levels=False))
def test_benham_s_method_elects_whoever_beats_everybody(some):
    profile = ranked(NAMES, some)
    prefer = matrix(profile)
    if beats_all := [a for a in NAMES if all(prefer[a][b] > prefer[b][a] for b in NAMES if a != b)]:
        assert count("benham", profile, Settings()).winners == tuple(beats_all)


@given(ballots())
def test_borda_s_points_are_the_comparisons_won_and_half_of_those_level(some):
    profile = ranked(NAMES, some)
    prefer, weight = matrix(profile), profile.weight
    totals = count("borda", profile, Settings()).shown["rounds"][0]["totals"]
    for name in NAMES:
        others = [other for other in NAMES if other != name]
        level = sum(weight - prefer[name][other] - prefer[other][name] for other in others)
        assert Decimal(totals[name]) == sum(prefer[name][other] for other in others) + Decimal(level) / 2


COSTS = st.lists(st.integers(1, 50), min_size=5, max_size=5)
APPROVALS = st.lists(st.tuples(st.frozensets(st.sampled_from(NAMES)), st.integers(1, 5)), min_size=1, max_size=10)


def town(costs: list[int], approvals: list[tuple[frozenset[str], int]], budget: int) -> Profile:
    """A budget to be shared out."""
    return approving(NAMES, approvals, costs=dict(zip(NAMES, costs, strict=True)), budget=budget)


@pytest.mark.parametrize("method", ["budget-greedy", "budget-equal-shares"])
@given(COSTS, APPROVALS, st.integers(1, 120), st.booleans())
def test_a_budget_is_never_exceeded_and_nothing_unwanted_is_bought(method: str, costs, approvals, budget, complete):
    profile = town(costs, approvals, budget)
    outcome = count(method, profile, Settings(complete=complete, utility="cardinality" if complete else "cost"))
    shown = outcome.shown
    assert shown["spent"] + shown["left"] == budget
    assert shown["left"] >= 0
    assert all(shown["support"][name] > 0 for name in outcome.winners)
    assert len(set(outcome.winners)) == len(outcome.winners)


@given(COSTS, APPROVALS, st.integers(1, 120))
def test_equal_shares_buys_what_a_group_alone_could_pay(costs, approvals, budget):
    """A group that could pay for a project from its own shares never gets nothing (justice for groups)."""
    profile = town(costs, approvals, budget)
    people = sum(weight for _, weight in approvals)
    outcome = count("budget-equal-shares", profile, Settings())
    for name, cost in zip(NAMES, costs, strict=True):
        supporters = sum(weight for names, weight in approvals if name in names)
        if supporters * budget >= cost * people and supporters:
            served = {one for names, _ in approvals if name in names for one in names}
            assert served & set(outcome.winners)

"""Criteria of voting theory, over random weighted ballots; only criteria that a method meets are listed for it.

Instant run-off and the single transferable vote are not monotone, and instant run-off, since it excludes those level
last together, may even elect who would lose to everybody: so neither is named there.
"""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.pairwise import matrix
from govern.rules.voting.tally.profile import Profile, Ranking, approving, ranked, scoring

NAMES = ("Ada", "Bo", "Chen", "Di", "Eva")
CLONE = "Ada's twin"
COMPARING = ("schulze", "ranked-pairs")
Ballots = list[tuple[Ranking, int]]


@st.composite
def rankings(draw, *, levels: bool = True, complete: bool = False):
    """Ballots that rank some or all of five options."""
    found: Ballots = []
    for _ in range(draw(st.integers(1, 10))):
        order = draw(st.permutations(NAMES))
        left = order if complete else order[: draw(st.integers(1, 5))]
        ranking = []
        while left:
            size = draw(st.integers(1, 2)) if levels else 1
            ranking.append(frozenset(left[:size]))
            left = left[size:]
        found.append((tuple(ranking), draw(st.integers(1, 9) | st.integers(1, 1000))))
    return found


def winners(method: str, ballots: Ballots, names=NAMES, **settings) -> set[str]:
    """The winners."""
    return set(count(method, ranked(names, ballots), Settings(**settings)).winners)


def has_distinct_strengths(profile: Profile) -> bool:
    """Whether no two majorities are equally strong, so that no lot is drawn."""
    prefer = matrix(profile)
    strengths = [
        (max(prefer[a][b], prefer[b][a]), min(prefer[a][b], prefer[b][a])) for a, b in combinations(profile.options, 2)
    ]
    return len(set(strengths)) == len(strengths) and all(more > fewer for more, fewer in strengths)


def smith_set(profile: Profile) -> set[str]:
    """The smallest set whose members beat all others: everybody who reaches everybody by not losing."""
    prefer = matrix(profile)
    reached = {a: {b for b in profile.options if a == b or prefer[a][b] >= prefer[b][a]} for a in profile.options}
    for _ in profile.options:
        for a in profile.options:
            reached[a] = set().union(*(reached[b] for b in reached[a]))
    return {a for a in profile.options if len(reached[a]) == len(profile.options)}


@pytest.mark.parametrize("method", COMPARING)
@given(rankings())
def test_winners_are_of_the_smith_set(method: str, ballots: Ballots):
    assert winners(method, ballots) <= smith_set(ranked(NAMES, ballots))


@pytest.mark.parametrize("method", COMPARING)
@given(rankings())
def test_a_condorcet_loser_never_wins(method: str, ballots: Ballots):
    prefer = matrix(ranked(NAMES, ballots))
    losers = {a for a in NAMES if all(prefer[a][b] < prefer[b][a] for b in NAMES if a != b)}
    assert not losers & winners(method, ballots)


@pytest.mark.parametrize("method", COMPARING)
@given(rankings(), st.sampled_from(list(combinations(NAMES, 2))))
def test_a_pareto_dominated_option_never_wins(method: str, ballots: Ballots, pair: tuple[str, str]):
    better, worse = pair
    moved = []
    for ranking, weight in ballots:
        rest = tuple(left for level in ranking if (left := level - set(pair)))
        moved.append(((frozenset({better}), *rest, frozenset({worse})), weight))
    assert worse not in winners(method, moved)


def with_a_twin(ballots: Ballots, sides: list[int]) -> Ballots:
    """Beside Ada, on every ballot that ranks her, stands a twin: above, level or below."""
    found: Ballots = []
    for number, (ranking, weight) in enumerate(ballots):
        levels: list[frozenset[str]] = []
        for level in ranking:
            side = sides[number % len(sides)]
            if "Ada" not in level:
                levels.append(level)
            elif len(level) > 1 or side == 0:
                levels.append(level | {CLONE})
            else:
                levels += [level, frozenset({CLONE})] if side > 0 else [frozenset({CLONE}), level]
        found.append((tuple(levels), weight))
    return found


@given(rankings(), st.lists(st.integers(-1, 1), min_size=1, max_size=5))
def test_a_twin_changes_nothing_by_schulze(ballots: Ballots, sides: list[int]):
    before = winners("schulze", ballots)
    after = winners("schulze", with_a_twin(ballots, sides), (*NAMES, CLONE))
    assert {"Ada" if name == CLONE else name for name in after} == before


@given(rankings(), st.lists(st.integers(-1, 1), min_size=1, max_size=5))
def test_a_twin_changes_nothing_by_ranked_pairs_where_no_lot_is_drawn(ballots: Ballots, sides: list[int]):
    if not has_distinct_strengths(ranked(NAMES, ballots)):
        return
    before = winners("ranked-pairs", ballots)
    after = winners("ranked-pairs", with_a_twin(ballots, sides), (*NAMES, CLONE))
    assert {"Ada" if name == CLONE else name for name in after} == before


@given(rankings(levels=False, complete=True))
def test_a_schulze_winner_is_no_sole_winner_of_the_reversed_ballots(ballots: Ballots):
    first = winners("schulze", ballots)
    turned = winners("schulze", [(tuple(reversed(ranking)), weight) for ranking, weight in ballots])
    assert len(first) > 1 or first != turned


@pytest.mark.parametrize("method", ["plurality", "approval", "irv", "schulze", "ranked-pairs"])
@given(rankings(levels=False), st.integers(2, 5))
def test_ballots_many_times_over_elect_the_same(method: str, ballots: Ballots, times: int):
    many = [(ranking, weight * times) for ranking, weight in ballots]
    assert winners(method, ballots, seed=b"one") == winners(method, many, seed=b"one")


@given(rankings(levels=False), rankings(levels=False))
def test_a_winner_of_two_halves_wins_the_whole(one: Ballots, two: Ballots):
    """Consistency: plurality, approval and score have it, no method by comparison does."""
    halves = {
        "plurality": (ranked(NAMES, one), ranked(NAMES, two), ranked(NAMES, one + two)),
        "approval": tuple(
            approving(NAMES, [(frozenset().union(*ranking), weight) for ranking, weight in half])
            for half in (one, two, one + two)
        ),
        "score": tuple(
            scoring(NAMES, [({next(iter(level)): 5 - at for at, level in enumerate(order)}, n) for order, n in half])
            for half in (one, two, one + two)
        ),
    }
    for method, (first, second, whole) in halves.items():
        outcomes = [count(method, half, Settings()) for half in (first, second)]
        if outcomes[0].winners == outcomes[1].winners and not any(outcome.ties for outcome in outcomes):
            assert count(method, whole, Settings()).winners == outcomes[0].winners


@given(rankings(levels=False), st.permutations(NAMES))
def test_naming_more_below_never_harms_those_above_in_a_run_off(ballots: Ballots, order: list[str]):
    """Later no harm."""
    (ranking, weight), *rest = ballots
    named = frozenset().union(*ranking)
    longer = (*ranking, *(frozenset({name}) for name in order if name not in named))
    before = count("irv", ranked(NAMES, ballots), Settings())
    if set(before.winners) <= named and all(tie.by == "excluded-together" for tie in before.ties):
        assert winners("irv", [(longer, weight), *rest]) == set(before.winners)


@given(
    rankings(levels=False),
    st.integers(1, 4),
    st.sets(st.sampled_from(NAMES), min_size=1, max_size=4),
    st.integers(0, 3),
    st.randoms(use_true_random=False),
)
def test_a_group_that_ranks_its_own_first_gets_a_seat_for_each_quota(ballots: Ballots, seats, own, extra, chance):
    """Droop's proportionality for solid coalitions; one vote more than the quotas makes good what truncation takes."""
    others = sum(weight for _, weight in ballots)
    wanted = min(len(own), seats)
    group = 0
    while group < wanted * ((others + group) // (seats + 1) + 1) + 1 and group < 1000:
        group += 1
    assume(group < 1000)
    group += extra
    solid: Ballots = []
    for size in (group // 2, group - group // 2):
        mine = chance.sample(sorted(own), len(own))
        if size:
            solid.append((tuple(frozenset({one}) for one in mine), size))
    elected = winners("stv", [*ballots, *solid], seats=seats)
    assert len(elected & own) >= wanted


COSTS = st.lists(st.integers(1, 50), min_size=5, max_size=5)
APPROVALS = st.lists(st.tuples(st.frozensets(st.sampled_from(NAMES)), st.integers(1, 5)), min_size=1, max_size=10)


def town(costs: list[int], approvals: list[tuple[frozenset[str], int]], budget: int) -> Profile:
    """A budget to be shared out."""
    return approving(NAMES, approvals, costs=dict(zip(NAMES, costs, strict=True)), budget=budget)


@given(COSTS, APPROVALS, st.integers(1, 120), st.sampled_from(["cost", "cardinality"]))
def test_completion_keeps_all_purchases_and_leaves_no_affordable_project(costs, approvals, budget, utility):
    profile = town(costs, approvals, budget)
    assume(any(names for names, _ in approvals))
    plain = count("budget-equal-shares", profile, Settings(utility=utility))
    for outcome in (
        count("budget-equal-shares", profile, Settings(utility=utility, complete=True)),
        count("budget-greedy", profile, Settings()),
    ):
        support, left = outcome.shown["support"], outcome.shown["left"]
        price = dict(zip(NAMES, costs, strict=True))
        assert not [name for name in NAMES if name not in outcome.winners and support[name] and price[name] <= left]
        if outcome.method == "budget-equal-shares":
            assert outcome.winners[: len(plain.winners)] == plain.winners


@given(COSTS, APPROVALS, st.integers(1, 120), st.integers(2, 4))
def test_a_town_of_many_times_as_many_people_buys_the_same(costs, approvals, budget, times):
    assume(any(names for names, _ in approvals))
    many = [(names, weight * times) for names, weight in approvals]
    for method in ("budget-greedy", "budget-equal-shares"):
        one = count(method, town(costs, approvals, budget), Settings(seed=b"one"))
        assert one.winners == count(method, town(costs, many, budget), Settings(seed=b"one")).winners


@given(COSTS, APPROVALS, st.integers(1, 120), st.sampled_from(NAMES))
def test_a_project_that_more_people_name_is_still_bought(costs, approvals, budget, name):
    """Greedily, by plain support; equal shares by cost does not promise it, as other purses change with it."""
    profile = town(costs, approvals, budget)
    assume(any(names for names, _ in approvals))
    if name in count("budget-greedy", profile, Settings(seed=b"one")).winners:
        (names, weight), *rest = approvals
        more = town(costs, [(names | {name}, weight), *rest], budget)
        assert name in count("budget-greedy", more, Settings(seed=b"one")).winners

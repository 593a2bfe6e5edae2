"""The greedy budget rule, one step at a time: most support, what fits, the cheaper, the lot."""

from collections.abc import Mapping

from govern.rules.voting.tally import lots
from govern.rules.voting.tally.budgets import greedy
from govern.rules.voting.tally.profile import Profile, approving
from govern.rules.voting.tally.result import Tie

SEED = b"the tree head before the closing"


def bought(costs: Mapping[str, int], support: Mapping[str, int], budget: int) -> tuple[str, ...]:
    """The purchases in order if so many approve each project."""
    return greedy(_profile(costs, support, budget), lambda: SEED).winners


def _profile(costs: Mapping[str, int], support: Mapping[str, int], budget: int) -> Profile:
    ballots = [(frozenset({name}), count) for name, count in support.items()]
    return approving(tuple(costs), ballots, costs=costs, budget=budget)


def test_more_support_comes_first() -> None:
    assert bought({"ash": 5, "elm": 9}, {"ash": 2, "elm": 3}, 10) == ("elm",)


def test_a_project_that_does_not_fit_is_skipped() -> None:
    assert bought({"ash": 9, "elm": 4, "fir": 5}, {"ash": 2, "elm": 3, "fir": 1}, 10) == ("elm", "fir")


def test_of_those_level_the_cheaper_comes_first() -> None:
    assert bought({"ash": 9, "elm": 4}, {"ash": 2, "elm": 2}, 10) == ("elm",)


def test_of_those_alike_in_all_the_lot_decides() -> None:
    names = ["ash", "elm", "fir", "oak"]
    drawn = lots.draw(lambda: SEED, names)
    assert drawn != names
    costs, support = dict.fromkeys(names, 4), dict.fromkeys(names, 2)
    assert bought(costs, support, 12) == tuple(drawn[:3])
    assert bought(costs, support, 16) == tuple(names)  # all fit
    older = greedy(_profile(costs, support, 16), lambda: SEED, only_deciding=False)
    assert older.winners == tuple(drawn)


def test_only_a_lot_that_decided_is_named() -> None:
    names = ["ash", "elm", "fir"]
    costs, support = dict.fromkeys(names, 4), dict.fromkeys(names, 2)
    first, second, _third = lots.draw(lambda: SEED, names)
    tied = tuple(names)
    one = greedy(_profile(costs, support, 5), lambda: SEED)
    assert (one.winners, one.ties) == ((first,), (Tie(tied, (first,), "lot"),))
    two = greedy(_profile(costs, support, 9), lambda: SEED)
    assert (two.winners, two.ties) == ((first, second), (Tie(tied, (first, second), "lot"),))
    everything = greedy(_profile(costs, support, 12), lambda: SEED)
    assert (everything.winners, everything.ties) == (tied, ())

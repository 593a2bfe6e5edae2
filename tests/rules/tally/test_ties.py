"""Ties between challengers, step by step: more people, then a run-off, then a lot that anybody can draw again."""

import hashlib

from govern.rules.voting.tally import lots
from govern.rules.voting.tally.profile import ranked, tier
from govern.rules.voting.tally.ties import TieRule

SEED = b"the tree head before the closing"
NAMES = ("ash", "elm", "fir", "oak")


def _by_hand(names: list[str]) -> list[str]:
    drawn, left = [], sorted(names)
    for turn in range(len(left)):
        two = bytes([0, turn])
        drawn.append(left.pop(int(hashlib.sha256(two + SEED + two).hexdigest(), 16) % len(left)))
    return drawn


def _rule(ballots: dict[tuple[str, ...], int], *, only_deciding: bool = True, **voters: int) -> TieRule:
    cast = [(tuple(tier(name) for name in ranking), weight) for ranking, weight in ballots.items()]
    return TieRule(ranked(NAMES, cast, seats=1), lambda: SEED, voters, only_deciding)


def test_anybody_can_repeat_a_lot_in_any_order_of_the_list() -> None:
    assert lots.draw(lambda: SEED, NAMES) == lots.draw(lambda: SEED, reversed(NAMES)) == _by_hand(list(NAMES))


def test_more_people_come_before_a_run_off() -> None:
    rule = _rule({("ash", "elm"): 5, ("elm", "ash"): 3}, ash=1, elm=2)
    winners, [tie] = rule.settle(["ash", "elm"], 1)
    assert (winners, tie.by) == (("elm",), "voters")


def test_a_run_off_comes_before_the_lot() -> None:
    for first, second in (("ash", "elm"), ("elm", "ash")):
        winners, [tie] = _rule({(first, second): 5, (second, first): 3}, ash=2, elm=2).settle(["ash", "elm"], 1)
        assert (winners, tie.by) == ((first,), "run-off")


CIRCLE = {("ash", "elm", "fir"): 1, ("ash", "fir", "elm"): 1, ("fir", "elm", "ash"): 2, ("elm",): 1}
"""Fir beats elm, elm beats ash; ash and fir are level."""
LEVEL = {(name,): 1 for name in NAMES}


def test_a_level_option_has_not_won_the_run_off() -> None:
    winners, ties = _rule(CIRCLE).settle(["ash", "elm", "fir"], 2)
    assert [(tie.by, tie.tied) for tie in ties] == [("run-off", ("ash", "elm", "fir"))]
    assert winners == ("elm", "fir")  # both are before ash: neither needs a lot


def test_in_format_1_those_who_all_have_a_seat_are_put_in_order_by_lot() -> None:
    winners, ties = _rule(CIRCLE, only_deciding=False).settle(["ash", "elm", "fir"], 3)
    assert [(tie.by, tie.tied) for tie in ties] == [("run-off", ("ash", "elm", "fir")), ("lot", ("elm", "fir"))]
    assert winners == (*_by_hand(["elm", "fir"]), "ash")
    winners, [tie] = _rule(LEVEL, only_deciding=False).settle(list(NAMES), 4)
    assert (list(winners), tie.by) == (_by_hand(list(NAMES)), "lot")


def test_the_lot_comes_last() -> None:
    winners, [tie] = _rule(LEVEL).settle(list(NAMES), 3)
    assert (list(winners), tie.by) == (_by_hand(list(NAMES))[:3], "lot")


def test_where_there_is_room_for_all_nothing_is_settled() -> None:
    assert _rule(LEVEL, ash=3).settle(["fir", "oak", "ash", "elm"], 4) == (NAMES, ())

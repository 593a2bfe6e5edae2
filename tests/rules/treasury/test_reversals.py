"""Awards that are taken back: what is left is what there would be without them, never less than nothing."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from govern.protocol import facts
from govern.rules.people.decay import counts, left_of
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.electorate import compute_roll
from govern.rules.voting.weight_explained import held
from govern.verify.ledger import tokens_add_up
from tests.dsl.epochs import adopt, decaying
from tests.dsl.people import BO, CHEN, DI, EVA, GIL
from tests.rules.hall import InMemoryCommunity


def reverse(hall: InMemoryCommunity, award: str, *issuers: object) -> None:
    """Issuers sign that an award is taken back."""
    for one in issuers:
        hall.say(one, "award-reversed", {"reason": "It was somebody else"}, award=award)


def tokens(hall: InMemoryCommunity, who: object) -> int:
    """What somebody holds."""
    return hall.state(facts.Member, who.member).tokens


def supply(hall: InMemoryCommunity) -> int:
    """All tokens."""
    community = hall.memory.community()
    assert community is not None
    return community.supply


def test_an_award_not_confirmed_is_taken_back_by_its_maker_or_by_another_issuer(hall: InMemoryCommunity) -> None:
    before = tokens(hall, GIL), supply(hall)
    for issuer in (BO, CHEN):
        award = hall.award(GIL, 50, confirmed_by=None)
        reverse(hall, award, issuer)
        found = hall.state(facts.Award, award)
        assert (found.reversed_by, found.reversed_at, found.confirmed_by) == (issuer.member, hall.clock(), "")
    assert (tokens(hall, GIL), supply(hall)) == before


def test_a_confirmed_award_is_taken_back_by_two_issuers(hall: InMemoryCommunity) -> None:
    before = tokens(hall, GIL), supply(hall)
    award = hall.award(GIL, 50)
    reverse(hall, award, CHEN)
    assert (tokens(hall, GIL), supply(hall)) == (before[0] + 50, before[1] + 50)
    assert hall.state(facts.Award, award).doubted_by == CHEN.member
    reverse(hall, award, BO)
    assert (tokens(hall, GIL), supply(hall)) == before
    assert not list(tokens_add_up(hall.memory))


def test_what_decayed_is_not_taken_a_second_time(hall: InMemoryCommunity) -> None:
    held_before = tokens(hall, DI)
    award = hall.award(DI, 99)
    adopt(hall, decaying(keep=500_000, number=2))
    hall.pass_time(days=10)
    assert tokens(hall, DI) == (held_before + 99) // 2
    reverse(hall, award, BO, CHEN)
    assert tokens(hall, DI) == held_before // 2
    assert not list(tokens_add_up(hall.memory))
    hall.pass_time(days=10)
    assert tokens(hall, DI) == held_before // 2 // 2
    assert not list(tokens_add_up(hall.memory))


def test_who_left_loses_nothing_more(hall: InMemoryCommunity) -> None:
    award = hall.award(GIL, 50)
    hall.say(GIL, "member-left")
    before = supply(hall)
    reverse(hall, award, BO, CHEN)
    assert (tokens(hall, GIL), supply(hall)) == (0, before)
    assert not list(tokens_add_up(hall.memory))


def test_a_young_award_that_was_taken_back_is_not_subtracted_from_the_roll_again(hall: InMemoryCommunity) -> None:
    hall.pass_time(days=1)
    reverse(hall, hall.award(GIL, 50), BO, CHEN)
    roll = compute_roll(hall.memory, {"source": "tokens/1"}, "community", hall.clock(), 1000)
    assert dict(roll.lines)[GIL.member] == tokens(hall, GIL) == 100


def test_a_vote_keeps_the_weight_of_an_award_taken_back_after_its_announcement(hall: InMemoryCommunity) -> None:
    award = hall.award(GIL, 50)
    first = hall.state(facts.Poll, hall.announced(hall.propose(GIL, "A pond"), BO))
    assert first.supply == 650
    reverse(hall, award, BO, CHEN)
    assert hall.memory.weights(first.id)[GIL.member] == 12  # the root of 150
    own = [one for one in hall.memory.all(facts.Award) if one.to == GIL.member]
    assert held(own, [], first, 0).counted == 150
    later = hall.state(facts.Poll, hall.announced(hall.propose(DI, "A weir"), BO))
    assert (hall.memory.weights(later.id)[GIL.member], later.supply) == (10, 600)
    assert held(own, [], later, 0).counted == 100


@given(
    st.lists(st.integers(1, 40), min_size=1, max_size=6),
    st.permutations(range(6)),
    st.integers(0, 3),
    st.sampled_from([500_000, 666_667, 900_000, 999_999]),
)
def test_in_whichever_order_awards_are_taken_back_the_rest_is_left(
    amounts: list[int], order: Iterable[int], epochs: int, keep: int
) -> None:
    hall = InMemoryCommunity(PRESETS["tokens"]())
    hall.enrol(BO, CHEN, EVA)
    hall.grant(BO, "issuer")
    hall.grant(CHEN, "issuer")
    awards = [hall.award(EVA, amount) for amount in amounts]
    adopt(hall, decaying(keep=keep, number=2))
    hall.pass_time(days=10 * epochs)
    for place in order:
        if place < len(awards):
            before = tokens(hall, EVA)
            reverse(hall, awards[place], CHEN, BO)
            rest = [one for one in hall.memory.all(facts.Award) if counts(one)]
            left = left_of(rest, sorted(hall.memory.all(facts.Epoch), key=lambda one: one.number)).total
            assert 0 <= tokens(hall, EVA) == left <= before
    assert (tokens(hall, EVA), supply(hall)) == (0, 0)

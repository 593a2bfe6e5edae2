"""Reversed awards: the balance is what it would be without them, and never negative."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from govern.protocol import facts
from govern.rules.people.decay import counts, left_of
from govern.rules.rulebook.presets import PRESETS
from govern.rules.voting.electorate import compute_roll
from govern.rules.voting.weight_explained import held
from govern.verify.steps.ledger import tokens_add_up
from tests.dsl.epochs import adopt, decaying
from tests.dsl.people import BO, CHEN, DI, EVA, GIL
from tests.rules.in_memory_community import InMemoryCommunity


def reverse(community: InMemoryCommunity, award: str, *issuers: object) -> None:
    """Issuers sign that an award is taken back."""
    for one in issuers:
        community.say(one, "award-reversed", {"reason": "It was somebody else"}, award=award)


def tokens(community: InMemoryCommunity, who: object) -> int:
    """The tokens of a member."""
    return community.state(facts.Member, who.member).tokens


def supply(community: InMemoryCommunity) -> int:
    """All tokens."""
    founded = community.memory.community()
    assert founded is not None
    return founded.supply


def test_an_award_not_confirmed_is_taken_back_by_its_maker_or_by_another_issuer(community: InMemoryCommunity) -> None:
    before = tokens(community, GIL), supply(community)
    for issuer in (BO, CHEN):
        award = community.award(GIL, 50, confirmed_by=None)
        reverse(community, award, issuer)
        found = community.state(facts.Award, award)
        assert (found.reversed_by, found.reversed_at, found.confirmed_by) == (issuer.member, community.clock(), "")
    assert (tokens(community, GIL), supply(community)) == before


def test_a_confirmed_award_is_taken_back_by_two_issuers(community: InMemoryCommunity) -> None:
    before = tokens(community, GIL), supply(community)
    award = community.award(GIL, 50)
    reverse(community, award, CHEN)
    assert (tokens(community, GIL), supply(community)) == (before[0] + 50, before[1] + 50)
    assert community.state(facts.Award, award).doubted_by == CHEN.member
    reverse(community, award, BO)
    assert (tokens(community, GIL), supply(community)) == before
    assert not list(tokens_add_up(community.memory))


def test_decayed_tokens_are_not_subtracted_again(community: InMemoryCommunity) -> None:
    held_before = tokens(community, DI)
    award = community.award(DI, 99)
    adopt(community, decaying(keep=500_000, number=2))
    community.pass_time(days=10)
    assert tokens(community, DI) == (held_before + 99) // 2
    reverse(community, award, BO, CHEN)
    assert tokens(community, DI) == held_before // 2
    assert not list(tokens_add_up(community.memory))
    community.pass_time(days=10)
    assert tokens(community, DI) == held_before // 2 // 2
    assert not list(tokens_add_up(community.memory))


def test_a_former_member_loses_no_more_tokens(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 50)
    community.say(GIL, "member-left")
    before = supply(community)
    reverse(community, award, BO, CHEN)
    assert (tokens(community, GIL), supply(community)) == (0, before)
    assert not list(tokens_add_up(community.memory))


def test_a_young_award_that_was_taken_back_is_not_subtracted_from_the_roll_again(community: InMemoryCommunity) -> None:
    community.pass_time(days=1)
    reverse(community, community.award(GIL, 50), BO, CHEN)
    roll = compute_roll(community.memory, {"source": "tokens/1"}, "community", community.clock(), 1000)
    assert dict(roll.lines)[GIL.member] == tokens(community, GIL) == 100


def test_a_vote_keeps_the_weight_of_an_award_taken_back_after_its_announcement(community: InMemoryCommunity) -> None:
    award = community.award(GIL, 50)
    first = community.state(facts.Poll, community.announced(community.propose(GIL, "A pond"), BO))
    assert first.supply == 650
    reverse(community, award, BO, CHEN)
    assert community.memory.weights(first.id)[GIL.member] == 12  # the root of 150
    own = [one for one in community.memory.all(facts.Award) if one.to == GIL.member]
    assert held(own, [], first, 0).counted == 150
    later = community.state(facts.Poll, community.announced(community.propose(DI, "A weir"), BO))
    assert (community.memory.weights(later.id)[GIL.member], later.supply) == (10, 600)
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
    community = InMemoryCommunity(PRESETS["tokens"]())
    community.enrol(BO, CHEN, EVA)
    community.grant(BO, "issuer")
    community.grant(CHEN, "issuer")
    awards = [community.award(EVA, amount) for amount in amounts]
    adopt(community, decaying(keep=keep, number=2))
    community.pass_time(days=10 * epochs)
    for place in order:
        if place < len(awards):
            before = tokens(community, EVA)
            reverse(community, awards[place], CHEN, BO)
            rest = [one for one in community.memory.all(facts.Award) if counts(one)]
            left = left_of(rest, sorted(community.memory.all(facts.Epoch), key=lambda one: one.number)).total
            assert 0 <= tokens(community, EVA) == left <= before
    assert (tokens(community, EVA), supply(community)) == (0, 0)

"""Two signatures count as two only if neither signer gave the other the office, from format 2 on."""

import pytest

from govern.protocol import facts
from tests.dsl.formats import adopt_format, of_format
from tests.dsl.multi_option import election
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL, refusal
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.keys import NEW, agree, keyid


@pytest.fixture
def later(community: InMemoryCommunity) -> InMemoryCommunity:
    """A settled community with rules of format 2."""
    adopt_format(community, 2)
    return community


def given(community: InMemoryCommunity) -> bool:
    """Whether registrars gave Gil a new key."""
    return community.find(facts.Key, keyid(NEW)) is not None


def test_two_registrars_of_whom_one_appointed_the_other_are_one(later: InMemoryCommunity) -> None:
    later.grant(BO, "registrar")
    later.grant(CHEN, "registrar")
    agree(later, NEW, ADA, BO)
    assert not given(later)
    agree(later, NEW, CHEN)  # Bo and Chen are two; Ada may have asked first
    assert given(later)


def test_the_order_of_the_two_does_not_matter(later: InMemoryCommunity) -> None:
    later.grant(BO, "registrar")
    agree(later, NEW, BO, ADA)
    assert not given(later)


def test_in_format_1_they_are_two() -> None:
    community = InMemoryCommunity(of_format(1))
    community.settle()
    community.grant(BO, "registrar")
    agree(community, NEW, ADA, BO)
    assert given(community)


def test_a_registrar_appointed_by_another_administrator_is_a_second_one(later: InMemoryCommunity) -> None:
    later.grant(DI, "administrator")
    later.grant(BO, "registrar", by=DI)
    agree(later, NEW, ADA, BO)
    assert given(later)


def test_an_elected_holder_has_the_office_from_the_community(later: InMemoryCommunity) -> None:
    later.grant(BO, "treasurer")
    assert later.state(facts.Role, BO.member, "treasurer", "community").given_by == ADA.member
    later.say(ADA, "role-ended", holder=BO.member, role="treasurer", scope="community")
    ended = later.state(facts.Role, BO.member, "treasurer", "community")
    assert (ended.held, ended.given_by) == (False, ADA.member)
    proposal = election(later, GIL, "councillor")
    later.say(CHEN, "candidacy-accepted", {"statement": "I would."}, proposal=proposal)
    poll = later.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        later.vote(one, poll, [[CHEN.member]])
    later.close_vote(poll)
    later.carry_out(proposal)
    assert later.state(facts.Role, CHEN.member, "councillor", "community").given_by == ""


def test_two_issuers_whom_an_administrator_appointed_are_two(later: InMemoryCommunity) -> None:
    assert later.state(facts.Award, later.award(GIL, 5, by=BO, confirmed_by=CHEN)).confirmed_by == CHEN.member


def test_a_second_request_to_take_an_award_back_takes_the_place_of_one_that_it_depends_on(
    later: InMemoryCommunity,
) -> None:
    later.grant(ADA, "issuer")
    award = later.award(GIL, 5)
    for who, by in ((ADA, ADA), (BO, BO)):
        later.say(who, "award-reversed", {"reason": "a mistake"}, award=award)
        assert later.state(facts.Award, award).doubted_by == by.member
    later.say(CHEN, "award-reversed", {"reason": "a mistake"}, award=award)
    assert later.state(facts.Award, award).reversed_by == CHEN.member


def test_the_same_issuer_does_not_ask_twice_to_take_an_award_back(later: InMemoryCommunity) -> None:
    award = later.award(GIL, 5)
    later.say(BO, "award-reversed", {"reason": "a mistake"}, award=award)
    with refusal("award_doubted"):
        later.say(BO, "award-reversed", {"reason": "a mistake"}, award=award)

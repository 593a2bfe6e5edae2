"""A member's keys: adding, revoking, and replacing a lost one after a waiting period."""

from dataclasses import replace

import pytest

from govern.protocol.facts import Ballot, Key
from govern.rules.people.keys import WAIT_MS
from tests.dsl.people import BO, CHEN, GIL, refusal
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.keys import NEW, REGISTRARS, add, agree, agreed, begin, keyid, revoke

OTHER = replace(GIL, seed=b"o" * 32)


@pytest.fixture
def gil_votes(community: InMemoryCommunity) -> InMemoryCommunity:
    """Gil has tokens."""
    community.award(GIL, 10)
    return community


def test_a_further_key_signs_beside_the_first(community: InMemoryCommunity) -> None:
    add(community, NEW)
    community.propose(NEW, "A pond")
    community.propose(GIL, "A bench")


def test_a_ballot_of_one_key_is_replaced_with_another_that_was_added_while_the_vote_was_open(
    gil_votes: InMemoryCommunity,
) -> None:
    community = gil_votes
    poll = community.open_vote(community.propose(CHEN, "A pond"), BO)
    community.vote(GIL, poll)
    add(community, NEW)
    revoke(community, GIL, signed_with=NEW)  # the device was stolen
    community.vote(NEW, poll, "no")
    assert community.state(Ballot, poll, GIL.member).choice == "no"


def test_a_member_may_end_the_only_key_they_have(community: InMemoryCommunity) -> None:
    revoke(community, GIL)
    with refusal("key_ended"):
        community.propose(GIL, "A pond")


def test_a_new_key_begins_after_the_wait_and_ends_the_lost_one_at_that_moment(community: InMemoryCommunity) -> None:
    agreed(community)
    lost, new = community.state(Key, keyid(GIL)), community.state(Key, keyid(NEW))
    assert new.starts_at == lost.ended_at == new.at + WAIT_MS
    community.propose(GIL, "Until then the old one signs")
    begin(community)
    community.propose(NEW, "A pond")


def test_a_member_who_is_there_stops_what_registrars_agreed_to(community: InMemoryCommunity) -> None:
    agreed(community)
    add(community, OTHER)
    revoke(community, NEW)
    begin(community)
    for key in (GIL, OTHER):
        community.propose(key, "A pond")


def test_a_key_revoked_before_a_stopped_reset_stays_revoked(community: InMemoryCommunity) -> None:
    add(community, OTHER)
    revoke(community, OTHER)
    agreed(community)
    revoke(community, NEW)
    with refusal("key_ended"):
        community.propose(OTHER, "A pond")


def test_a_new_key_votes_where_the_vote_was_announced_after_it_began(gil_votes: InMemoryCommunity) -> None:
    community = gil_votes
    agreed(community)
    begin(community)
    poll = community.open_vote(community.propose(CHEN, "A pond"), BO)
    community.vote(NEW, poll)


def test_a_key_added_with_a_new_key_has_no_more_votes_than_that(gil_votes: InMemoryCommunity) -> None:
    community = gil_votes
    proposal = community.propose(CHEN, "A pond")
    agreed(community)
    poll = community.announced(proposal, BO)
    begin(community)
    add(community, OTHER, signed_with=NEW)
    with refusal("key_after_roll"):
        community.vote(OTHER, poll)


def test_after_a_stop_another_new_key_can_be_agreed_to(community: InMemoryCommunity) -> None:
    agreed(community)
    revoke(community, NEW)
    agree(community, OTHER, *REGISTRARS)
    community.pass_until(community.state(Key, keyid(OTHER)).starts_at)
    community.propose(OTHER, "A pond")

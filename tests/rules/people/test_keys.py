"""A member's keys: further ones sign like the first, an end ends them, and a lost one is given anew after a wait."""

from dataclasses import replace

import pytest

from govern.protocol.facts import Ballot, Key
from govern.rules.people.keys import WAIT_MS
from tests.dsl.people import BO, CHEN, GIL, refusal
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.keys import NEW, REGISTRARS, add, agree, agreed, begin, keyid, revoke

OTHER = replace(GIL, seed=b"o" * 32)


@pytest.fixture
def gil_votes(hall: InMemoryCommunity) -> InMemoryCommunity:
    """Gil has tokens."""
    hall.award(GIL, 10)
    return hall


def test_a_further_key_signs_beside_the_first(hall: InMemoryCommunity) -> None:
    add(hall, NEW)
    hall.propose(NEW, "A pond")
    hall.propose(GIL, "A bench")


def test_a_ballot_of_one_key_is_replaced_with_another_that_was_added_while_the_vote_was_open(
    gil_votes: InMemoryCommunity,
) -> None:
    hall = gil_votes
    poll = hall.open_vote(hall.propose(CHEN, "A pond"), BO)
    hall.vote(GIL, poll)
    add(hall, NEW)
    revoke(hall, GIL, signed_with=NEW)  # the device was stolen
    hall.vote(NEW, poll, "no")
    assert hall.state(Ballot, poll, GIL.member).choice == "no"


def test_a_member_may_end_the_only_key_they_have(hall: InMemoryCommunity) -> None:
    revoke(hall, GIL)
    with refusal("key_ended"):
        hall.propose(GIL, "A pond")


def test_a_new_key_begins_after_the_wait_and_ends_the_lost_one_at_that_moment(hall: InMemoryCommunity) -> None:
    agreed(hall)
    lost, new = hall.state(Key, keyid(GIL)), hall.state(Key, keyid(NEW))
    assert new.starts_at == lost.ended_at == new.at + WAIT_MS
    hall.propose(GIL, "Until then the old one signs")
    begin(hall)
    hall.propose(NEW, "A pond")


def test_a_member_who_is_there_stops_what_registrars_agreed_to(hall: InMemoryCommunity) -> None:
    agreed(hall)
    add(hall, OTHER)
    revoke(hall, NEW)
    begin(hall)
    for key in (GIL, OTHER):
        hall.propose(key, "A pond")


def test_a_key_revoked_before_a_stopped_reset_stays_revoked(hall: InMemoryCommunity) -> None:
    add(hall, OTHER)
    revoke(hall, OTHER)
    agreed(hall)
    revoke(hall, NEW)
    with refusal("key_ended"):
        hall.propose(OTHER, "A pond")


def test_a_new_key_votes_where_the_vote_was_announced_after_it_began(gil_votes: InMemoryCommunity) -> None:
    hall = gil_votes
    agreed(hall)
    begin(hall)
    poll = hall.open_vote(hall.propose(CHEN, "A pond"), BO)
    hall.vote(NEW, poll)


def test_a_key_added_with_a_new_key_has_no_more_votes_than_that(gil_votes: InMemoryCommunity) -> None:
    hall = gil_votes
    proposal = hall.propose(CHEN, "A pond")
    agreed(hall)
    poll = hall.announced(proposal, BO)
    begin(hall)
    add(hall, OTHER, signed_with=NEW)
    with refusal("key_after_roll"):
        hall.vote(OTHER, poll)


def test_after_a_stop_another_new_key_can_be_agreed_to(hall: InMemoryCommunity) -> None:
    agreed(hall)
    revoke(hall, NEW)
    agree(hall, OTHER, *REGISTRARS)
    hall.pass_until(hall.state(Key, keyid(OTHER)).starts_at)
    hall.propose(OTHER, "A pond")

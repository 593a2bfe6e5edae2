"""Late turn: what extends a vote, by how much, how often, and what does not."""

from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.units import DAY, HOUR
from tests.dsl import multi_option
from tests.dsl.lifecycle import adopt
from tests.dsl.people import ADA, BO, DI, EVA, FAY, GIL, refusal
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.voting.test_multi_option import hall_with


@pytest.fixture
def poll(community: InMemoryCommunity) -> str:
    """A vote that would pass, with a turn counting in its last six hours."""
    found = community.vote_is_open()
    for one in (ADA, DI, EVA):
        community.vote(one, found)
    return found


def _at(community: InMemoryCommunity, poll: str) -> facts.Poll:
    return community.state(facts.Poll, poll)


def _before_the_close(community: InMemoryCommunity, poll: str, ms: int, choice: Any, *people: object) -> int:
    """People vote some time before the close; the moment."""
    community.clock.set(_at(community, poll).closes - ms)
    for one in people:
        community.vote(one, poll, choice)  # type: ignore[arg-type]
    return community.clock()


def test_a_turn_in_the_last_stretch_extends_from_the_last_ballot(community: InMemoryCommunity, poll: str) -> None:
    closes, hard_end = _at(community, poll).closes, _at(community, poll).hard_end
    assert hard_end == closes + 3 * DAY
    last = _before_the_close(community, poll, HOUR, "no", DI, EVA)
    community.pass_until(closes)
    assert (_at(community, poll).closes, _at(community, poll).extensions) == (last + DAY, 1)
    community.vote(GIL, poll)
    assert community.close_vote(poll) == "rejected"


@pytest.mark.parametrize(("ms", "extended"), [(6 * HOUR, True), (6 * HOUR + 1, False)])
def test_the_last_stretch_begins_exactly_six_hours_before_the_end(
    community: InMemoryCommunity, poll: str, ms: int, extended: bool
) -> None:
    closes = _at(community, poll).closes
    _before_the_close(community, poll, ms, "no", DI, EVA)
    community.pass_until(closes)
    assert (_at(community, poll).closes > closes) == extended


def test_a_turn_that_was_turned_back_extends_nothing(community: InMemoryCommunity, poll: str) -> None:
    closes = _at(community, poll).closes
    _before_the_close(community, poll, 2 * HOUR, "no", DI, EVA)
    _before_the_close(community, poll, HOUR, "yes", DI, EVA)
    assert community.close_vote(poll) == "passed"
    assert _at(community, poll).closes == closes


def test_late_ballots_that_turn_nothing_extend_nothing(community: InMemoryCommunity, poll: str) -> None:
    closes = _at(community, poll).closes
    _before_the_close(community, poll, HOUR, "no", FAY)
    assert community.close_vote(poll) == "passed"
    assert _at(community, poll).closes == closes


def test_turns_extend_again_until_the_hard_end_and_no_further(community: InMemoryCommunity, poll: str) -> None:
    hard_end, choice = _at(community, poll).hard_end, "no"
    for _ in range(4):
        _before_the_close(community, poll, 1, choice, DI, EVA)
        community.pass_until(_at(community, poll).closes)
        assert _at(community, poll).closes <= hard_end
        choice = "yes" if choice == "no" else "no"
    assert _at(community, poll).closes == hard_end
    assert _at(community, poll).extensions == 4
    _before_the_close(community, poll, 1, choice, DI, EVA)
    community.pass_until(hard_end)
    assert community.state(facts.Result, poll).outcome == ("passed" if choice == "yes" else "rejected")
    with refusal("poll_over"):
        community.vote(GIL, poll)


def test_one_turn_extends_once_however_short_the_extension(community: InMemoryCommunity) -> None:
    adopt(community, late_turn={"extension_ms": HOUR, "longest_ms": 3 * DAY, "window_ms": 6 * HOUR})
    poll = community.open_vote(community.propose(GIL, "A fountain"), BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    last = _before_the_close(community, poll, 1, "no", DI, EVA)
    community.pass_until(_at(community, poll).closes)
    assert _at(community, poll).closes == last + HOUR
    _before_the_close(community, poll, 1, "no", FAY)  # turns nothing, so the turn before must not count again
    assert community.close_vote(poll) == "rejected"
    assert (_at(community, poll).extensions, _at(community, poll).closes) == (1, last + HOUR)


def test_without_a_window_nothing_extends(community: InMemoryCommunity) -> None:
    adopt(community, late_turn={"extension_ms": 0, "longest_ms": 0, "window_ms": 0})
    poll = community.open_vote(community.propose(GIL, "A fountain"), BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    _before_the_close(community, poll, 1, "no", DI, EVA)
    assert community.close_vote(poll) == "rejected"


def test_an_extension_that_would_end_earlier_changes_nothing(community: InMemoryCommunity) -> None:
    adopt(community, late_turn={"extension_ms": HOUR, "longest_ms": 3 * DAY, "window_ms": 6 * HOUR})
    poll = community.open_vote(community.propose(GIL, "A fountain"), BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    closes = _at(community, poll).closes
    _before_the_close(community, poll, 5 * HOUR, "no", DI, EVA)
    assert community.close_vote(poll) == "rejected"
    assert (_at(community, poll).extensions, _at(community, poll).closes) == (0, closes)


def test_a_turn_counts_from_what_stood_before_the_last_stretch(community: InMemoryCommunity, poll: str) -> None:
    closes = _at(community, poll).closes
    _before_the_close(community, poll, 6 * HOUR, "no", DI, EVA)  # the stretch has just begun
    _before_the_close(community, poll, HOUR, "no", DI, EVA)
    community.pass_until(closes)
    assert _at(community, poll).extensions == 1


def test_another_winner_is_a_turn() -> None:
    late = {"extension_ms": DAY, "longest_ms": 2 * DAY, "window_ms": 6 * HOUR}
    community = hall_with("choice", method="approval/1", late_turn=late)
    poll = community.open_vote(multi_option.choice(community, GIL, "oaks", "limes"))
    for one in (ADA, BO):
        community.vote(one, poll, ["oaks"])
    last = _before_the_close(community, poll, HOUR, ["limes"], DI, EVA, FAY)
    community.pass_until(_at(community, poll).closes)
    assert (_at(community, poll).closes, _at(community, poll).extensions) == (last + DAY, 1)
    assert community.close_vote(poll) == "passed"
    assert community.state(facts.Result, poll).winners == ["limes"]

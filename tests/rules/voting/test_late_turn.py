"""A late turn: what extends a vote, by how much, how often, and what does not."""

from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.units import DAY, HOUR
from tests.dsl import ways
from tests.dsl.lifecycle import adopt
from tests.dsl.people import ADA, BO, DI, EVA, FAY, GIL, refusal
from tests.rules.hall import InMemoryCommunity
from tests.rules.voting.test_ways import hall_with


@pytest.fixture
def poll(hall: InMemoryCommunity) -> str:
    """A vote that would pass, with a turn counting in its last six hours."""
    found = hall.vote_is_open()
    for one in (ADA, DI, EVA):
        hall.vote(one, found)
    return found


def _at(hall: InMemoryCommunity, poll: str) -> facts.Poll:
    return hall.state(facts.Poll, poll)


def _before_the_close(hall: InMemoryCommunity, poll: str, ms: int, choice: Any, *people: object) -> int:
    """People vote some time before the close; the moment."""
    hall.clock.set(_at(hall, poll).closes - ms)
    for one in people:
        hall.vote(one, poll, choice)  # type: ignore[arg-type]
    return hall.clock()


def test_a_turn_in_the_last_stretch_extends_from_the_last_ballot(hall: InMemoryCommunity, poll: str) -> None:
    closes, hard_end = _at(hall, poll).closes, _at(hall, poll).hard_end
    assert hard_end == closes + 3 * DAY
    last = _before_the_close(hall, poll, HOUR, "no", DI, EVA)
    hall.pass_until(closes)
    assert (_at(hall, poll).closes, _at(hall, poll).extensions) == (last + DAY, 1)
    hall.vote(GIL, poll)
    assert hall.close_vote(poll) == "rejected"


@pytest.mark.parametrize(("ms", "extended"), [(6 * HOUR, True), (6 * HOUR + 1, False)])
def test_the_last_stretch_begins_exactly_six_hours_before_the_end(
    hall: InMemoryCommunity, poll: str, ms: int, extended: bool
) -> None:
    closes = _at(hall, poll).closes
    _before_the_close(hall, poll, ms, "no", DI, EVA)
    hall.pass_until(closes)
    assert (_at(hall, poll).closes > closes) == extended


def test_a_turn_that_was_turned_back_extends_nothing(hall: InMemoryCommunity, poll: str) -> None:
    closes = _at(hall, poll).closes
    _before_the_close(hall, poll, 2 * HOUR, "no", DI, EVA)
    _before_the_close(hall, poll, HOUR, "yes", DI, EVA)
    assert hall.close_vote(poll) == "passed"
    assert _at(hall, poll).closes == closes


def test_late_ballots_that_turn_nothing_extend_nothing(hall: InMemoryCommunity, poll: str) -> None:
    closes = _at(hall, poll).closes
    _before_the_close(hall, poll, HOUR, "no", FAY)
    assert hall.close_vote(poll) == "passed"
    assert _at(hall, poll).closes == closes


def test_turns_extend_again_until_the_hard_end_and_no_further(hall: InMemoryCommunity, poll: str) -> None:
    hard_end, choice = _at(hall, poll).hard_end, "no"
    for _ in range(4):
        _before_the_close(hall, poll, 1, choice, DI, EVA)
        hall.pass_until(_at(hall, poll).closes)
        assert _at(hall, poll).closes <= hard_end
        choice = "yes" if choice == "no" else "no"
    assert _at(hall, poll).closes == hard_end
    assert _at(hall, poll).extensions == 4
    _before_the_close(hall, poll, 1, choice, DI, EVA)
    hall.pass_until(hard_end)
    assert hall.state(facts.Result, poll).outcome == ("passed" if choice == "yes" else "rejected")
    with refusal("poll_over"):
        hall.vote(GIL, poll)


def test_one_turn_extends_once_however_short_the_extension(hall: InMemoryCommunity) -> None:
    adopt(hall, late_turn={"extension_ms": HOUR, "longest_ms": 3 * DAY, "window_ms": 6 * HOUR})
    poll = hall.open_vote(hall.propose(GIL, "A fountain"), BO)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    last = _before_the_close(hall, poll, 1, "no", DI, EVA)
    hall.pass_until(_at(hall, poll).closes)
    assert _at(hall, poll).closes == last + HOUR
    _before_the_close(hall, poll, 1, "no", FAY)  # turns nothing, so the turn before must not count again
    assert hall.close_vote(poll) == "rejected"
    assert (_at(hall, poll).extensions, _at(hall, poll).closes) == (1, last + HOUR)


def test_without_a_window_nothing_extends(hall: InMemoryCommunity) -> None:
    adopt(hall, late_turn={"extension_ms": 0, "longest_ms": 0, "window_ms": 0})
    poll = hall.open_vote(hall.propose(GIL, "A fountain"), BO)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    _before_the_close(hall, poll, 1, "no", DI, EVA)
    assert hall.close_vote(poll) == "rejected"


def test_an_extension_that_would_end_earlier_changes_nothing(hall: InMemoryCommunity) -> None:
    adopt(hall, late_turn={"extension_ms": HOUR, "longest_ms": 3 * DAY, "window_ms": 6 * HOUR})
    poll = hall.open_vote(hall.propose(GIL, "A fountain"), BO)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    closes = _at(hall, poll).closes
    _before_the_close(hall, poll, 5 * HOUR, "no", DI, EVA)
    assert hall.close_vote(poll) == "rejected"
    assert (_at(hall, poll).extensions, _at(hall, poll).closes) == (0, closes)


def test_a_turn_counts_from_what_stood_before_the_last_stretch(hall: InMemoryCommunity, poll: str) -> None:
    closes = _at(hall, poll).closes
    _before_the_close(hall, poll, 6 * HOUR, "no", DI, EVA)  # the stretch has just begun
    _before_the_close(hall, poll, HOUR, "no", DI, EVA)
    hall.pass_until(closes)
    assert _at(hall, poll).extensions == 1


def test_another_winner_is_a_turn() -> None:
    late = {"extension_ms": DAY, "longest_ms": 2 * DAY, "window_ms": 6 * HOUR}
    hall = hall_with("choice", method="approval/1", late_turn=late)
    poll = hall.open_vote(ways.choice(hall, GIL, "oaks", "limes"))
    for one in (ADA, BO):
        hall.vote(one, poll, ["oaks"])
    last = _before_the_close(hall, poll, HOUR, ["limes"], DI, EVA, FAY)
    hall.pass_until(_at(hall, poll).closes)
    assert (_at(hall, poll).closes, _at(hall, poll).extensions) == (last + DAY, 1)
    assert hall.close_vote(poll) == "passed"
    assert hall.state(facts.Result, poll).winners == ["limes"]

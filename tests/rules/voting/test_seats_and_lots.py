"""Changes of counting in format 2: seats without support, and lots that decide nothing."""

from typing import Any

import pytest

from govern.protocol import facts
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.lint import warnings
from govern.rules.rulebook.presets import PRESETS, preset
from govern.rules.voting.outcome import count_document
from tests.dsl import multi_option
from tests.dsl.formats import adopt_format, of_format
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity

PLAIN = {"head_count": 0, "sponsors": 0, "late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}}
FOR_ADA: dict[str, Any] = {
    "approval/1": [ADA.member],
    "plurality/1": [ADA.member],
    "score/1": multi_option.points(**{ADA.member: 3}),
    "stv/1": [[ADA.member]],
}


def hall_of(number: int, **changes: Any) -> InMemoryCommunity:
    """Seven equals under the simplest rules of a format, those of elections changed."""
    community = InMemoryCommunity(multi_option.rulebook_with(of_format(number, "simple"), election=PLAIN | changes))
    community.enrol(BO, CHEN, DI, EVA, FAY, GIL)
    return community


def elected(community: InMemoryCommunity, seats: int, *ballots: Any) -> facts.Result:
    """The result of an election in which Ada, Bo and Chen stand and the first few vote."""
    poll = opened(community, seats)
    for voter, ballot in zip((ADA, BO, CHEN, DI, EVA, FAY), ballots, strict=False):
        community.vote(voter, poll, ballot)
    assert community.close_vote(poll) == "passed"
    return community.state(facts.Result, poll)


def opened(community: InMemoryCommunity, seats: int) -> str:
    """The open vote of an election in which Ada, Bo and Chen stand."""
    proposal = multi_option.election(community, GIL, seats=seats)
    multi_option.stand(community, proposal, ADA, BO, CHEN)
    return community.open_vote(proposal)


def document(community: InMemoryCommunity, result: facts.Result) -> dict[str, Any]:
    """The document on how it was counted."""
    return count_document.parse(community.blobs[result.count_blob])


@pytest.mark.parametrize("method", FOR_ADA)
def test_a_seat_that_nobody_else_is_supported_for_stays_vacant(method: str) -> None:
    community = hall_of(2, method=method, points=3)
    result = elected(community, 2, FOR_ADA[method], FOR_ADA[method])
    assert (result.winners, result.ties) == ([ADA.member], [])
    assert document(community, result)["vacant"] == "1"
    community.carry_out(result.proposal)
    assert [one.holder for one in community.memory.all(facts.Seat)] == [ADA.member]
    assert community.memory.get(facts.Role, BO.member, "councillor", "community") is None


@pytest.mark.parametrize("method", FOR_ADA)
@pytest.mark.parametrize(("number", "rule"), [(1, {}), (2, {"unsupported": "filled"})])
def test_it_is_filled_where_the_rules_say_so_and_in_format_1(method: str, number: int, rule: dict[str, str]) -> None:
    community = hall_of(number, method=method, points=3, **rule)
    result = elected(community, 2, FOR_ADA[method], FOR_ADA[method])
    assert len(result.winners) == 2
    assert {tie["by"] for tie in result.ties} == {"lot"}  # between Bo and Chen, whom nobody supports
    assert "vacant" not in document(community, result)
    community.carry_out(result.proposal)
    assert len(list(community.memory.all(facts.Seat))) == 2


def test_a_candidate_named_on_any_ballot_has_support() -> None:
    result = elected(hall_of(2), 2, [[ADA.member]], [[ADA.member], [BO.member]])
    assert result.winners == [ADA.member, BO.member]


@pytest.mark.parametrize(("method", "ballot"), [("approval/1", [ADA.member, BO.member]), ("plurality/1", None)])
def test_those_level_who_all_have_a_seat_are_no_tie(method: str, ballot: Any) -> None:
    ballot = ballot or sorted([ADA.member, BO.member])
    now, then = (elected(hall_of(number, method=method), 2, sorted(ballot)) for number in (2, 1))
    assert (now.winners, now.ties) == (sorted([ADA.member, BO.member]), [])
    assert (sorted(then.winners), [tie["by"] for tie in then.ties]) == (now.winners, ["lot"])


def test_two_at_the_quota_at_once_are_no_tie() -> None:
    ballots = [[[ADA.member]], [[BO.member]]]
    now, then = (elected(hall_of(number), 2, *ballots) for number in (2, 1))
    assert (now.winners, now.ties) == (sorted([ADA.member, BO.member]), [])
    assert (sorted(then.winners), [tie["by"] for tie in then.ties]) == (now.winners, ["lot"])


def test_a_vote_is_counted_by_the_format_that_it_was_announced_under() -> None:
    community = hall_of(1, method="approval/1")
    poll = opened(community, 2)
    adopt_format(community, 2)
    community.vote(ADA, poll, [ADA.member])
    assert community.close_vote(poll) == "passed"
    result = community.state(facts.Result, poll)
    assert (len(result.winners), {tie["by"] for tie in result.ties}) == (2, {"lot"})


@pytest.mark.parametrize("name", PRESETS)
def test_ready_made_rulebooks_of_format_2_leave_such_seats_vacant(name: str) -> None:
    rules = read_rules(preset(name, 2))
    assert {own.unsupported for own in rules.kinds.values()} == {"vacant"}
    assert preset(name, 1) == PRESETS[name]()
    assert {own.unsupported for own in read_rules(preset(name, 1)).kinds.values()} == {"filled"}


@pytest.mark.parametrize(("number", "rule", "warned"), [(1, {}, 0), (2, {}, 0), (2, {"unsupported": "filled"}, 1)])
def test_the_linter_warns_of_seats_for_whom_nobody_supports(number: int, rule: dict[str, str], warned: int) -> None:
    rules = read_rules(multi_option.rulebook_with(of_format(number), election=rule))
    assert sum(remark.field == "kinds.election.unsupported" for remark in warnings(rules)) == warned

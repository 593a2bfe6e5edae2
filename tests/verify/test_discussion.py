"""Clubs, chambers, delegations, reasons and withheld texts on a server: rebuilt and verified, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.protocol import facts
from govern.verify import verify
from tests.dsl.people import RealCommunity
from tests.rules.in_memory_community import InMemoryCommunity
from tests.verify.forging.story_discussion import DiscussionIds, record_discussion


@pytest.fixture(params=["sqlite", "postgresql"])
def community(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealCommunity]:
    """A community on either database."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    made = RealCommunity(tmp_path, str(url))
    yield made
    made.close()


def _results(ids: DiscussionIds, community: InMemoryCommunity | RealCommunity) -> list[facts.Result]:
    return [community.state(facts.Result, poll) for poll in (ids.poll, ids.of_club)]


def test_the_server_counts_as_the_rules_do_and_anyone_can_check_it(community: RealCommunity, tmp_path: Path) -> None:
    ids, in_memory = record_discussion(community), InMemoryCommunity()
    expected = _results(record_discussion(in_memory), in_memory)
    found = _results(ids, community)
    assert [(one.outcome, one.tally, one.chambers, one.delegated, one.ballots) for one in found] == [
        (one.outcome, one.tally, one.chambers, one.delegated, one.ballots) for one in expected
    ]
    assert community.differences() == []
    report = verify(community.bundle(tmp_path / "record.zip"))
    assert report.exit_status == 0, report.text()
    assert any("withhold: 1" in note for note in report.notes)


def test_the_story_has_the_expected_results() -> None:
    in_memory = InMemoryCommunity()
    whole, club = _results(record_discussion(in_memory), in_memory)
    assert whole.outcome == "passed"
    assert whole.tally == {"abstain": 0, "no": 0, "yes": 4}  # Eva, Gil and Chen; Fay by Eva
    assert whole.delegated == {"carried": 1, "cycles": 2, "dead_ends": 0, "too_long": 0}
    assert [(one["id"], one["outcome"], one["tally"]["yes"]) for one in whole.chambers] == [
        ("residents", "passed", 4),
        ("clubs", "passed", 1),
        ("experts", "passed", 1),
    ]
    assert (club.outcome, club.tally["yes"], club.ballots) == ("passed", 1, 1)

"""A clock that is days ahead closes no vote until somebody confirms it; one that is behind is reported."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy.orm import Session

from govern import paths
from govern.actions.people import invitations
from govern.actions.people.invitations import Guest
from govern.actions.running import clock_doubt
from govern.actions.running.housekeeping import Housekeeping
from govern.protocol import facts
from govern.protocol.units import DAY, HOUR
from tests.dsl.people import ADA, EVA, GIL, RealCommunity
from tests.failures.conftest import FailingSite
from tests.tools.clock import Clock
from tests.tools.command import govern_here
from tests.tools.databases.engines import passing_app
from tests.tools.server import run_govern


@pytest.fixture
def watched(site: FailingSite) -> FailingSite:
    """A server that watches its clock, as `govern serve` does."""
    assert clock_doubt.watch(site.recorder, accept=False) == ""
    Housekeeping(site.recorder).round()
    return site


def is_closed(site: FailingSite, poll: str) -> bool:
    """Whether the vote has a result."""
    return any(one.poll == poll for one in site.community.every(facts.Result))


def test_a_vote_stays_open_until_the_clock_is_confirmed(watched: FailingSite) -> None:
    poll = watched.community.open_vote(watched.community.propose(GIL, "A bench"), EVA)
    closes = watched.community.state(facts.Poll, poll).closes
    watched.recorder.tick()
    body = watched.award()
    watched.community.clock.set(closes + 8 * DAY)
    watched.recorder.tick()
    assert not is_closed(watched, poll)
    assert watched.troubles() == {"clock": "clock_ahead"}
    answer = watched.send(body)
    assert (answer.status, answer.code, answer.value["recorded"]) == (503, "clock_unconfirmed", "no")
    assert int(answer.headers["Retry-After"]) > 0
    watched.recorder.confirm_clock()
    watched.recorder.tick()
    assert is_closed(watched, poll)
    assert watched.troubles() == {}
    watched.assert_whole([watched.send(body)])


def test_a_clock_that_is_set_right_again_has_left_no_trace(watched: FailingSite) -> None:
    poll = watched.community.open_vote(watched.community.propose(GIL, "A bench"), EVA)
    watched.recorder.tick()
    right = watched.community.clock()
    watched.community.clock.advance(days=9)
    watched.recorder.tick()
    watched.community.clock.set(right + HOUR)
    watched.recorder.tick()
    assert not is_closed(watched, poll)
    assert watched.troubles() == {}
    accepted = watched.send(watched.award())
    assert accepted.value["at"] == right + HOUR
    watched.assert_whole([accepted])


def test_a_server_that_runs_on_is_never_asked_however_quiet_the_community(watched: FailingSite) -> None:
    """Weeks without any statement are no step of the clock, since the server saw them pass."""
    poll = watched.community.open_vote(watched.community.propose(GIL, "A bench"), EVA)
    closes = watched.community.state(facts.Poll, poll).closes
    while watched.community.clock() < closes:
        watched.recorder.tick()
        assert watched.troubles() == {}
        watched.community.clock.advance(hours=47)
    watched.recorder.tick()
    assert is_closed(watched, poll)


def test_without_scheduled_tasks_no_confirmation_is_asked(watched: FailingSite) -> None:
    watched.community.clock.advance(days=40)
    watched.recorder.tick()
    assert watched.troubles() == {}
    assert watched.send(watched.award()).status == 201


def test_the_trusted_time_of_one_process_is_known_to_the_next(watched: FailingSite) -> None:
    poll = watched.community.open_vote(watched.community.propose(GIL, "A bench"), EVA)
    watched.community.clock.set(watched.community.state(facts.Poll, poll).closes + 3 * DAY)
    watched.recorder.tick()
    assert "--accept-clock" in clock_doubt.watch(watched.community.recorder, accept=False)
    assert clock_doubt.watch(watched.community.recorder, accept=True) == ""
    watched.recorder.tick()
    assert is_closed(watched, poll)


def test_a_clock_behind_the_record_is_reported(watched: FailingSite, caplog: pytest.LogCaptureFixture) -> None:
    accepted = watched.send(watched.award())
    watched.community.clock.advance(hours=-24)
    watched.recorder.tick()
    assert watched.troubles() == {"clock": "clock_behind"}
    assert "clock_behind" in caplog.text
    late = watched.send(watched.award())
    assert late.value["at"] == accepted.value["at"]  # the moments of the record never go back
    watched.community.clock.advance(hours=24)
    watched.recorder.tick()
    assert watched.troubles() == {}


@pytest.fixture
def told_at(tmp_path: Path) -> Iterator[Callable[[int], tuple[RealCommunity, dict[str, str]]]]:
    """Founds a community with an open vote at a moment; with the environment in which commands find it."""
    made: list[RealCommunity] = []

    def make(moment: int) -> tuple[RealCommunity, dict[str, str]]:
        community = RealCommunity(tmp_path, clock=Clock(moment))
        made.append(community)
        community.settle()
        community.open_vote(community.propose(GIL, "A bench"), EVA)
        with passing_app(community.instance).app_context():
            flask_migrate.stamp(directory=str(paths.migrations()))
        return community, {"GOVERN_INSTANCE": str(community.instance.folder)}

    yield make
    for community in made:
        community.close()


def test_the_command_asks_for_a_confirmation_and_accepts_it(
    told_at: Callable[[int], tuple[RealCommunity, dict[str, str]]],
) -> None:
    community, environment = told_at(time.time_ns() // 1_000_000 - 60 * DAY)
    asked = run_govern("tick", env=environment)
    assert asked.returncode == 2, asked
    assert "--accept-clock" in asked.stderr
    assert community.every(facts.Result) == []
    done = govern_here("tick", "--accept-clock", env=environment)
    assert done.returncode == 0, done
    assert len(community.every(facts.Result)) == 1
    assert govern_here("tick", env=environment).returncode == 0
    assert community.differences() == []


def test_a_clock_that_was_set_back_allows_new_invitations(community: RealCommunity) -> None:
    now, earlier, secret = community.clock(), community.clock() - 90 * DAY, community.instance.secret
    with Session(community.engine) as session, session.begin():
        founder = invitations.invite_founder(session, secret, ADA.member, now)
        (issued,) = invitations.invite(session, [Guest("Ida")], ADA.member, now)
    with Session(community.engine) as session, session.begin():
        assert invitations.invite_founder(session, secret, ADA.member, earlier) == founder
        found = invitations.find(session, secret, issued.code)
        assert found is not None
        fresh = invitations.renew(session, found.row.id, earlier, mail=False)
    with Session(community.engine) as session:
        for code in (founder, fresh.code):
            found = invitations.find(session, secret, code)
            assert found is not None
            assert invitations.state(found.row, earlier) == "open"

"""A failing task of the clerk delays nothing else: it is set aside, reported, and retried."""

import pytest
from sqlalchemy import text

from govern.protocol import facts
from govern.rules import clerk
from tests.dsl.people import EVA, GIL
from tests.failures.conftest import FailingSite

SQLITE = "CREATE TRIGGER stuck BEFORE INSERT ON results WHEN NEW.poll = '{}' BEGIN SELECT RAISE(ABORT, 'stuck'); END"
POSTGRESQL = """CREATE FUNCTION stuck() RETURNS trigger AS $$ BEGIN RAISE 'stuck'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER stuck BEFORE INSERT ON results FOR EACH ROW WHEN (NEW.poll = '{}') EXECUTE FUNCTION stuck()"""


def two_votes_over(site: FailingSite) -> tuple[str, str]:
    """Two votes whose time is over, and whose closing nobody has stated yet."""
    votes = [site.community.propose(GIL, title) for title in ("A bench by the pond", "A lamp by the pond")]
    first, second = (site.community.open_vote(vote, EVA) for vote in votes)
    site.community.clock.set(max(site.community.state(facts.Poll, one).closes for one in (first, second)))
    return first, second


def refuse_to_close(site: FailingSite, poll: str) -> None:
    """The database does not take the result of this vote."""
    sql = SQLITE if site.community.engine.dialect.name == "sqlite" else POSTGRESQL
    with site.community.engine.begin() as connection:
        connection.execute(text(sql.format(poll)))


def relent(site: FailingSite) -> None:
    """It takes it again."""
    on = " ON results" if site.community.engine.dialect.name == "postgresql" else ""
    with site.community.engine.begin() as connection:
        connection.execute(text(f"DROP TRIGGER stuck{on}"))


def outcomes(site: FailingSite) -> dict[str, str]:
    """The results by vote."""
    return {one.poll: one.outcome for one in site.community.every(facts.Result)}


def test_members_statements_and_other_tasks_go_on(site: FailingSite, caplog: pytest.LogCaptureFixture) -> None:
    stuck, other = two_votes_over(site)
    refuse_to_close(site, stuck)
    accepted = [site.send(site.award(n)) for n in (1, 2, 3)]
    assert [one.status for one in accepted] == [201] * 3
    assert outcomes(site).keys() == {other}  # closed in the batch of the first of them
    site.recorder.tick()
    site.recorder.tick()
    assert outcomes(site).keys() == {other}
    assert site.troubles() == {"clerk": "task_set_aside"}
    logged = [record for record in caplog.records if record.name == "govern" and "task_set_aside" in record.message]
    assert len(logged) == 1
    assert f"Proposal {site.community.state(facts.Poll, stuck).proposal}" in logged[0].message
    relent(site)
    site.recorder.tick()
    assert outcomes(site).keys() == {other}  # it waits for its next try
    site.community.clock.advance(minutes=1)
    site.recorder.tick()
    assert outcomes(site).keys() == {stuck, other}
    assert site.troubles() == {}
    site.assert_whole(accepted)


def test_an_error_of_the_program_in_a_task_is_set_aside_as_well(
    site: FailingSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two_votes_over(site)
    with monkeypatch.context() as patched:
        patched.setattr(clerk, "task", lambda *_arguments: 1 // 0)
        accepted = site.send(site.award())
        assert accepted.status == 201
        site.recorder.tick()
        assert site.troubles() == {"clerk": "task_set_aside"}
    site.community.clock.advance(minutes=1)
    assert site.recorder.tick() > 0
    assert outcomes(site).keys() == {first, second}
    assert site.troubles() == {}
    site.assert_whole([accepted])

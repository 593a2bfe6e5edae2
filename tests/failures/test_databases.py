"""A database that is away, locked, or disconnects in the middle of a batch."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, make_url

from govern.actions.running.housekeeping import Housekeeping
from tests.dsl.people import RealCommunity
from tests.failures.conftest import FailingSite, serve_community
from tests.tools.waiting import wait_until


def maintenance(url: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection to the server beside the database."""
    given = make_url(url).set(drivername="postgresql", database="postgres")
    return psycopg.connect(given.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def away(site: FailingSite) -> Iterator[None]:
    """The database cannot be reached, and connections to it are broken off."""
    url = make_url(site.community.instance.database)
    if site.community.engine.dialect.name == "sqlite":
        with _file_away(site, Path(str(url.database))):
            yield
        return
    with maintenance(site.community.instance.database) as server:
        server.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [url.database])
        try:
            yield
        finally:
            server.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')


@contextmanager
def _file_away(site: FailingSite, file: Path) -> Iterator[None]:
    """The disk with the database is not there: connections have to be opened again, and find no database."""
    engines = (site.community.engine, site.app.extensions["govern"].engine)
    for engine in engines:
        engine.dispose()
    kept = file.with_suffix(".away")
    file.rename(kept)
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        kept.rename(file)


def test_the_database_goes_away_and_comes_back(site: FailingSite) -> None:
    before, bodies = site.size(), [site.award(n) for n in range(1, 6)]
    with away(site):
        answers = [site.send(body) for body in bodies]
        assert [(answer.status, answer.code) for answer in answers] == [(503, "write_failed")] * 5
        assert site.troubles() == {"writer": "write_failed", "database": "database_unreachable"}
        assert site.get("/readyz").headers["Content-Type"] == "application/problem+json"
    accepted = [site.send(body) for body in bodies]
    assert [answer.status for answer in accepted] == [201] * 5
    assert site.troubles() == {}
    assert site.size() == before + 5
    site.assert_whole(accepted)


def test_the_rounds_prove_that_the_database_is_back(site: FailingSite) -> None:
    """Nobody has to send a statement for `/readyz` to tell that statements are taken again."""
    body = site.award()
    with away(site):
        assert site.send(body).status == 503
    assert site.troubles() == {"writer": "write_failed"}
    Housekeeping(site.recorder).round()
    assert site.troubles() == {}


@pytest.fixture
def on_postgresql(postgres_with_tables: str, tmp_path: Path) -> Iterator[FailingSite]:
    """A served community on PostgreSQL."""
    community = RealCommunity(tmp_path, postgres_with_tables)
    community.settle()
    with serve_community(community) as site:
        yield site
    community.close()


def test_the_connection_is_lost_in_the_middle_of_a_batch(on_postgresql: FailingSite) -> None:
    """PostgreSQL ends the connection while the batch waits for a table; each statement is then decided by itself."""
    site, before = on_postgresql, on_postgresql.size()
    bodies = [site.award(n) for n in range(1, 9)]
    ended = threading.Event()
    own = make_url(site.community.instance.database).set(drivername="postgresql").render_as_string(hide_password=False)
    blocker = psycopg.connect(own)
    blocker.execute("LOCK TABLE awards IN ACCESS EXCLUSIVE MODE")

    def end_who_waits() -> None:
        with maintenance(site.community.instance.database) as server:
            waiting = "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
            name = [make_url(site.community.instance.database).database]
            wait_until(lambda: server.execute(f"SELECT count(*) {waiting}", name).fetchone() == (1,))
            server.execute(f"SELECT pg_terminate_backend(pid) {waiting}", name)
        blocker.rollback()
        ended.set()

    thread = threading.Thread(target=end_who_waits)
    accepted = site.send_in_one_batch(bodies, meanwhile=thread.start)
    thread.join()
    blocker.close()
    assert ended.is_set()
    assert [answer.status for answer in accepted] == [503 if n == 0 else 201 for n in range(8)] or [
        answer.status for answer in accepted
    ] == [201] * 8
    again = site.send(bodies[0])
    assert again.status in (201, 409)
    assert site.size() == before + 8
    site.assert_whole([answer for answer in accepted if answer.status == 201])


def test_another_program_holds_the_database_of_sqlite(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.settle()
    with serve_community(community) as site:
        event.listen(site.recorder.engine, "connect", lambda one, _record: one.execute("PRAGMA busy_timeout=100"))
        site.recorder.engine.dispose()
        body = site.award()
        with community.engine.connect() as holder:
            holder.exec_driver_sql("ROLLBACK")
            holder.exec_driver_sql("BEGIN IMMEDIATE")
            answer = site.send(body)
            assert (answer.status, answer.code) == (503, "write_failed")
            assert site.troubles() == {"writer": "write_failed"}
            holder.exec_driver_sql("ROLLBACK")
            holder.exec_driver_sql("BEGIN")
        accepted = site.send(body)
        assert accepted.status == 201
        assert site.troubles() == {}
        site.assert_whole([accepted])
    community.close()

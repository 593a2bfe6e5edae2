"""Limits on guessing and sessions under parallel requests, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from govern.actions.signing_in import guessing, sessions
from govern.actions.signing_in.guessing import AT_ADDRESS
from govern.store.database import open_engine
from govern.store.private.accounts import UserRow
from tests.tools.prepared import make_tables

NOW = 1_767_603_600_000
TRIED = guessing.of_sign_in("mei@example.org", "203.0.113.7", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with its tables."""
    own = f"sqlite:///{tmp_path / 'govern.db'}"
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else own
    make_tables(url)
    opened = open_engine(url)
    yield opened
    opened.dispose()


@contextmanager
def written(engine: Engine) -> Iterator[Session]:
    """One transaction that writes."""
    connection = engine.connect().execution_options(writing=True)
    with connection, Session(connection) as session, session.begin():
        yield session


def count(engine: Engine) -> int:
    with written(engine) as session:
        return guessing.count(session, TRIED, NOW)


def test_parallel_attempts_are_limited_like_those_one_after_the_other(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        refused = list(pool.map(lambda _: count(engine), range(30)))
    assert refused.count(0) == AT_ADDRESS.free


def test_a_new_password_leaves_no_session_that_began_with_the_old_one(engine: Engine) -> None:
    with written(engine) as session:
        row = UserRow(member="m_1", name="Mei", email="mei@example.org", password="old", created_at=NOW)
        session.add(row)
        session.flush()
        account = row.id

    def begin(_: int) -> str | None:
        with written(engine) as session:
            return sessions.begin(session, account, "old", "", NOW)

    def change() -> None:
        with written(engine) as session:
            session.get_one(UserRow, account).password = "new"
            sessions.end_all(session, account)

    with ThreadPoolExecutor(8) as pool:
        begun = [pool.submit(begin, n) for n in range(10)]
        pool.submit(change).result()
        begun += [pool.submit(begin, n) for n in range(10)]
        tokens = [one.result() for one in begun]
    with Session(engine) as session:
        assert [token for token in tokens if token and sessions.find(session, token)] == []
    assert tokens[-1] is None

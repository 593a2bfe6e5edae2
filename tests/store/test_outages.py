"""Which errors are outages: raw ones of the drivers and SQLAlchemy's, on both databases."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, exc, text

from govern.store.outages import is_database_outage, is_outage


def caught(act: Callable[[], object]) -> Exception:
    """The error that an act raises."""
    with pytest.raises(Exception) as raised:
        act()
    return raised.value


def error_of(url: str, *statements: str) -> Exception:
    """SQLAlchemy's error at the last of some statements."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            for one in statements[:-1]:
                connection.execute(text(one))
            return caught(lambda: connection.execute(text(statements[-1])))
    finally:
        engine.dispose()


def both(error: Exception) -> list[bool]:
    """The classification of SQLAlchemy's error and of the driver's within it."""
    assert isinstance(error, exc.DBAPIError)
    assert error.orig is not None
    return [is_database_outage(error), is_database_outage(error.orig), is_outage(error), is_outage(error.orig)]


def test_a_file_that_is_no_database_is_an_outage(tmp_path: Path) -> None:
    (tmp_path / "torn.db").write_bytes(b"no database at all" * 100)
    assert both(error_of(f"sqlite:///{tmp_path}/torn.db", "SELECT * FROM sqlite_master")) == [True] * 4


def test_a_folder_that_is_missing_is_an_outage(tmp_path: Path) -> None:
    error = caught(lambda: sqlite3.connect(tmp_path / "none" / "govern.db"))
    assert is_database_outage(error)


def test_a_sqlite_error_about_a_query_is_no_outage(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/govern.db"
    error = error_of(
        url, "CREATE TABLE one (id INTEGER PRIMARY KEY)", "INSERT INTO one VALUES (1)", "INSERT INTO one VALUES (1)"
    )
    assert both(error) == [False] * 4


def test_a_postgres_that_does_not_answer_is_an_outage() -> None:
    error = caught(lambda: psycopg.connect("host=127.0.0.1 port=1 dbname=none connect_timeout=5"))
    assert is_database_outage(error)


def test_a_postgresql_error_about_a_query_is_no_outage(postgres_url: str) -> None:
    assert both(error_of(postgres_url, "SELECT 1 / 0")) == [False] * 4


def test_an_error_in_a_failed_transaction_is_no_outage(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    try:
        with engine.connect() as connection:
            caught(lambda: connection.execute(text("SELECT 1 / 0")))
            assert both(caught(lambda: connection.execute(text("SELECT 1")))) == [False] * 4
    finally:
        engine.dispose()


def test_a_full_disk_is_an_outage_but_not_of_the_database() -> None:
    assert is_outage(OSError(28, "No space left on device"))
    assert not is_database_outage(OSError(28, "No space left on device"))
    assert not is_outage(ValueError())
    assert not is_outage(None)

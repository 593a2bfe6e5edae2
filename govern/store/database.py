"""Engines for SQLite and PostgreSQL, and serialized write transactions."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError

WRITER_LOCK: Final = 0x676F7665726E  # "govern": the advisory lock on PostgreSQL

CONNECTIONS: Final = 8  # of an engine, unless more threads than these use it
POOL_SECONDS: Final = 10
CONNECT_SECONDS: Final = 5  # to reach PostgreSQL
ROOM_TAKEN: Final = """
CREATE TEMPORARY TABLE room_taken AS SELECT repeat(md5(number::text), 60) FROM generate_series(1, 256) AS number
"""  # half a megabyte, more than a batch of ordinary statements

PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "cache_size=-16000",  # 16 MB: ids are random, so each statement touches pages everywhere
)


def open_engine(url: str | URL, connections: int = CONNECTIONS) -> Engine:
    """Create an engine with at most `connections` connections; the program creates engines only here.

    SQLite uses write-ahead logging with full durability, and BEGIN IMMEDIATE for writers. If all connections are in
    use, a caller waits POOL_SECONDS and then gets an error. Error messages never contain SQL parameters.
    """
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        pool_use_lifo=True,  # few connections do most of the work, and their caches stay warm
        pool_pre_ping=not sqlite,
        connect_args={} if sqlite else {"connect_timeout": CONNECT_SECONDS},
    )
    if sqlite:
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def close(engine: Engine) -> None:
    """Close an engine at the end of the process; SQLite's write-ahead log is written into the database file.

    A copy of the file of a stopped server is then complete.
    """
    if engine.dialect.name == "sqlite":
        with suppress(DBAPIError), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=2000")  # for readers that are not done
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _connect_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions itself
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine, lock_file: Path | None = None) -> Iterator[Connection]:
    """A transaction that writes the record; one at a time among all threads and processes.

    On SQLite a file lock comes first, because SQLite's own lock polls; on PostgreSQL an advisory lock ends with the
    transaction.
    """
    with _alone(lock_file), engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
            yield connection


def prove_room(connection: Connection) -> None:
    """Raise DBAPIError if PostgreSQL's disk is full, even where small changes would still succeed.

    Rows of a temporary table allocate disk space at once without using the log. SQLite reports a full disk on commit.
    """
    if connection.dialect.name == "postgresql":
        with connection.begin_nested() as savepoint:
            connection.execute(text(ROOM_TAKEN))
            savepoint.rollback()


@contextmanager
def _alone(lock_file: Path | None) -> Iterator[None]:
    if lock_file is None:
        yield
        return
    with lock_file.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def ask(connection: Connection) -> None:
    """A query without effect, to test the database; raises if there is no answer."""
    connection.execute(text("SELECT 1"))

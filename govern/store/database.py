"""Connecting: engines for SQLite and PostgreSQL, and transactions that write one after the other."""

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
    """An engine with so many connections at most; the only place where the program makes one.

    SQLite gets durable write-ahead logging, and BEGIN IMMEDIATE for writers. Whoever finds every connection in use
    waits for POOL_SECONDS, then gets an error. What is looked up or written never stands in an error's message.
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
    """Closes an engine at the end of a process; what SQLite keeps in its log is written into the file itself.

    Whoever copies the file of a stopped server then has all of it.
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
    """One transaction that writes the record; among threads and processes one at a time, in order.

    A file lock stands before SQLite's own, which polls; PostgreSQL has an advisory lock that ends with the transaction.
    """
    with _alone(lock_file), engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
            yield connection


def prove_room(connection: Connection) -> None:
    """Raises DBAPIError if PostgreSQL's disk is full: tables may then take small changes, but cannot grow.

    Rows of a temporary table take new room on the disk at once, and none of the log. SQLite finds out when it commits.
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

"""Connecting: engines for SQLite and PostgreSQL, and transactions that write one after the other."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text

WRITER_LOCK: Final = 0x676F7665726E  # "govern": the advisory lock on PostgreSQL

PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "cache_size=-16000",  # 16 MB: ids are random, so each statement touches pages everywhere
)


def open_engine(url: str) -> Engine:
    """An engine for a database URL, set up as this program needs it."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    return prepare(engine)


def prepare(engine: Engine) -> Engine:
    """Sets an engine up: on SQLite durable write-ahead logging, and BEGIN IMMEDIATE for writers."""
    if engine.dialect.name == "sqlite" and not event.contains(engine, "connect", _connect_sqlite):
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


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


@contextmanager
def _alone(lock_file: Path | None) -> Iterator[None]:
    if lock_file is None:
        yield
        return
    with lock_file.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

"""Replaces all public tables within one transaction, on SQLite and PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Table, text

from govern.store.base import Base
from govern.store.projection import TABLES
from govern.store.record.log import BlobRow

BESIDE: Final = "govern_rebuild"  # a PostgreSQL schema that no other transaction sees
REFERENCES: Final = """
SELECT own.relname, key.conname, pg_get_constraintdef(key.oid)
FROM pg_constraint AS key
JOIN pg_class AS own ON own.oid = key.conrelid
JOIN pg_class AS other ON other.oid = key.confrelid
WHERE key.contype = 'f' AND own.relnamespace = current_schema()::regnamespace
AND other.relname = ANY(:public) AND NOT own.relname = ANY(:public)
"""


def public_tables() -> list[Table]:
    """The tables projected from the record, in the order of their foreign keys; without blobs."""
    names = {row.__tablename__ for row in TABLES.values() if row is not BlobRow}
    return [table for table in Base.metadata.sorted_tables if table.name in names]


@contextmanager
def replaced(connection: Connection) -> Iterator[None]:
    """Within the block the public tables are new and empty; at its end they replace the old ones.

    Other transactions see the old tables until the commit. They wait only on a PostgreSQL where the program may not
    create a schema, because a dropped table is locked.
    """
    if connection.dialect.name == "sqlite":
        yield from _in_place(connection)
        return
    references = _references(connection)
    yield from _beside(connection) if _may_make_a_schema(connection) else _in_place(connection)
    for table, name, definition in references:
        connection.execute(text(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'))


def _in_place(connection: Connection) -> Iterator[None]:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # private rows refer to rows that are written again
    _drop(connection)
    _create(connection)
    yield


def _beside(connection: Connection) -> Iterator[None]:
    usual = connection.scalar(text("SELECT current_schema()"))
    connection.execute(text(f"CREATE SCHEMA {BESIDE}"))
    connection.execute(text(f'SET LOCAL search_path TO {BESIDE}, "{usual}"'))
    _create(connection)
    yield
    connection.execute(text(f'SET LOCAL search_path TO "{usual}"'))
    _drop(connection)
    for table in public_tables():
        connection.execute(text(f'ALTER TABLE {BESIDE}.{table.name} SET SCHEMA "{usual}"'))
    connection.execute(text(f"DROP SCHEMA {BESIDE}"))


def _may_make_a_schema(connection: Connection) -> bool:
    return bool(connection.scalar(text("SELECT has_database_privilege(current_database(), 'CREATE')")))


def _create(connection: Connection) -> None:
    Base.metadata.create_all(connection, tables=public_tables(), checkfirst=False)


def _drop(connection: Connection) -> None:
    end = " CASCADE" if connection.dialect.name == "postgresql" else ""  # drops private tables' references as well
    for table in reversed(public_tables()):
        connection.execute(text(f"DROP TABLE IF EXISTS {table.name}{end}"))


def _references(connection: Connection) -> list[tuple[str, str, str]]:
    """The foreign keys of private PostgreSQL tables that refer to public ones: table, name and definition."""
    public = [table.name for table in public_tables()]
    found = connection.execute(text(REFERENCES), {"public": public})
    return [(table, name, definition) for table, name, definition in found]

"""Inserts or overwrites rows by primary key, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from govern.store import raw
from govern.store.base import Base


def upsert(connection: Connection, row: type[Base], values: Sequence[dict[str, Any]]) -> None:
    """Write the rows; overwrite those with the same primary key."""
    if values:
        names = raw.columns(row)
        upsert_rows(connection, row, [[value[name] for name in names] for value in values])


def upsert_rows(connection: Connection, row: type[Base], rows: Sequence[list[Any]]) -> None:
    """The same for rows as lists in the order of the table's columns."""
    for place, write, _ in raw.codecs(row, raw.columns(row)):
        for values in rows:
            values[place] = write(values[place])
    raw.write(connection, raw.upsert_into(row), rows)

"""Insert or overwrite rows by primary key, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from govern.store.base import Base


def upsert(connection: Connection, row: type[Base], values: Sequence[dict[str, Any]]) -> None:
    """Writes the rows; one with the same primary key is overwritten."""
    if values:
        connection.execute(_statement(row, connection.dialect.name), values)


@cache
def _statement(row: type[Base], dialect: str) -> Any:
    table: Any = row.__table__
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in keys}
    if not others:
        return insert.on_conflict_do_nothing(index_elements=keys)
    return insert.on_conflict_do_update(index_elements=keys, set_=others)

"""SQL on the driver itself for the path that accepts statements, where building a query costs more than running it."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import Boolean, Connection

from govern.record import strict_json
from govern.store.base import Base, StrictJson

CHUNK: Final = 400  # SQLite takes at most 999 parameters in old builds


def fetch(connection: Connection, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
    """All rows of a query; `?` marks a parameter on every database."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(_marked(sql, connection.dialect.name), tuple(parameters))
        return list(cursor.fetchall())
    finally:
        cursor.close()


def fetch_in(connection: Connection, sql: str, keys: Iterable[Any], fixed: Sequence[Any] = ()) -> list[Any]:
    """All rows of a query that ends in `… IN ({})`, for these keys; `fixed` are the parameters before them."""
    wanted, found = list(keys), []
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found += fetch(connection, sql.format(", ".join("?" * len(chunk))), [*fixed, *chunk])
    return found


def write(connection: Connection, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement for each row of parameters."""
    if not rows:
        return
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(_marked(sql, connection.dialect.name), rows)
    finally:
        cursor.close()


@cache
def _marked(sql: str, dialect: str) -> str:
    return sql.replace("?", "%s") if dialect == "postgresql" else sql


def columns(row: type[Base]) -> tuple[str, ...]:
    """The names of a table's columns, in order."""
    return tuple(column.name for column in row.__table__.columns)


@cache
def select_from(row: type[Base], names: tuple[str, ...]) -> str:
    """`SELECT … FROM …` with quoted names."""
    return f"SELECT {quoted(names)} FROM {row.__tablename__}"  # noqa: S608 - names of our own tables


def quoted(names: Iterable[str]) -> str:
    """Quoted column names for SQL; some of them are reserved words."""
    return ", ".join(f'"{name}"' for name in names)


@cache
def insert_into(row: type[Base]) -> str:
    """A plain `INSERT` that never overwrites a row."""
    names = columns(row)
    return f"INSERT INTO {row.__tablename__} ({quoted(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608


@cache
def upsert_into(row: type[Base]) -> str:
    """`INSERT … ON CONFLICT` by primary key, the same on both databases."""
    names, keys = columns(row), tuple(column.name for column in row.__table__.primary_key)
    others = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    action = f"DO UPDATE SET {others}" if others else "DO NOTHING"
    return f"{insert_into(row)} ON CONFLICT ({quoted(keys)}) {action}"


@cache
def codecs(row: type[Base], names: tuple[str, ...]) -> tuple[tuple[int, Any, Any], ...]:
    """Index, writer and reader of the columns that the driver does not store unchanged."""
    found: list[tuple[int, Any, Any]] = []
    for place, name in enumerate(names):
        kind = row.__table__.columns[name].type
        if isinstance(kind, StrictJson):
            found.append((place, lambda value: strict_json.encode(value).decode(), _decode))
        elif isinstance(kind, Boolean):
            found.append((place, bool, bool))
    return tuple(found)


def _decode(text: str) -> Any:
    return strict_json.decode(text.encode())

"""Dumps all tables of a database to JSON lines in one snapshot, and loads them into an empty database."""

import base64
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, MetaData, Table, insert, select, text

from govern.actions.record.bundle import snapshot
from govern.cli_i18n import _
from govern.config import InstanceError

FORMAT: Final = "govern-tables/1"
CHUNK: Final = 1000
REVISION: Final = "alembic_version"


def dump(engine: Engine, out: Path) -> None:
    """Write every table in one snapshot, its rows in the order of their keys."""
    with snapshot(engine) as connection, gzip.open(out, "xt", encoding="utf-8", compresslevel=6) as file:
        tables = _tables(connection)
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        file.write(json.dumps({"format": FORMAT, "revision": revision}) + "\n")
        for table in tables:
            file.write(json.dumps({"columns": [column.name for column in table.columns], "table": table.name}) + "\n")
            query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=CHUNK)
            for row in connection.execute(query):
                file.write(json.dumps([_plain(value) for value in row], ensure_ascii=False) + "\n")
        file.write(json.dumps({"end": True}) + "\n")


def revision_of(path: Path) -> str:
    """The migration of a dump."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        head = json.loads(file.readline())
    if head.get("format") != FORMAT:
        raise InstanceError(_("%(file)s is not known to this version of govern.", file=path))
    return str(head["revision"])


def load(connection: Connection, path: Path) -> None:
    """Fill the empty tables of a database at the dump's migration."""
    tables = {table.name: table for table in _tables(connection)}
    rows: list[dict[str, Any]] = []
    current: Table | None = None
    for name, row in read(path):
        table = tables[name]
        if current is not None and (table is not current or len(rows) >= CHUNK):
            connection.execute(insert(current), rows)
            rows = []
        current = table
        rows.append(row)
    if current is not None and rows:
        connection.execute(insert(current), rows)
    for table in tables.values():
        _continue_numbering(connection, table)


def read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of a dump with the name of its table; raises InstanceError if the dump is cut off."""
    columns: list[str] = []
    name, ended = "", False
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            value = json.loads(line)
            if isinstance(value, list):
                yield name, dict(zip(columns, map(_value, value), strict=True))
            else:
                name, columns = value.get("table", ""), value.get("columns", [])
                ended = value.get("end", False)
    if not ended:
        raise InstanceError(_("The backup is damaged: %(file)s is cut off.", file=path))


def _tables(connection: Connection) -> list[Table]:
    """All tables, each after the tables that it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != REVISION]


def _continue_numbering(connection: Connection, table: Table) -> None:
    """Set PostgreSQL's sequence to continue after the highest loaded number."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:name, :column)"), {"name": f'"{table.name}"', "column": column.name}
    )
    highest = connection.scalar(select(column).order_by(column.desc()).limit(1))
    if sequence and highest is not None:
        connection.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def _plain(value: Any) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, (bytes, memoryview)) else value


def _value(value: Any) -> Any:
    return base64.b64decode(value["base64"]) if isinstance(value, dict) else value

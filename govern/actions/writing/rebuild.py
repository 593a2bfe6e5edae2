"""Rebuilds the public tables from the record, or compares them with a rebuilt scratch database."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, Text, select, union

from govern.actions.record.bundle import snapshot
from govern.config import Instance
from govern.protocol.errors import N_, Refused
from govern.protocol.messages import Message
from govern.protocol.state import Statement
from govern.record import leaf
from govern.record.errors import RecordError
from govern.rules.statements import judge, read
from govern.store import database, public_tables
from govern.store.base import Base
from govern.store.facts.polls import PollRow, ResultRow
from govern.store.private import pending
from govern.store.projection import TABLES, Projection
from govern.store.record import log
from govern.store.record.log import BlobRow

CHUNK = 256
Progress = Callable[[int, int], None]  # leaves done, leaves in all


class UnreplayableRecord(Exception):
    """A leaf of the record that the rules refuse; no tables can be derived from such a record."""

    def __init__(self, index: int, why: str) -> None:
        self.index = index
        self.why = why
        super().__init__(index, why)

    @property
    def sentence(self) -> Message:
        """The message for the operator."""
        return Message(N_("Statement %(index)s of the record does not stand: %(why)s"), index=self.index, why=self.why)


def rebuild(engine: Engine, lock: Path, progress: Progress | None = None) -> int:
    """Drop the public tables and project the record again, in one transaction; returns the number of statements.

    Readers see the old tables meanwhile. Raises Unreplayable; then, as after any interruption, nothing has changed.
    """
    with database.writing(engine, lock) as connection:
        with public_tables.replaced(connection):
            for index, error in _replay(connection, connection, progress):
                raise UnreplayableRecord(index, str(error))
        pending.settle(connection)
        return _size(connection)


def check(engine: Engine, instance: Instance) -> list[str]:
    """The differences between the public tables and the record, in plain words; changes nothing."""
    with tempfile.TemporaryDirectory(prefix="govern-rebuild-", dir=instance.folder) as folder:
        scratch = database.open_engine(f"sqlite:///{Path(folder) / 'scratch.db'}")
        try:
            Base.metadata.create_all(scratch)
            with snapshot(engine) as live:
                return list(_differences(live, scratch))
        finally:
            scratch.dispose()


def _differences(live: Connection, scratch: Engine) -> Iterator[str]:
    with database.writing(scratch) as connection:
        for index, error in _replay(live, connection, None):
            yield f"leaf {index} of the record does not stand: {error}"
    with snapshot(scratch) as rebuilt:
        for row in TABLES.values():
            yield from _compare(row, live, rebuilt)


def _replay(live: Connection, target: Connection, progress: Progress | None) -> Iterator[tuple[int, Exception]]:
    """Project the record of one database into the tables of another, or the same; yields each refused leaf."""
    size = _size(live)
    for start in range(0, size, CHUNK):
        state = Projection(target)
        for index, data in enumerate(log.leaves(live, start, start + CHUNK), start):
            try:
                _take(state, index, data)
            except (RecordError, Refused) as error:
                yield index, error
        state.flush()
        if progress is not None:
            progress(min(start + CHUNK, size), size)


def _size(connection: Connection) -> int:
    head = log.head(connection)
    return head.size if head else 0


def _take(state: Projection, index: int, data: bytes) -> None:
    found = leaf.parse(data)
    kind, payload = read(found.envelope)
    keyid = found.envelope.signatures[0].keyid
    state.put(judge(state, kind, Statement(found.envelope.id, kind.name, payload, keyid, found.at, index)))


def _compare(row: type[Base], live: Connection, rebuilt: Connection) -> Iterator[str]:
    """Compare two tables row by row in the order of their keys."""
    table: Any = row.__table__
    keys = [column.name for column in table.primary_key]
    actual, expected = _rows(row, live), _rows(row, rebuilt)
    found, wanted = next(actual, None), next(expected, None)
    while found is not None or wanted is not None:
        place_found, place_wanted = _place(found, keys), _place(wanted, keys)
        if wanted is None or (found is not None and place_found < place_wanted):
            yield f"{table.name} {_words(place_found)}: the row follows from nothing in the record"
            found = next(actual, None)
        elif found is None or place_wanted < place_found:
            yield f"{table.name} {_words(place_wanted)}: the row is missing"
            wanted = next(expected, None)
        else:
            yield from _compare_row(table.name, place_found, found, wanted)
            found, wanted = next(actual, None), next(expected, None)


def _compare_row(name: str, place: tuple[Any, ...], found: dict[str, Any], wanted: dict[str, Any]) -> Iterator[str]:
    for column, value in wanted.items():
        if found[column] != value:
            yield f"{name} {_words(place)}: {column} is {found[column]!r} where the record gives {value!r}"


def _rows(row: type[Base], connection: Connection) -> Iterator[dict[str, Any]]:
    table: Any = row.__table__
    text_order = "C" if connection.dialect.name == "postgresql" else "BINARY"  # both compare bytes
    order = [column.collate(text_order) if isinstance(column.type, Text) else column for column in table.primary_key]
    query: Select[Any] = select(table).order_by(*order)
    if row is BlobRow:  # text blobs were sent separately; only rolls and counts follow from the record
        computed = union(select(PollRow.roll_blob), select(PollRow.delegations_blob), select(ResultRow.count_blob))
        query = query.where(BlobRow.hash.in_(computed))
    for found in connection.execute(query.execution_options(yield_per=CHUNK)).mappings():
        yield dict(found)


def _place(row: dict[str, Any] | None, keys: list[str]) -> tuple[Any, ...]:
    return () if row is None else tuple(row[name] for name in keys)


def _words(place: tuple[Any, ...]) -> str:
    return "/".join(str(part) for part in place)

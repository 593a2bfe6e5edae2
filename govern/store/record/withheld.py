"""Withheld texts: left out of bundles, searches and pages."""

from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from govern.protocol import facts
from govern.store.facts.discussion import HiddenTextRow
from govern.store.record.texts import TextRow

_COLUMNS: Final = tuple(getattr(HiddenTextRow, field.name) for field in fields(facts.HiddenText))


def is_withheld(digest: Any) -> ColumnElement[bool]:
    """Condition: the blob whose hash is in a column is withheld; never true of a weight roll."""
    hidden, text = aliased(HiddenTextRow), aliased(TextRow)  # the column may belong to one of these tables
    return select(hidden.hash).where(hidden.hash == digest, hidden.hidden.is_(True), text.hash == digest).exists()


def is_any_since(connection: Connection, size: int) -> bool:
    """Whether a statement at this leaf index or later withholds a text."""
    query = select(HiddenTextRow.hash).where(HiddenTextRow.index >= size, HiddenTextRow.hidden.is_(True)).limit(1)
    return connection.scalar(query) is not None


def find(reading: Connection | Session, hashes: Iterable[str]) -> dict[str, facts.HiddenText]:
    """The withheld texts among these, by hash."""
    found = reading.execute(_withheld_among(), {"hashes": list(hashes)})
    return {row.hash: facts.HiddenText(*row) for row in found}


@cache
def _withheld_among() -> Select[Any]:
    """The query of `find`, built once: each page runs it, and building it takes longer than running it."""
    among = HiddenTextRow.hash.in_(bindparam("hashes", expanding=True))
    return select(*_COLUMNS).where(among, is_withheld(HiddenTextRow.hash))

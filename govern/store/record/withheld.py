"""Which texts are withheld: what bundles leave out, searches do not find and pages do not show."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.orm import Session, aliased

from govern.protocol import facts
from govern.store.facts.discussion import HiddenTextRow
from govern.store.record.texts import TextRow

_COLUMNS: Final = tuple(getattr(HiddenTextRow, field.name) for field in fields(facts.HiddenText))


def is_withheld(digest: Any) -> ColumnElement[bool]:
    """Whether the blob whose hash stands in a column is withheld; a weight roll is no text, and never is."""
    hidden, text = aliased(HiddenTextRow), aliased(TextRow)  # the column may be one of these tables' own
    return select(hidden.hash).where(hidden.hash == digest, hidden.hidden.is_(True), text.hash == digest).exists()


def is_any_since(connection: Connection, size: int) -> bool:
    """Whether one of the statements from this place of the record on withholds a text."""
    query = select(HiddenTextRow.hash).where(HiddenTextRow.index >= size, HiddenTextRow.hidden.is_(True)).limit(1)
    return connection.scalar(query) is not None


def find(reading: Connection | Session, hashes: Iterable[str]) -> dict[str, facts.HiddenText]:
    """Those of some texts that are withheld, by their hashes."""
    query = select(*_COLUMNS).where(HiddenTextRow.hash.in_(list(hashes)), is_withheld(HiddenTextRow.hash))
    return {row.hash: facts.HiddenText(*row) for row in reading.execute(query)}

"""Word search in names and purposes of money: finds matching texts, then the rows that name them."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from govern.store.record.texts import TextRow, fold
from govern.store.record.withheld import is_withheld

MOST_WORDS: Final = 6
FEW: Final = 400  # texts listed in the query; a more frequent word is found soon by scanning the newest rows

Column = InstrumentedAttribute[str]


def words_of(typed: str) -> tuple[str, ...]:
    """The words of a search."""
    return tuple(fold(typed).split()[:MOST_WORDS])


def with_word(session: Session, word: str, columns: Iterable[Column], also: Sequence[Any] = ()) -> ColumnElement[bool]:
    """Condition: one of these columns is the hash of a text, not withheld, with the word; or one of `also` holds."""
    holds = TextRow.folded.contains(word, autoescape=True), ~is_withheld(TextRow.hash)
    found = list(session.scalars(select(TextRow.hash).where(*holds).limit(FEW + 1)))
    if len(found) <= FEW:
        return or_(*(column.in_(found) for column in columns), *also)
    return or_(*(select(TextRow.hash).where(TextRow.hash == column, *holds).exists() for column in columns), *also)

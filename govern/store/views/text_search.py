"""Looking for words among what money is called: which texts hold a word, and which rows hang on these."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from govern.store.record.texts import TextRow, fold
from govern.store.record.withheld import is_withheld

MOST_WORDS: Final = 6
FEW: Final = 400  # texts: so many are named one by one; a word in more of them is met soon by looking at the newest

Column = InstrumentedAttribute[str]


def words_of(typed: str) -> tuple[str, ...]:
    """The words that somebody looks for."""
    return tuple(fold(typed).split()[:MOST_WORDS])


def with_word(session: Session, word: str, columns: Iterable[Column], also: Sequence[Any] = ()) -> ColumnElement[bool]:
    """Whether one of these columns, hashes of texts that are not withheld, leads to a word; or one of `also` holds."""
    holds = TextRow.folded.contains(word, autoescape=True), ~is_withheld(TextRow.hash)
    found = list(session.scalars(select(TextRow.hash).where(*holds).limit(FEW + 1)))
    if len(found) <= FEW:
        return or_(*(column.in_(found) for column in columns), *also)
    return or_(*(select(TextRow.hash).where(TextRow.hash == column, *holds).exists() for column in columns), *also)

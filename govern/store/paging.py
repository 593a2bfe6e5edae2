"""Keyset pagination: pages of long lists after a cursor, without counting or skipping rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import tuple_
from sqlalchemy.orm import Session

Item = TypeVar("Item")
PAGE = 20


@dataclass(frozen=True)
class Cursor:
    """A cursor in a list, newest first: the sort values of the last item seen, and the direction."""

    values: tuple[int | str, ...]
    newer: bool = False


@dataclass(frozen=True)
class Page(Generic[Item]):
    """The items of a page; `newer` and `older` are the cursors of the neighbouring pages, or empty."""

    items: tuple[Item, ...]
    newer: str = ""
    older: str = ""


def read_cursor(older: str, newer: str, *kinds: type[int] | type[str]) -> Cursor | None:
    """Parse a cursor from the query parameters (values joined by "~"); None for the beginning.

    `kinds` are the types of the values.
    """
    values = (newer or older).split("~")
    if not (newer or older) or len(values) != len(kinds):
        return None
    if not all(kind is str or _is_number(one) for one, kind in zip(values, kinds, strict=True)):
        return None
    return Cursor(tuple(kind(one) for one, kind in zip(values, kinds, strict=True)), bool(newer))


def read_page(
    session: Session,
    query: Any,
    order: Sequence[Any],
    cursor: Cursor | None,
    make: Callable[[Any], Item],
    key: Callable[[Item], tuple[int | str, ...]],
    size: int = PAGE,
) -> Page[Item]:
    """A page of a query in descending order of some columns; `key` gives an item's values of these columns."""
    newer = cursor is not None and cursor.newer
    if cursor is not None:
        here, there = tuple_(*order), tuple_(*cursor.values)
        query = query.where(here > there if newer else here < there)
    query = query.order_by(*(one.asc() if newer else one.desc() for one in order)).limit(size + 1)
    found = [make(row) for row in session.execute(query)]
    more, items = len(found) > size, found[:size]
    if newer:
        items.reverse()
    if not items:
        return Page(())
    before, after = (more, True) if newer else (cursor is not None, more)
    return Page(tuple(items), _name(key(items[0])) if before else "", _name(key(items[-1])) if after else "")


def shorten(page: Page[Item], most: int, key: Callable[[Item], tuple[int | str, ...]], *, newer: bool) -> Page[Item]:
    """Cut a page of large items to `most` items; `newer` means that it was read towards the newer items.

    The next page in that direction starts with the items cut off.
    """
    if most >= len(page.items):
        return page
    if newer:
        items = page.items[len(page.items) - most :]
        return Page(items, _name(key(items[0])), page.older)
    items = page.items[:most]
    return Page(items, page.newer, _name(key(items[-1])))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 17


def _name(values: tuple[int | str, ...]) -> str:
    return "~".join(str(value) for value in values)

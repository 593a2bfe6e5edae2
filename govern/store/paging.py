"""Pages of long lists by their order: what lies beyond a place, without counting or skipping what comes before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import tuple_
from sqlalchemy.orm import Session

Item = TypeVar("Item")
PAGE = 20


@dataclass(frozen=True)
class Place:
    """A place in a list, newest first: the values of the last item seen, and the direction in which to go on."""

    values: tuple[int | str, ...]
    newer: bool = False


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some items of a list; `newer` and `older` name the places beyond, empty where there is nothing."""

    items: tuple[Item, ...]
    newer: str = ""
    older: str = ""


def read_place(older: str, newer: str, *kinds: type[int] | type[str]) -> Place | None:
    """The place that an address names (one value a kind, joined by "~"); None, the beginning, if it names none."""
    values = (newer or older).split("~")
    if not (newer or older) or len(values) != len(kinds):
        return None
    if not all(kind is str or _is_number(one) for one, kind in zip(values, kinds, strict=True)):
        return None
    return Place(tuple(kind(one) for one, kind in zip(values, kinds, strict=True)), bool(newer))


def read_page(
    session: Session,
    query: Any,
    order: Sequence[Any],
    place: Place | None,
    make: Callable[[Any], Item],
    key: Callable[[Item], tuple[int | str, ...]],
    size: int = PAGE,
) -> Page[Item]:
    """A page of a query in descending order of some columns; `key` gives an item's values of these columns."""
    newer = place is not None and place.newer
    if place is not None:
        here, there = tuple_(*order), tuple_(*place.values)
        query = query.where(here > there if newer else here < there)
    query = query.order_by(*(one.asc() if newer else one.desc() for one in order)).limit(size + 1)
    found = [make(row) for row in session.execute(query)]
    more, items = len(found) > size, found[:size]
    if newer:
        items.reverse()
    if not items:
        return Page(())
    before, after = (more, True) if newer else (place is not None, more)
    return Page(tuple(items), _name(key(items[0])) if before else "", _name(key(items[-1])) if after else "")


def shorten(page: Page[Item], most: int, key: Callable[[Item], tuple[int | str, ...]], *, newer: bool) -> Page[Item]:
    """A page cut to `most` items, because they are large; `newer` says that it was read towards the newer ones.

    What is cut off comes on the next page in the direction of reading.
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

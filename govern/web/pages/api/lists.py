"""Lists for programs, paginated by number and by bytes, so that a page is one strict-JSON document."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from flask import request

from govern.record import strict_json
from govern.store.paging import Cursor, Page, shorten
from govern.web.frame.parameters import PLACE, PLACES, BadParameter

LARGEST_PAGE: Final = 55_000  # bytes of the items; strict JSON's limit leaves room for the rest
LARGEST_ITEM: Final = 1_000_000  # bytes, as the browser reads answers (js/browser/http.js)
Key = Callable[[Any], tuple[int | str, ...]]
Json = dict[str, Any]


def list_page(name: str, page: Page[Any], key: Key, tell: Callable[[Any], Json], cursor: Cursor | None) -> Json:
    """A page of a list: `older` and `newer` are the neighbouring cursors, `next` is the address of the next page.

    `key` gives an item's cursor. An item larger than a page is on a page by itself.
    """
    newer = cursor is not None and cursor.newer
    every_item = [tell(one) for one in page.items]
    fits = _fitting(list(reversed(every_item)) if newer else every_item)
    shown = shorten(page, fits, key, newer=newer)
    items = every_item[len(every_item) - fits :] if newer else every_item[:fits]
    onward = ("newer", shown.newer) if newer else ("older", shown.older)
    return {name: items, "newer": shown.newer, "next": _address(*onward), "older": shown.older}


def _fitting(items: Sequence[Json]) -> int:
    """The number of items that fit, from the first on; at least one."""
    size = 0
    for number, item in enumerate(items):
        size += len(strict_json.encode(item, LARGEST_ITEM)) + 1
        if size > LARGEST_PAGE and number:
            return number
    return len(items)


def whole_page(rows: Iterable[Any], key: Key, cursor: Cursor | None, size: int) -> Page[Any]:
    """A page of an in-memory list, in its order; `older` continues in it. Raises BadParameter."""
    every = list(rows)
    keys = [key(one) for one in every]
    if cursor is None:
        start, end = 0, size
    elif cursor.values not in keys:
        raise BadParameter("newer" if cursor.newer else "older", PLACE)
    elif cursor.newer:
        end = keys.index(cursor.values)
        start = max(0, end - size)
    else:
        start = keys.index(cursor.values) + 1
        end = start + size
    items = tuple(every[start:end])
    if not items:
        return Page(())
    named = ["~".join(map(str, one)) for one in keys]
    return Page(items, named[start] if start else "", named[start + len(items) - 1] if end < len(every) else "")


def _address(direction: str, where: str) -> str:
    """The address of the next page with the same filters; empty at the end."""
    if not where:
        return ""
    filters = [(name, value) for name, value in request.args.items() if name not in PLACES]
    return f"{request.path}?{urlencode([*filters, (direction, where)])}"

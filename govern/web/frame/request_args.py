"""Query parameters of list pages: search text and pagination cursor."""

from flask import request

from govern.store.paging import Cursor, read_cursor

LONGEST = 100


def search_text() -> str:
    """The search text of `q`, without invisible characters."""
    typed = "".join(one for one in request.args.get("q", "") if one.isprintable())
    return typed.strip()[:LONGEST]


def cursor(*kinds: type[int] | type[str]) -> Cursor | None:
    """The cursor in `older` or `newer`; `kinds` are the types of its values."""
    return read_cursor(request.args.get("older", ""), request.args.get("newer", ""), *kinds)

"""What the address of a list asks for: words to search, and a place to go on from."""

from flask import request

from govern.store.paging import Cursor, read_cursor

LONGEST = 100


def search_text() -> str:
    """The words to search, in `q`, without what cannot be seen."""
    typed = "".join(one for one in request.args.get("q", "") if one.isprintable())
    return typed.strip()[:LONGEST]


def cursor(*kinds: type[int] | type[str]) -> Cursor | None:
    """The place named by `older` or `newer`; `kinds` are those of its values."""
    return read_cursor(request.args.get("older", ""), request.args.get("newer", ""), *kinds)

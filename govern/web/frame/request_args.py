"""What the address of a list asks for: words to search, and a place to go on from."""

from flask import request

from govern.store.paging import Place, read_place

LONGEST = 100


def words() -> str:
    """The words to search, in `q`, without what cannot be seen."""
    typed = "".join(one for one in request.args.get("q", "") if one.isprintable())
    return typed.strip()[:LONGEST]


def place(*kinds: type[int] | type[str]) -> Place | None:
    """The place named by `older` or `newer`; `kinds` are those of its values."""
    return read_place(request.args.get("older", ""), request.args.get("newer", ""), *kinds)

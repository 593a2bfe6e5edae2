"""Query parameters of addresses below /api: each view declares its own; others are refused with 400."""

import re
from collections.abc import Callable, Collection
from typing import Any, Final, TypeVar

from flask import Blueprint, current_app, request

from govern.protocol import fields
from govern.protocol.errors import N_
from govern.store.paging import Cursor, read_cursor

View = TypeVar("View", bound=Callable[..., Any])
EVERYWHERE: Final = frozenset({"lang"})
PLACES: Final = ("older", "newer")
_SLUG: Final = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)

UNKNOWN: Final = N_("The address has the parameter “%(name)s”, which is not known here.")
TWICE: Final = N_("The address has the parameter “%(name)s” more than once.")
DAY: Final = N_("“%(name)s” must be a day such as 2026-01-31.")
CHOICE: Final = N_("“%(name)s” must be one of these: %(choices)s.")
SLUG: Final = N_("“%(name)s” must be an id of small letters, digits and hyphens.")
DIGEST: Final = N_("“%(name)s” must be an id of 64 hexadecimal digits.")
PLACE: Final = N_("“%(name)s” must be a place in this list, as an answer named it.")
ONE_PLACE: Final = N_("“older” and “newer” exclude each other.")
PERIOD: Final = N_("“since” must not be later than “until”.")


class BadParameter(Exception):
    """An invalid parameter; `template` and `values` are the reason, `name` the parameter."""

    def __init__(self, name: str, template: str, **values: str) -> None:
        self.name = name
        self.template = template
        self.values = {"name": name, **values}
        super().__init__(name)


def takes(*names: str) -> Callable[[View], View]:
    """Declare the query parameters of a view."""

    def mark(view: View) -> View:
        view.parameters = frozenset(names)  # type: ignore[attr-defined]
        return view

    return mark


def check_parameters(blueprint: Blueprint) -> None:
    """Refuse undeclared parameters in the blueprint's views."""
    blueprint.before_request(_check)


def _check() -> None:
    view = current_app.view_functions[request.endpoint or ""]
    known = getattr(view, "parameters", frozenset()) | EVERYWHERE
    for name, values in request.args.lists():
        if name not in known:
            raise BadParameter(name, UNKNOWN)
        if len(values) > 1:
            raise BadParameter(name, TWICE)


def day(name: str) -> str:
    """A day, or empty if missing."""
    return _matching(name, fields.date, DAY)


def slug(name: str) -> str:
    """An id such as a programme's, or empty."""
    return _matching(name, lambda value: _SLUG.fullmatch(value) is not None, SLUG)


def digest(name: str) -> str:
    """The id of a statement, or empty."""
    return _matching(name, fields.digest, DIGEST)


def choice(name: str, choices: Collection[str]) -> str:
    """One of these words, or empty."""
    value = request.args.get(name, "")
    if name in request.args and value not in choices:
        raise BadParameter(name, CHOICE, choices=", ".join(choices))
    return value


def period() -> tuple[str, str]:
    """The days of `since` and `until`, each empty if missing."""
    since, until = day("since"), day("until")
    if since and until and since > until:
        raise BadParameter("since", PERIOD)
    return since, until


def cursor(*kinds: type[int] | type[str]) -> Cursor | None:
    """The cursor in `older` or `newer`; None for the beginning of the list."""
    asked = [name for name in PLACES if name in request.args]
    if len(asked) > 1:
        raise BadParameter("newer", ONE_PLACE)
    if not asked or request.args[asked[0]] == "":
        return None  # an answer's `older` is empty on the last page, and programs may send it back
    found = read_cursor(request.args.get("older", ""), request.args.get("newer", ""), *kinds)
    if found is None:
        raise BadParameter(asked[0], PLACE)
    return found


def _matching(name: str, permits: Callable[[Any], bool], template: str) -> str:
    value = request.args.get(name, "")
    if name in request.args and not permits(value):
        raise BadParameter(name, template)
    return value

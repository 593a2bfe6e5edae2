"""Language and theme: chosen by a person, stored in a cookie and in the account."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, g, redirect, request
from flask_babel import Babel
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from govern.i18n.compiled import module_name
from govern.i18n.languages import LANGUAGES, SOURCE, Language, preferred
from govern.store.private.accounts import UserRow
from govern.web.frame.access.security import allow
from govern.web.frame.database import private_write

THEMES: Final = ("auto", "light", "dark")
YEAR: Final = 365 * 24 * 3600
babel = Babel()
pages = Blueprint("language", __name__)


def language() -> str:
    """The tag of the page's language: from the URL, an earlier choice, or the browser's preference."""
    if "language" not in g:
        tags = (request.args.get("lang"), request.cookies.get("language"), _of_account())
        chosen_before = next((tag for tag in tags if tag in LANGUAGES), "")
        g.language = chosen_before or preferred(request.accept_languages.values()).tag
    chosen: str = g.language
    return chosen


def _of_account() -> str:
    """The account's language; empty while the database is unavailable."""
    if g.get("database_away"):
        return ""
    try:
        return str(getattr(current_user, "language", ""))
    except SQLAlchemyError:
        return ""


def choose_for_request(chosen: str) -> None:
    """Answer this request in a language, unless its URL names another."""
    if chosen in LANGUAGES and request.args.get("lang") not in LANGUAGES:
        g.language = chosen


def row() -> Language:
    """The page's language in the table of languages."""
    return LANGUAGES[language()]


def catalogue_of_scripts() -> str:
    """The static file with the scripts' messages; empty for their source language."""
    return "" if row() == SOURCE else module_name(row())


def locale() -> str:
    """The language as Babel names it."""
    return row().locale


def gap() -> str:
    """The separator of two sentences: a space, or nothing in Chinese."""
    return row().gap


def listed(names: Iterable[object]) -> str:
    """Names joined with the separator of the reader's language."""
    return str(_(", ")).join(str(one) for one in names)


def theme() -> str:
    """`auto`, `light` or `dark`."""
    chosen = request.cookies.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


@pages.post("/language")
@allow("stranger")
def choose_language() -> Response:
    """Store the language and return to the page."""
    chosen = request.form.get("language", "")
    response = redirect(way_back())
    if chosen in LANGUAGES:
        response.set_cookie("language", chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
        _remember(language=chosen)
    return response


@pages.post("/theme")
@allow("stranger")
def choose_theme() -> Response:
    """Store the theme and return to the page."""
    chosen = request.form.get("theme", "")
    response = redirect(way_back())
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
        _remember(theme=chosen)
    return response


def _remember(**choice: str) -> None:
    if current_user.is_authenticated:
        with private_write() as session:
            row = session.get_one(UserRow, current_user.row.id)
            for name, value in choice.items():
                setattr(row, name, value)


def way_back() -> str:
    """The address in `next`, without a language, if it is on this site; else the home page."""
    target = request.values.get("next", "/")
    parts = urlsplit(target)
    ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith(("//", "/\\"))
    if not ours or not target.isprintable() or "\\" in target:
        return "/"
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "lang"])
    return urlunsplit(("", "", parts.path, query, ""))

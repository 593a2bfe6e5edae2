"""Texts within pages, shortened if a page is full, and the page of a single text."""

import re
from typing import Final

from flask import Blueprint, abort, g, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from govern.web.frame.access.security import allow
from govern.web.prose.fitting import PageSpace
from govern.web.prose.render import render
from govern.web.prose.texts import text_of, withheld_of

pages = Blueprint("prose", __name__)
LARGEST: Final = 600_000  # characters of HTML in the texts of an undivided page
BEGINNING: Final = 300  # characters of a text that does not fit
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


@pages.get("/texts/<digest>")
@allow("anyone")
def show(digest: str) -> str:
    """The whole text with this hash."""
    if not _DIGEST.fullmatch(digest) or not (text_of(digest) or withheld_of(digest)):
        abort(404)
    return render_template("parts/whole_text.html", digest=digest)


def prose_of(digest: str) -> Markup:
    """A text as safe HTML; if the page is full, only its beginning, with a link to the whole."""
    if "prose_room" not in g:
        g.prose_room = PageSpace(LARGEST)
    text = text_of(digest)
    if not text or g.prose_room.takes(digest):
        return render(text)
    words = _("This page is full. Read the whole text")
    return Markup('<p>{}…</p><p><a href="/texts/{}">{}</a></p>').format(text[:BEGINNING], digest, words)

"""Renders Markdown as safe HTML: no raw HTML, no images, headings from the third level, links marked as foreign.

The cost of a text is limited: tables (see `tables.py`), lines, and the resulting HTML. A text above a limit is shown as
typed, with a note.
"""

import hashlib
import re
from typing import Any, Final

import nh3
from flask_babel import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

from govern.web.frame.language import language
from govern.web.prose import language_detection, mentions
from govern.web.prose.cache import RenderedTexts
from govern.web.prose.tables import bound_tables, refused_tables

MOST_LINES: Final = 3_000
LARGEST_HTML: Final = 200_000  # characters
_TAGS: Final = {
    *("a", "blockquote", "br", "code", "del", "div", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s"),
    *("strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_SCROLLING: Final = {"class", "tabindex", "role", "aria-label"}  # of a <div>, which texts cannot contain
_TABLE: Final = re.compile(r"<(/?)table>")
_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
bound_tables(_markdown)
_rendered = RenderedTexts()


def render(text: str) -> Markup:
    """Safe HTML of a Markdown text. Mentions show the names that this reader may see; they are not cached."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    html = _rendered.get((digest, language()), lambda: _render(text))
    return Markup(mentions.named(html))  # noqa: S704 - cleaned before it was cached


def _render(text: str) -> str:
    if text.count("\n") > MOST_LINES:
        return _as_typed(text)
    env: dict[str, Any] = {}
    tokens = _markdown.parse(text, env)
    _relevel(tokens)
    language_detection.mark(tokens)
    mentions.link(tokens)
    html = _clean(in_boxes(_markdown.renderer.render(tokens, _markdown.options, env)))
    if len(html) > LARGEST_HTML:
        return _as_typed(text)
    return html + _note(_("A table is too large to be drawn, and shown as it was typed.")) * refused_tables(env)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "div": _SCROLLING},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


def _as_typed(text: str) -> str:
    words = _("This text is too large to be set with headings and lists, and shown as it was typed.")
    return f"<pre>{escape(text)}</pre>{_note(words)}"


def _note(words: str) -> str:
    return f'<p class="small">{escape(words)}</p>'


def in_boxes(html: str) -> str:
    """Put each table into a scrollable box, also by keyboard (WCAG 2.2, 1.4.10 and 2.1.1)."""
    label = escape(_("Table"))
    box = f'<div class="table-scroll" tabindex="0" role="group" aria-label="{label}">'
    return _TABLE.sub(lambda match: "</table></div>" if match[1] else f"{box}<table>", html)


def _relevel(tokens: list[Token]) -> None:
    # Texts are below a heading of the second level, and no level may be skipped (WCAG 1.3.1).
    level = 2
    for token in tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1:]) + 2, level + 1, 6)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"

"""Renders the written specification as safe HTML: the README of each layer, with an anchor for every rule."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from govern import paths
from govern.web.frame.language import language
from govern.web.prose.render import in_boxes

Part = Literal["protocol", "record", "rules", "verify"]

_TAGS: Final = {
    *("a", "blockquote", "code", "div", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong"),
    *("table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_HEADINGS: Final = {heading: {"id"} for heading in ("h2", "h3", "h4")}
_SCROLLING: Final = {"class", "tabindex", "role", "aria-label"}
_COMMENT: Final = re.compile(r"^<!-- .*? -->\n", re.MULTILINE)  # markers of generated blocks
_README: Final = re.compile(r"\]\(\.\./(protocol|record|rules|verify)/README\.md")
_FILE: Final = re.compile(r"\[([^\]]*)\]\((?!/check/|#|https?:)[^)\s]+\)")  # a link to a file of the repository
_RULE: Final = re.compile(r"(\d+\.\d+) ")
_markdown: Final = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Chapter:
    """A chapter's heading and its anchor."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Specification:
    """One part of the specification: its title, its chapters and its text."""

    title: str
    chapters: tuple[Chapter, ...]
    html: Markup


def anchor_of(number: str) -> str:
    """The anchor of a rule in the part on rules."""
    return f"rule-{number}"


def specification(part: Part) -> Specification:
    """A part of the specification, as shipped with the program."""
    return _rendered(part, language())


@lru_cache(maxsize=16)
def _rendered(part: Part, _language: str) -> Specification:
    text = (paths.specification() / part / "README.md").read_text(encoding="utf-8")
    tokens = _markdown.parse(_FILE.sub(r"\1", _README.sub(r"](/check/\1", _COMMENT.sub("", text))))
    title, tokens = tokens[1].content, tokens[3:]
    chapters = tuple(_set_anchors(tokens))
    html = in_boxes(_markdown.renderer.render(tokens, _markdown.options, {}))
    attributes = {"a": {"href"}, "div": _SCROLLING, **_HEADINGS}
    clean = nh3.clean(html, tags=_TAGS, attributes=attributes, url_schemes={"http", "https"})
    return Specification(title, chapters, Markup(clean))  # noqa: S704 - our own text, and cleaned


def _set_anchors(tokens: list[Token]) -> list[Chapter]:
    """Give each heading an anchor: a rule by its number, another heading by its words."""
    chapters: list[Chapter] = []
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        title = tokens[place + 1].content
        rule = _RULE.match(title)
        anchor = anchor_of(rule[1]) if rule else re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        token.attrSet("id", anchor)
        if token.tag == "h2":
            chapters.append(Chapter(title, anchor))
    return chapters

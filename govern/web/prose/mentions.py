"""Mentions of members in texts: written `@m_…`, because the record has no names; shown by the present name."""

import re
from collections.abc import Iterable
from typing import Final

from markdown_it.token import Token
from markupsafe import escape

from govern.protocol.texts import MENTION
from govern.web.frame.access.people import name_of, remember_names

_LINKED: Final = re.compile(r'(<a href="/members/(m_[0-9a-f]{24})"[^>]*>)@\2(</a>)')


def link(tokens: list[Token]) -> None:
    """Make each mention in a parsed Markdown text a link to the member's page; code and links are left alone."""
    for one in tokens:
        if one.type == "inline" and one.children:
            one.children = list(_linked(one.children))


def named(html: str) -> str:
    """HTML with the mentioned members' names, if the reader may see them, in place of their ids."""
    remember_names(member for _, member, _ in _LINKED.findall(html))
    return _LINKED.sub(lambda match: f"<bdi>{match[1]}@{escape(name_of(match[2]))}{match[3]}</bdi>", html)


def _linked(children: list[Token]) -> Iterable[Token]:
    depth = 0
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type != "text" or depth:
            yield child
            continue
        plain = True
        for part in MENTION.split(child.content):
            yield from (Token("text", "", 0, content=part),) if plain else _link(part)
            plain = not plain


def _link(member: str) -> Iterable[Token]:
    yield Token("link_open", "a", 1, attrs={"href": f"/members/{member}"})
    yield Token("text", "", 0, content=f"@{member}")
    yield Token("link_close", "a", -1)

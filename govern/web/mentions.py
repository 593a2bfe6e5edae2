"""Mentions of members in texts: written `@m_…`, since no name may stand in the record; shown by the present name."""

from collections.abc import Iterable

from markdown_it.token import Token

from govern.domain.texts import MENTION
from govern.web.people import name_of, remember_names


def link(tokens: list[Token]) -> None:
    """Makes each mention in a parsed Markdown text a link to the member's page; code and links stay as they are."""
    inlines = [one for one in tokens if one.type == "inline" and one.children]
    remember_names(member for one in inlines for member in MENTION.findall(one.content))
    for one in inlines:
        one.children = list(_linked(one.children or []))


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
    yield Token("text", "", 0, content=f"@{name_of(member)}")
    yield Token("link_close", "a", -1)

"""Parses the markup of OFX files, SGML of version 1 and XML of version 2, leniently and in linear time.

In version 1 an element with a value is not closed, and banks omit or misspell more than the specification allows. An
element is a group if its end tag is at a possible position; any other element is a value, perhaps empty.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from govern.tables.formats.sections import UnreadableFile
from govern.tables.formats.values import decoded

DEEPEST: Final = 40  # nested groups; OFX itself needs ten
MOST_TAGS: Final = 500_000  # twenty thousand transactions of twelve closed elements
_tag = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9._:-]{0,63})(?:\s[^<>]{0,500})?(/?)>")
_entity = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8});")
_header = re.compile(rb"\b(ENCODING|CHARSET)\s{0,9}[:=]\s{0,9}[\"']?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_nested = re.compile(r"^.*:")  # a namespace prefix


@dataclass(slots=True)
class Node:
    """An element with its name in capitals: a group with children, or a value."""

    name: str
    text: str = ""
    children: list["Node"] = field(default_factory=list)
    closed: bool = False  # as groups are

    def value(self, *path: str) -> str:
        """The value of the first element at a path, or empty."""
        found = self.first(*path)
        return found.text if found else ""

    def first(self, *path: str) -> "Node | None":
        """The first element at a path of names."""
        node: Node | None = self
        for name in path:
            node = next((one for one in node.children if one.name == name), None) if node else None
        return node

    def every(self, *names: str) -> Iterator["Node"]:
        """All elements with these names below this one, in order, without those nested in a match."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.every(*names)


@dataclass(slots=True)
class _Tag:
    name: str
    closes: bool
    empty: bool
    text: str
    group: bool = False


def parsed(data: bytes, encoding: str = "") -> Node:
    """The tree of an OFX file, in the given or declared encoding; raises UnreadableFile."""
    text = _without(decoded(data, encoding or _declared(data)), "<!--", "-->")
    start = text.upper().find("<OFX")
    if start < 0:
        raise UnreadableFile("ofx")
    if text.count("<", start) > MOST_TAGS:
        raise UnreadableFile("long", lines=str(text.count("<", start)), most=str(MOST_TAGS))
    tags = list(_with_ends_of_transactions(_tags(_plain_data(text[start:]))))
    _find_groups(tags)
    return _tree(tags)


def _declared(data: bytes) -> str:
    """The encoding in the file's header."""
    head: dict[bytes, str] = {name.upper(): value.decode("ascii") for name, value in _header.findall(data[:2000])}
    charset, encoding = head.get(b"CHARSET", ""), head.get(b"ENCODING", "")
    return charset if charset.upper() not in ("", "NONE") else encoding


def _without(text: str, begin: str, end: str) -> str:
    """The text without the parts between two marks; without an end mark, up to the end."""
    kept, place = [], 0
    while (found := text.find(begin, place)) >= 0:
        kept.append(text[place:found])
        stop = text.find(end, found + len(begin))
        place = len(text) if stop < 0 else stop + len(end)
    return "".join((*kept, text[place:]))


def _plain_data(text: str) -> str:
    """The text with its CDATA sections written as entities."""
    first, *others = text.split("<![CDATA[")
    parts = [one.partition("]]>") for one in others]
    return "".join((first, *(html.escape(inside) + after for inside, _, after in parts)))


def _tags(text: str) -> Iterator[_Tag]:
    """Every tag with the text after it."""
    found = list(_tag.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends, strict=False):
        behind = _entity.sub(lambda entity: html.unescape(entity[0]), text[one.end() : end]).strip()
        yield _Tag(_nested.sub("", one[2]).upper(), bool(one[1]), bool(one[3]), behind)


def _with_ends_of_transactions(tags: Iterable[_Tag]) -> Iterator[_Tag]:
    """The tags, with end tags added for transactions that end at the next one or with their list."""
    is_open = False
    for tag in tags:
        if tag.name == "STMTTRN" and not tag.text:
            if is_open and not tag.closes:
                yield _Tag("STMTTRN", closes=True, empty=False, text="")
            is_open = not tag.closes
        elif tag.closes and tag.name == "BANKTRANLIST" and is_open:
            yield _Tag("STMTTRN", closes=True, empty=False, text="")
            is_open = False
        yield tag


def _find_groups(tags: list[_Tag]) -> None:
    """Mark the tags that open a group: without a value, and closed later."""
    waiting: list[_Tag] = []
    open_names: Counter[str] = Counter()
    for tag in tags:
        if tag.closes and open_names[tag.name]:
            while True:
                one = waiting.pop()
                open_names[one.name] -= 1
                if one.name == tag.name:
                    one.group = True
                    break
        elif not tag.closes and not tag.empty and not tag.text:
            waiting.append(tag)
            open_names[tag.name] += 1


def _tree(tags: list[_Tag]) -> Node:
    root = Node("")
    path = [root]
    for tag in tags:
        if tag.closes:
            _close(path, tag.name)
        else:
            node = Node(tag.name, tag.text, closed=tag.group)
            path[-1].children.append(node)
            if tag.group:
                path.append(node)
        if len(path) > DEEPEST:
            raise UnreadableFile("deep")
    return root


def _close(path: list[Node], name: str) -> None:
    """Leave a group; the end tag of a value is ignored."""
    if any(one.name == name for one in path[1:]):
        while path.pop().name != name:
            pass

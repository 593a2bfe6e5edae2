"""Parses XML of banks into a tree of local names, with limits: no entities, no deep nesting, any encoding."""

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from govern.tables.formats.sections import UnreadableFile
from govern.tables.formats.values import decoded

DEEPEST: Final = 60  # nested elements; messages of ISO 20022 have up to 20
_declared = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_-]{1,20})")
_declaration = re.compile(r"<\?xml[^>]{0,500}\?>")
_not_xml = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")
_cut_off: Final = (3, 4, 5)  # expat: no element found, an invalid token, an unclosed token


class _BoundedTreeBuilder(TreeBuilder):
    """Builds the tree with local names and limited depth."""

    depth = 0

    def start(self, tag: str, attrs: Mapping[str, str], /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFile("deep")
        return super().start(tag.rpartition("}")[2], dict(attrs))

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag.rpartition("}")[2])


def parsed(data: bytes) -> Element:
    """The root of an XML file; raises UnreadableFile: `truncated`, `xml_entities`, `deep` or `xml`."""
    declared = _declared.search(data[:400])
    text = decoded(data, declared[1].decode("ascii") if declared else "").lstrip("\ufeff \r\n\t\0")
    found = _declaration.match(text)
    plain = _not_xml.sub("", text[found.end() :] if found else text).strip()
    parser = DefusedXMLParser(target=_BoundedTreeBuilder())
    try:
        parser.feed(plain.encode())
        root = parser.close()
    except ParseError as error:
        raise UnreadableFile("truncated" if _ends_early(error, plain) else "xml") from error
    except DefusedXmlException as error:
        raise UnreadableFile("xml_entities") from error
    assert isinstance(root, Element)
    return root


def _ends_early(error: ParseError, text: str) -> bool:
    """Whether the parser's error is at the end of the file, so that its rest is missing."""
    line, _column = error.position
    return error.code in _cut_off and line >= text.count("\n") + 1 and not text.endswith("</Document>")


def children(element: Element | None, name: str) -> list[Element]:
    """The child elements with a name."""
    return [] if element is None else [one for one in element if one.tag == name]


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of names."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def value(element: Element | None, *path: str) -> str:
    """The text of the first element at a path, or empty."""
    found = child(element, *path)
    return (found.text or "").strip() if found is not None else ""

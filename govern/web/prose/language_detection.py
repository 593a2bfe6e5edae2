"""Texts that members wrote in the other of the two languages: marked, so that they are read and set as their own.

A screen reader then speaks them with the right voice (WCAG 2.2, 3.1.2), and an apostrophe among Latin letters does not
take the width of a Chinese quotation mark.
"""

import re
from typing import Final

from markdown_it.token import Token
from markupsafe import Markup, escape

from govern.web.frame.language import language

_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
HAN_WEIGHS: Final = 2  # one character of Chinese against so many letters


def tongue_of(text: str) -> str:
    """`zh-Hans` or `en`, by the letters of a text; empty if it has none, or some Chinese among more of the other."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if not han:
        return "en" if latin else ""
    return "zh-Hans" if han * HAN_WEIGHS >= latin else ""


def lang_of(text: str) -> Markup:
    """The attribute `lang` of an element that holds this text, unless it is in the page's language."""
    tongue = tongue_of(escape(text).striptags())
    return Markup("") if tongue in ("", language()) else Markup(' lang="{}"').format(tongue)


def mark(tokens: list[Token]) -> None:
    """Gives the blocks of a parsed Markdown text the attribute `lang`, unless they are in the page's language."""
    for at, token in enumerate(tokens):
        tongue = tongue_of(token.content) if token.type == "inline" else ""
        if tongue not in ("", language()):
            _block_around(tokens, at).attrSet("lang", tongue)


def _block_around(tokens: list[Token], at: int) -> Token:
    # The paragraph of a short list item is not written: its text stands in the item itself.
    block = tokens[at - 1]
    return tokens[at - 2] if block.hidden and tokens[at - 2].type == "list_item_open" else block

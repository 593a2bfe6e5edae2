"""Marks texts in another language than the page's with `lang`, as far as their letters show it.

A screen reader then uses the right voice (WCAG 2.2, 3.1.2), and an apostrophe among Latin letters does not get the
width of a Chinese quotation mark.
"""

from collections.abc import Iterable
from typing import Final

from markdown_it.token import Token
from markupsafe import Markup, escape

from govern.i18n.languages import LATIN, ROWS, Language, Script
from govern.web.frame.language import row
from govern.web.frame.names_shown import line

UNDETERMINED: Final = "und"  # BCP 47: unknown language of a known script


def script_of(text: str, scripts: Iterable[Script]) -> Script | None:
    """The script of a text: Latin if alone, another if it outweighs the Latin words; else None."""
    weights = {one: len(one.letters.findall(text)) * one.weight for one in scripts}
    others = {one: weight for one, weight in weights.items() if one is not LATIN and weight}
    if not others:
        return LATIN if weights.get(LATIN) else None
    heaviest = max(others, key=lambda one: others[one])
    return heaviest if 2 * others[heaviest] >= sum(weights.values()) else None


def detect(text: str, page: Language, rows: Iterable[Language] = ROWS) -> str:
    """The language tag of a text whose letters show that it is not in the page's language; else empty.

    For a script of several languages the tag leaves the language undetermined; on a page in one of them it is empty.
    """
    known = (*rows,)
    script = script_of(text, dict.fromkeys(one.script for one in known))
    if script is None or script == page.script:
        return ""
    tags = [one.tag for one in known if one.script == script]
    return tags[0] if len(tags) == 1 else f"{UNDETERMINED}-{script.code}"


def lang_of(text: str) -> Markup:
    """The attribute `lang` for an element with this text, unless it is in the page's language."""
    tag = detect(escape(text).striptags(), row())
    return Markup(' lang="{}"').format(tag) if tag else Markup("")


def bdi(text: str) -> Markup:
    """A title or a name in a page: apart from the direction of what stands around it, in its own language."""
    return Markup("<bdi{}>{}</bdi>").format(lang_of(text), line(text))


def mark(tokens: list[Token]) -> None:
    """Set the attribute `lang` on the blocks of a parsed Markdown text that are not in the page's language."""
    for at, token in enumerate(tokens):
        tag = detect(token.content, row()) if token.type == "inline" else ""
        if tag:
            _block_around(tokens, at).attrSet("lang", tag)


def _block_around(tokens: list[Token], at: int) -> Token:
    # The paragraph of a tight list item is hidden: its text is directly in the item.
    block = tokens[at - 1]
    return tokens[at - 2] if block.hidden and tokens[at - 2].type == "list_item_open" else block

"""The pages of the specification and their generated blocks."""

from pathlib import Path
from typing import Final

from tests.tools.specification import blocks, index, rulebook, statements

GOVERN: Final = index.PACKAGE
PAGES: Final = (GOVERN / "protocol" / "README.md", GOVERN / "rules" / "README.md")
RULE: Final = "rule "

_MAKERS: Final[dict[str, blocks.Make]] = {
    "types": statements.types,
    "common fields": statements.common,
    "statements": statements.statements,
    "effects": statements.effects,
    "objects": statements.objects,
    "rulebook": rulebook.schema,
    "methods": rulebook.methods_of_kinds,
}


def made(text: str) -> dict[str, str]:
    """The contents of every generated block of a page."""
    return {name: _block(name) for name in blocks.names(text)}


def _block(name: str) -> str:
    return index.rule(name.removeprefix(RULE)) if name.startswith(RULE) else _MAKERS[name]()


def read(page: Path) -> str:
    """A page's text."""
    return page.read_text(encoding="utf-8")

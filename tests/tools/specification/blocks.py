"""Finds and replaces generated blocks in a text by their markers."""

import re
from collections.abc import Callable, Mapping
from typing import Final

Make = Callable[[], str]
_BLOCK: Final = re.compile(r"(<!-- generated: (?P<name>[^>]+?) -->\n)(?P<body>.*?)(<!-- end -->)", re.DOTALL)


def names(text: str) -> list[str]:
    """The names of all blocks, in their order."""
    return [match["name"] for match in _BLOCK.finditer(text)]


def filled(text: str, made: Mapping[str, str]) -> str:
    """The text with the current content of every block."""

    def replaced(match: re.Match[str]) -> str:
        return f"{match[1]}{made[match['name']].rstrip()}\n{match[4]}"

    return _BLOCK.sub(replaced, text)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)

"""Limits tables in Markdown: a table that is too large is shown as plain text.

A row shorter than the header is filled up with empty cells, so a few kilobytes can request tens of thousands.
"""

from collections.abc import MutableMapping
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table

MOST_COLUMNS: Final = 30
MOST_CELLS: Final = 3_000  # in one text
CELLS: Final = "cells"
REFUSED: Final = "tables_refused"


def bound_tables(markdown: MarkdownIt) -> None:
    """Replace the Markdown rule for tables by the limited one."""
    markdown.block.ruler.at("table", _bounded, {"alt": ["paragraph", "reference"]})


def refused_tables(env: MutableMapping[str, Any]) -> bool:
    """Whether the parsing with this environment met a table that was too large."""
    return bool(env.get(REFUSED))


def _bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not table(state, start, end, True):
        return False
    if silent:
        return True
    columns, last = _columns(state, start), _last(state, start, end)
    cells = state.env.get(CELLS, 0) + columns * (last - start)
    if columns > MOST_COLUMNS or cells > MOST_CELLS:
        _show_plain(state, start, last)
        return True
    state.env[CELLS] = cells
    return table(state, start, end, False)


def _columns(state: StateBlock, line: int) -> int:
    return state.src[state.bMarks[line] : state.eMarks[line]].strip().strip("|").count("|") + 1


def _last(state: StateBlock, start: int, end: int) -> int:
    """The line after the table, at most: tables end at an empty line at the latest."""
    return next((line for line in range(start, end) if state.isEmpty(line)), end)


def _show_plain(state: StateBlock, start: int, last: int) -> None:
    state.line = last
    token = state.push("code_block", "code", 0)
    token.content = state.getLines(start, last, state.blkIndent, True)
    token.map = [start, last]
    state.env[REFUSED] = True

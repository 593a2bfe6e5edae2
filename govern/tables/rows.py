"""The rows of a table, from delimited text or a workbook, each with its line number."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

DELIMITERS: Final = (";", ",", "\t", "|")
NAMES: Final = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
_BY_NAME: Final = {name: mark for mark, name in NAMES.items()}
MOST_ROWS: Final = 20_000
_LOOKED_AT: Final = 100_000  # characters examined for the delimiter
_LONGEST_CELL: Final = 20  # lines; a longer cell was not closed


@dataclass(frozen=True)
class TableRow:
    """A row and its first line number in the file, counted from 1."""

    place: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether all cells are empty."""
        return not any(self.cells)


class UnbalancedQuotes(Exception):
    """Unbalanced quotation marks; `place` is the line where the open cell begins."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


def split(text: str, delimiter: str) -> list[TableRow]:
    """The rows of a text; raises Unquoted.

    A space or TAB may follow a closing quotation mark.
    """
    try:
        return list(_rows(text, delimiter, strict=True))
    except csv.Error:
        rows = list(_rows(text, delimiter, strict=False))
    for row in rows:
        if any(cell.count("\n") > _LONGEST_CELL for cell in row.cells):
            raise UnbalancedQuotes(row.place)
    return rows


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[TableRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    begins = 1
    for cells in reader:
        if cells:
            yield TableRow(begins, tuple(trimmed(cells)))
        begins = reader.line_num + 1


def trimmed(cells: Sequence[str]) -> list[str]:
    """The cells without surrounding spaces, and without empty cells at the end."""
    found = [cell.strip(" \t\r\n\u00a0\u3000\ufeff") for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def declared(text: str) -> tuple[str, str]:
    """The delimiter declared by a first line such as `sep=;`, and the text with that line emptied."""
    found = re.match(r"sep=(.)\r?\n", text)
    return (found[1], text[found.end(1) :]) if found else ("", text)


def delimiter_of(answer: str) -> str:
    """The delimiter named in an answer, by its character or its name."""
    return _BY_NAME.get(answer, answer if len(answer) == 1 else "")


def most_likely(text: str, headings: Callable[[Sequence[str]], int]) -> str:
    """The delimiter of a table with a head line: the one that gives most known headings.

    `headings` counts the known ones. Ties are decided by the number of rows of equal width, then by frequency.
    Delimiters within quotation marks do not count.
    """
    beginning = text[:_LOOKED_AT].removeprefix("\ufeff").lstrip("\r\n")
    return max(DELIMITERS, key=lambda one: _likelihood(beginning, one, headings))


def _likelihood(text: str, delimiter: str, headings: Callable[[Sequence[str]], int]) -> tuple[int, int, int]:
    try:
        found = [row for row in split(text, delimiter) if not row.is_empty]
    except UnbalancedQuotes:
        return 0, 0, 0
    return headings(found[0].cells) if found else 0, steady(found), max((len(row.cells) for row in found), default=0)


def steady(rows: Sequence[TableRow]) -> int:
    """The number of rows with the most common width, among rows of several cells."""
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    return max(widths.values(), default=0)

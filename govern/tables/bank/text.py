"""Reads a statement from a text file: encoding, delimiter and rows."""

from collections.abc import Sequence
from typing import Final

from govern.tables import rows as tables
from govern.tables.bank import table
from govern.tables.bank.head import Layout, find
from govern.tables.bank.names import region_of
from govern.tables.encoding import decode
from govern.tables.rows import DELIMITERS, NAMES, TableRow, UnbalancedQuotes
from govern.tables.statement import BankStatement, FileQuestion, Refusal, StatementContext

_LOOKED_AT: Final = 100_000  # characters examined for the delimiter


def read(data: bytes, asked: StatementContext) -> BankStatement:
    """Read the statement in a text file."""
    decoded = decode(data, asked.answers.get("encoding", ""), region_of)
    if decoded is None:
        return BankStatement("", refusals=(Refusal("encoding"),))
    if decoded.open is not None:
        example = " / ".join(f"{name}: {text}" for name, text in decoded.open.items())
        return BankStatement("csv", questions=(FileQuestion("encoding", tuple(decoded.open), example),))
    delimiter, text = tables.declared(decoded.text)
    wanted = tables.delimiter_of(asked.answers.get("delimiter", "")) or delimiter
    try:
        ways = [wanted] if wanted else _delimiters(text)
        if len(ways) > 1:
            return BankStatement(
                "csv", questions=(FileQuestion("delimiter", tuple(NAMES[one] for one in ways), _line(text)),)
            )
        return table.read("csv", tables.split(text, ways[0]), asked)
    except UnbalancedQuotes as error:
        return BankStatement("csv", refusals=(Refusal("quotes", error.place),))


def _line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")[:200]


def _delimiters(text: str) -> list[str]:
    """The possible delimiters: those that give most columns with known names, else most rows of equal width."""
    ranks = {one: _rank(text, one) for one in DELIMITERS}
    best = max(ranks.values())
    if best <= (0, 0, 0):  # not a table, or one with unbalanced quotation marks
        return [min(DELIMITERS, key=lambda one: ranks[one])]
    return [one for one in DELIMITERS if ranks[one] == best]


def _rank(text: str, delimiter: str) -> tuple[int, int, int]:
    try:
        found = tables.split(_beginning(text), delimiter)
    except UnbalancedQuotes:
        return -1, 0, 0
    layout = find(found)
    if layout is None:
        return 0, 0, tables.steady(found)
    return layout.known, _movements(found, layout), tables.steady(found)


def _beginning(text: str) -> str:
    return text if len(text) <= _LOOKED_AT else text[: text.rindex("\n", 0, _LOOKED_AT) + 1] if "\n" in text else text


def _movements(found: Sequence[TableRow], layout: Layout) -> int:
    return sum(len(row.cells) > 1 for row in found[layout.first :])

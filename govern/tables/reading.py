"""Reads a bank statement of any kind: detects the format, calls its reader, and checks the result."""

from typing import Final

from govern.tables import formats, workbook
from govern.tables.bank import table, text
from govern.tables.checks import checked
from govern.tables.statement import BankStatement, FileQuestion, Refusal, StatementContext

LARGEST: Final = 5 * 1024 * 1024  # bytes


def read(data: bytes, asked: StatementContext) -> BankStatement:
    """The statement in a file. Obstacles to its use are in its questions and refusals.

    Specified formats (OFX, QIF, MT940, CAMT, zip) are read in `formats`; everything else is a table. Account number,
    currency, sums and days are checked here for all of them.
    """
    if not data.strip():
        return BankStatement(kind="", refusals=(Refusal("empty"),))
    if len(data) <= LARGEST:
        data = formats.unpacked(data)
    if len(data) > LARGEST:
        return BankStatement(kind="", refusals=(Refusal("large"),))
    found = formats.read(data, asked)
    return checked(_table(data, asked) if found is None else found, asked)


def _table(data: bytes, asked: StatementContext) -> BankStatement:
    kind = formats.kind_of(data)
    return text.read(data, asked) if kind == "csv" else _workbook(data, kind, asked)


def _workbook(data: bytes, kind: str, asked: StatementContext) -> BankStatement:
    """The statement in the only usable sheet of a workbook, or in the named sheet."""
    try:
        sheets = dict(workbook.sheets_of(data, kind))
    except workbook.BrokenWorkbook:
        return BankStatement(kind, refusals=(Refusal("workbook"),))
    wanted = asked.answers.get("sheet", "")
    if wanted in sheets:
        return table.read(kind, sheets[wanted], asked)
    statements = {name: table.read(kind, rows, asked) for name, rows in sheets.items()}
    usable = {name: one for name, one in statements.items() if one.columns.get("day")} or statements
    if len({one.lines for one in usable.values()}) > 1:
        return BankStatement(kind, questions=(FileQuestion("sheet", tuple(usable)),))
    return next(iter(usable.values()), BankStatement(kind, refusals=(Refusal("empty"),)))

"""Reads a CSV table as rows of a ledger, and reports every unusable line."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from govern.protocol.errors import N_
from govern.rules.treasury.ledger_import.values import (
    FIELDS,
    LONGEST_TEXT,
    ImportRow,
    Problem,
    Table,
    TableLayout,
    UnreadableCell,
    problem,
)
from govern.tables import formats
from govern.tables import rows as tables
from govern.tables.bank.names import region_of
from govern.tables.encoding import decode
from govern.tables.ledger_cells import amount_of, day_of_text, decimal_mark
from govern.tables.workbook import BrokenWorkbook, sheets_of

Digits = Callable[[str], int]  # of a currency
Cells = Mapping[str, str]
MONEY: Final = ("amount", "debit", "credit")


def read(text: str, form: TableLayout, digits: Digits) -> Table:
    """All of a file's rows and problems."""
    lines, problems = _records(text, form)
    columns, wrong = _columns(lines, form)
    if wrong or not lines:
        return Table((), (*problems, *wrong), (), 0)
    found = [(line, _cells(cells, columns)) for line, cells in lines[1:] if any(one.strip() for one in cells)]
    short = {line for line, cells in lines[1:] if any(cells) and len(cells) < 1 + max(columns.values())}
    kept = [(line, cells) for line, cells in found if line not in form.skip]
    try:
        decimal = form.decimal or decimal_mark(cells[name] for _, cells in kept for name in MONEY if name in cells)
    except UnreadableCell as error:
        return Table((), (*problems, error.on(0)), (), len(found))
    rows, left_out = [], [line for line, _ in found if line in form.skip]
    for line, cells in kept:
        try:
            if line in short:
                raise UnreadableCell(N_("the line is shorter than the head line"))
            row = _row(line, cells, form, decimal, digits)
        except UnreadableCell as error:
            problems.append(error.on(line))
            continue
        if row.amount:
            rows.append(row)
        else:
            left_out.append(line)
    return Table(tuple(rows), tuple(sorted(problems)), tuple(sorted(left_out)), len(found))


def text_of(data: bytes, encoding: str = "") -> str:
    """A ledger's table as text, from a text file or a workbook's first sheet; raises UnreadableCell."""
    kind = formats.kind_of(data)
    if kind in formats.TABLES and kind != "csv":
        return _text_of_sheet(data, kind)
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        message = N_("Nothing is known of an encoding “%(encoding)s”.")
        raise UnreadableCell(message, encoding=encoding) from error
    found = decode(data, encoding, region_of)
    if found is None:
        raise UnreadableCell(N_("the file is not text in this encoding: say which it is (--encoding)"))
    if found.open is not None:
        message = N_("the file's letters can be read in several ways: say the encoding (--encoding): %(choices)s")
        raise UnreadableCell(message, choices=", ".join(f"{name} ({text})" for name, text in found.open.items()))
    return found.text


def _text_of_sheet(data: bytes, kind: str) -> str:
    try:
        sheets = sheets_of(data, kind)
    except BrokenWorkbook as error:
        raise UnreadableCell(N_("the workbook is damaged, protected by a password, or too large")) from error
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(row.cells for _name, rows in sheets[:1] for row in rows)
    return out.getvalue()


def head_of(text: str, form: TableLayout) -> list[str]:
    """The names of the columns."""
    records, _problems = _records(text, form)
    return [one.strip() for one in records[0][1]] if records else []


def _records(text: str, form: TableLayout) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """The records with their first line number; quoted cells may contain line breaks."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.delimiter or _delimiter(text, form), strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        return found, [problem(begins, N_("the table breaks off here: %(why)s"), why=str(error))]
    return found, []


def _delimiter(text: str, form: TableLayout) -> str:
    called = {form.columns.get(name, name).strip().casefold() for name in FIELDS}
    return tables.most_likely(text, lambda head: sum(cell.strip().casefold() in called for cell in head))


def _columns(lines: list[tuple[int, list[str]]], form: TableLayout) -> tuple[dict[str, int], list[Problem]]:
    """The column of each field. A column named like a field is that field, unless the layout names another one."""
    if not lines:
        return {}, [problem(0, N_("the file is empty"))]
    head = [one.strip() for one in lines[0][1]]
    names = {one.casefold(): place for place, one in reversed(list(enumerate(head)))}
    columns, problems = {}, []
    for name in FIELDS:
        wanted = form.columns.get(name, name).strip().casefold()
        if wanted in names:
            columns[name] = names[wanted]
        elif name in form.columns:
            message = N_("there is no column “%(column)s”; there are: %(head)s")
            problems.append(problem(1, message, column=form.columns[name], head=", ".join(head)))
    if not problems:
        problems = list(_missing(columns, form))
    return columns, problems


def _missing(columns: Mapping[str, int], form: TableLayout) -> Iterator[Problem]:
    if "date" not in columns:
        yield problem(1, N_("no column is the date: name it (--map date=…)"))
    if not columns.keys() & set(MONEY):
        yield problem(1, N_("no column is the amount: name it (--map amount=…, or debit=…,credit=…)"))
    if "account" not in columns and not form.defaults.get("account"):
        yield problem(
            1, N_("no column is the account: name it (--map account=…), or say whose rows these are (--account)")
        )
    if "currency" not in columns and not form.defaults.get("currency"):
        yield problem(
            1, N_("no column is the currency: name it (--map currency=…), or say it for all rows (--currency)")
        )


def _cells(cells: list[str], columns: Mapping[str, int]) -> Cells:
    return {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}


def _row(line: int, cells: Cells, form: TableLayout, decimal: str, digits: Digits) -> ImportRow:
    def named(name: str) -> str:
        return " ".join(tidy(cells.get(name, "")).split()) or form.defaults.get(name, "")

    currency, text = named("currency").upper(), tidy(cells.get("text", "")).strip()
    if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
        raise UnreadableCell(N_("“%(cell)s” is no code of three letters"), cell=currency)
    if not named("account"):
        raise UnreadableCell(N_("the account is missing"))
    if len(text) > LONGEST_TEXT:
        raise UnreadableCell(N_("the text has more than %(most)s characters"), most=LONGEST_TEXT)
    if max(len(named("account")), len(named("contra"))) > 200:
        raise UnreadableCell(N_("the name of the account has more than %(most)s characters"), most=200)
    if named("account") == named("contra"):
        raise UnreadableCell(N_("both sides are the same account"))
    return ImportRow(
        line=line,
        on=day_of_text(cells["date"], form.order),
        account=named("account"),
        contra=named("contra"),
        amount=_amount(cells, decimal, digits(currency), currency),
        currency=currency,
        text=text,
        number=named("number"),
    )


def tidy(text: str) -> str:
    """A text as signed: NFC, without control characters except line breaks."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(one for one in composed if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs"))


def _amount(cells: Cells, decimal: str, digits: int, currency: str) -> int:
    """The account's gain; of two columns debit is a gain and credit a loss, and one of them is enough."""
    given = {name: cells[name] for name in MONEY if cells.get(name, "").strip()}
    if not given:
        raise UnreadableCell(N_("the amount is missing"))
    if "amount" in given:
        return amount_of(given["amount"], decimal, digits, currency)
    sides = [amount_of(given[name], decimal, digits, currency) if name in given else 0 for name in ("debit", "credit")]
    return sides[0] - sides[1]

"""The books as an XLSX workbook: accounts, entries, postings, payments and budget, written row by row."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, BinaryIO, Final

import xlsxwriter

from govern.rules.treasury.ledger_files.book import EntryLine, LedgerBook

MOST_ROWS: Final = 1_048_576  # the limit of a sheet
EXACT: Final = 10**15  # spreadsheets keep fifteen digits of a number; longer ones are written as text
SHEETS: Final[dict[str, tuple[str, ...]]] = {
    "accounts": (
        *("account", "name", "kind", "currency", "balance", "floor", "restricted", "opened", "closed", "leaf", "id"),
    ),
    "entries": (*("date", "kind", "text", "programme", "leaf", "id", "reverses", "reversed_by", "recorded_by"),),
    "postings": ("date", "account", "amount", "currency", "text", "programme", "leaf", "entry"),
    "payments": (
        *("date", "kind", "payee", "amount", "currency", "text", "programme", "leaf"),
        *("payment", "request", "mandate", "vote", "proposal", "reversed_by"),
    ),
    "budget": (
        *("programme", "name", "currency", "appropriated", "encumbered", "spent", "left", "starts", "ends"),
        *("leaf", "proposal", "vote"),
    ),
}


def write_workbook(file: BinaryIO, book: LedgerBook, entries: Iterable[EntryLine]) -> None:
    """Write the whole workbook; rows go to temporary files, so that memory holds one row of each sheet."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, {**options, "strings_to_numbers": False}) as workbook:
        workbook.set_properties({"title": book.title})
        sheets = {name: _Sheet(workbook, name, columns, book) for name, columns in SHEETS.items()}
        _accounts(sheets["accounts"], book)
        _budget(sheets["budget"], book)
        for entry in entries:
            _entry(sheets, entry)


class _Money(tuple[int, str]):
    """Minor units and their currency."""


class _Sheet:
    """Rows under a header; starts another sheet when one is full."""

    def __init__(self, workbook: Any, name: str, columns: Sequence[str], book: LedgerBook) -> None:
        self._workbook, self._name, self._columns, self._book = workbook, name, columns, book
        self._formats: dict[int, Any] = {}
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._sheet = self._workbook.add_worksheet(self._name + (f" {self._number}" if self._number > 1 else ""))
        self._sheet.freeze_panes(1, 0)
        bold = self._workbook.add_format({"bold": True})
        for column, name in enumerate(self._columns):
            self._sheet.write_string(0, column, name, bold)
        self._row = 1

    def add(self, *cells: str | int | _Money) -> None:
        """Add a row."""
        if self._row == MOST_ROWS:
            self._begin()
        for column, cell in enumerate(cells):
            if isinstance(cell, _Money):
                self._money(column, *cell)
            elif isinstance(cell, int):
                self._sheet.write_number(self._row, column, cell)
            elif cell:
                self._sheet.write_string(self._row, column, cell[:32_767])  # the limit of a cell
        self._row += 1

    def _money(self, column: int, amount: int, currency: str) -> None:
        if abs(amount) >= EXACT:
            self._sheet.write_string(self._row, column, self._book.number(amount, currency))
            return
        digits = self._book.digits[currency]
        if digits not in self._formats:
            pattern = "#,##0." + "0" * digits if digits else "#,##0"
            self._formats[digits] = self._workbook.add_format({"num_format": pattern})
        self._sheet.write_number(self._row, column, Decimal(amount).scaleb(-digits), self._formats[digits])


def _accounts(sheet: _Sheet, book: LedgerBook) -> None:
    for one in book.accounts:
        sums = (_Money((amount, one.currency)) for amount in (one.balance, one.floor, one.restricted))
        sheet.add(one.path, one.name, one.kind, one.currency, *sums, one.opened, one.closed, one.index, one.account)


def _budget(sheet: _Sheet, book: LedgerBook) -> None:
    for one in book.budget:
        left = one.amount - one.encumbered - one.spent
        sums = (_Money((amount, one.currency)) for amount in (one.amount, one.encumbered, one.spent, left))
        name = book.programmes.get(one.programme, "")
        ids = (one.index, one.proposal, one.vote)
        sheet.add(one.programme, name, one.currency, *sums, one.starts, one.ends, *ids)


def _entry(sheets: dict[str, _Sheet], entry: EntryLine) -> None:
    details = (entry.text, entry.programme, entry.index, entry.id)
    sheets["entries"].add(entry.on, entry.kind, *details, entry.reverses, entry.reversed_by, entry.recorded_by)
    for one in entry.postings:
        currency = one.account.currency
        sheets["postings"].add(entry.on, one.account.path, _Money((one.amount, currency)), currency, *details)
    if entry.chain:
        _payment(sheets["payments"], entry)


def _payment(sheet: _Sheet, entry: EntryLine) -> None:
    """The row of a payment or a refund, with its change of the own account including the fee."""
    chain = entry.chain
    own = [one for one in entry.postings if one.account.kind == "assets"]
    currency = own[0].account.currency if own else ""
    amount = _Money((sum(one.amount for one in own), currency)) if own else ""
    ids = (chain[name] for name in ("payment", "request", "mandate", "vote", "proposal"))
    about = (entry.text, entry.programme, entry.index)
    sheet.add(entry.on, entry.kind, chain["payee"], amount, currency, *about, *ids, entry.reversed_by)

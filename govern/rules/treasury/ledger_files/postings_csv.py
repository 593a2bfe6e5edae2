"""Exports the books to CSV, one row per posting, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from govern.rules.treasury.ledger_files.book import CHAIN, EntryLine, LedgerBook

COLUMNS: Final = (
    *("date", "entry", "leaf", "kind", "text", "programme", "account", "account_name", "account_id", "amount"),
    *("currency", "reverses", "reversed_by", "recorded_by", *CHAIN),
)
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(book: LedgerBook, entries: Iterable[EntryLine]) -> Iterator[str]:
    """The file in pieces, entry by entry, with line ends of RFC 4180."""
    yield _lines([COLUMNS])
    for entry in entries:
        yield _lines(_rows(book, entry))


def _rows(book: LedgerBook, entry: EntryLine) -> Iterator[tuple[str, ...]]:
    chain = tuple(guarded(entry.chain.get(name, "")) for name in CHAIN)
    before = (entry.on, entry.id, str(entry.index), entry.kind, guarded(entry.text), entry.programme)
    after = (entry.reverses, entry.reversed_by, entry.recorded_by, *chain)
    for one in entry.postings:
        account = one.account
        where = (account.path, guarded(account.name), account.account)
        yield (*before, *where, book.number(one.amount, account.currency), account.currency, *after)


def guarded(text: str) -> str:
    """A text that spreadsheets do not read as a formula: prefixed with an apostrophe if necessary."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()

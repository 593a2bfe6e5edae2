"""Exports of the books for other programs: Beancount, hledger and CSV, written in pieces of any total length."""

from typing import Final

from govern.rules.treasury.ledger_files import beancount, journal, postings_csv

WRITERS: Final = {"beancount": beancount.write, "csv": postings_csv.write, "ledger": journal.write}
"""Writers of text; a spreadsheet is written elsewhere, since it needs a library."""

ENDINGS: Final = {"beancount": "beancount", "csv": "csv", "ledger": "journal", "xlsx": "xlsx"}
"""All formats, each with the usual ending of its files."""

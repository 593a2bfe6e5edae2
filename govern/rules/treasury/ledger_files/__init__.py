"""The books as files that other programs read: Beancount, hledger and CSV; written piece by piece, however long."""

from typing import Final

from govern.rules.treasury.ledger_files import beancount, journal, postings_csv

WRITERS: Final = {"beancount": beancount.write, "csv": postings_csv.write, "ledger": journal.write}
"""Writers of text; a spreadsheet is written elsewhere, since it needs a library."""

ENDINGS: Final = {"beancount": "beancount", "csv": "csv", "ledger": "journal", "xlsx": "xlsx"}
"""All formats, each with the usual ending of its files."""

"""Files from banks: CSV by a mapping of its columns, and structured formats by their definitions."""

from govern.actions.bank_files.columns import Mapping, Table, guess, read_csv, table
from govern.actions.bank_files.lines import LARGEST, BadBankFile, Line
from govern.actions.bank_files.structured import is_table, read_structured

__all__ = [
    "LARGEST",
    "BadBankFile",
    "Line",
    "Mapping",
    "Table",
    "guess",
    "is_table",
    "read_csv",
    "read_structured",
    "table",
]

"""Files from banks: CSV by a mapping of its columns, OFX, and CAMT.053 (ISO 20022)."""

from govern.actions.bank_files.camt import read_camt
from govern.actions.bank_files.columns import Mapping, Table, guess, read_csv, table
from govern.actions.bank_files.lines import LARGEST, BadBankFile, Line
from govern.actions.bank_files.ofx import read_ofx

__all__ = [
    "LARGEST",
    "BadBankFile",
    "Line",
    "Mapping",
    "Table",
    "guess",
    "kind_of",
    "read_camt",
    "read_csv",
    "read_ofx",
    "table",
]


def kind_of(data: bytes) -> str:
    """`camt`, `ofx` or `csv`, by how a file begins."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if head.startswith(b"OFXHEADER") or b"<OFX>" in head.upper() or b"<?OFX" in head.upper():
        return "ofx"
    return "camt" if head.startswith(b"<") else "csv"

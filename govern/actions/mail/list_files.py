"""Converts the file of a list to text: the first sheet of a workbook, or text in any encoding."""

import csv
import io
import zipfile
from collections.abc import Mapping
from typing import Final

from govern.actions.people.accounts import FormError
from govern.tables import encoding
from govern.tables.encoding import Known
from govern.tables.workbook import BrokenWorkbook, sheets_of

_WORKBOOKS: Final = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls"}


class EncodingUnclear(FormError):
    """A list whose encoding is ambiguous; `choices` are the possible ones, each with a sample line."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        super().__init__({"list": "list_encoding"})
        self.choices = dict(choices)


def text_of(data: bytes, known: Known, wanted: str = "") -> str:
    """The text of a list with delimiters; `wanted` is an encoding chosen by the person.

    Raises FormError(list_unreadable, list_empty), EncodingUnclear.
    """
    kind = next((kind for mark, kind in _WORKBOOKS.items() if data.startswith(mark)), "")
    if kind:
        return _first_sheet(data, kind)
    found = encoding.decode(data, wanted, known)
    if found is None:
        raise FormError({"list": "list_unreadable"})
    if found.open:
        raise EncodingUnclear(found.open)
    return found.text


def _first_sheet(data: bytes, kind: str) -> str:
    try:
        sheets = sheets_of(data, kind)
    except (BrokenWorkbook, zipfile.BadZipFile) as error:
        raise FormError({"list": "list_unreadable"}) from error
    if not sheets:
        raise FormError({"list": "list_empty"})
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row.cells for row in sheets[0][1])
    return out.getvalue()

"""Workbooks (XLSX, XLSB, XLS, ODS) as rows of texts."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from govern.tables.rows import TableRow, trimmed

_LARGEST: Final = 200_000_000  # bytes that a workbook may unpack to
MOST_CELLS: Final = 2_000_000
Cell = str | int | float | bool | datetime.date | datetime.time | datetime.datetime | datetime.timedelta


class BrokenWorkbook(Exception):
    """A workbook that cannot be opened: damaged, locked by a password, or too large."""


def sheets_of(data: bytes, kind: str) -> list[tuple[str, tuple[TableRow, ...]]]:
    """The names and rows of the visible, nonempty sheets; raises BrokenWorkbook."""
    if kind != "xls" and _unpacked(data) > _LARGEST:
        raise BrokenWorkbook
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
        sheets = [(name, tuple(_rows(book, name))) for name in visible]
    except (CalamineError, ValueError, OverflowError, zipfile.BadZipFile) as error:
        raise BrokenWorkbook from error
    return [(name, rows) for name, rows in sheets if any(not row.is_empty for row in rows)]


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(one.file_size for one in packed.infolist())


def _rows(book: CalamineWorkbook, name: str) -> Iterator[TableRow]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise BrokenWorkbook
    for place, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        yield TableRow(place, tuple(trimmed([_text(cell) for cell in cells])))


def _text(cell: Cell) -> str:
    """A cell as text for the parsers. Numbers keep 15 significant digits, as in spreadsheets."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        plain = f"{cell:.0f}" if cell.is_integer() else f"{cell:.15g}"
        return f"{plain}0" if plain[-4:-3] == "." else plain  # three decimals could be mistaken for thousands
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ", "seconds")
    return str(cell)

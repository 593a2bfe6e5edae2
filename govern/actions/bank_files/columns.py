"""CSV files of banks: which column is what is guessed, said by a treasurer, and remembered."""

import csv
import datetime
import io
import re
from collections import Counter, abc
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from govern.actions.bank_files.lines import MOST_LINES, BadBankFile, Line, Wrong, minor_units

ROLES: Final = ("date", "amount", "debit", "credit", "text", "text2", "balance")
DATE_FORMATS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d.%m.%y", "%Y%m%d")
USUAL: Final = {  # how banks call their columns
    "date": (
        "date",
        "booking date",
        "buchungstag",
        "buchungsdatum",
        "datum",
        "date opération",
        "交易日期",
        "日期",
        "fecha",
    ),
    "amount": ("amount", "betrag", "montant", "importe", "bedrag", "金额", "交易金额", "umsatz"),
    "debit": ("debit", "paid out", "soll", "débit", "支出", "借方"),
    "credit": ("credit", "paid in", "haben", "crédit", "收入", "贷方"),
    "text": ("description", "text", "verwendungszweck", "details", "libellé", "memo", "摘要", "备注", "reference"),
    "text2": ("name", "payee", "empfänger", "beguenstigter/zahlungspflichtiger", "counterparty", "对方户名"),
    "balance": ("balance", "saldo", "solde", "余额"),
}


@dataclass(frozen=True)
class Mapping:
    """Which column of a CSV file is what (by number from 0), how days are written, and what divides the decimals."""

    columns: abc.Mapping[str, int]
    date_format: str
    decimal: str

    def plain(self) -> dict[str, Any]:
        """As it is remembered."""
        return {"columns": dict(self.columns), "date_format": self.date_format, "decimal": self.decimal}


@dataclass(frozen=True)
class Table:
    """A CSV file's header and rows, each row with its line number."""

    header: list[str]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def table(data: bytes) -> Table:
    """A CSV file's columns; raises BadBankFile."""
    text = _text(data)
    delimiter = max((";", ",", "\t", "|"), key=lambda one: text[:5000].count(one))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadBankFile([(text[:0].count("\n") + 1, "csv")]) from error
    width = max((len(row) for _, row in rows), default=0)
    start = next((place for place, (_, row) in enumerate(rows) if len(row) == width), 0)  # banks put words before it
    if width < 2 or len(rows) - start < 2:
        raise BadBankFile([(1, "empty")])
    if len(rows) > MOST_LINES:
        raise BadBankFile([(MOST_LINES, "long")])
    header = [cell.strip() for cell in rows[start][1]]
    return Table(header, [(number, row) for number, row in rows[start + 1 :]])


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadBankFile([(1, "encoding")])


def guess(found: Table) -> Mapping:
    """What the columns probably are, by their names and by what stands in them."""
    names = [name.casefold() for name in found.header]
    columns: dict[str, int] = {}
    for role, usual in USUAL.items():
        place = next((names.index(name) for name in usual if name in names), None)
        if place is None:
            place = next((k for k, name in enumerate(names) for one in usual if len(one) > 3 and one in name), None)
        if place is not None and place not in columns.values():
            columns[role] = place
    if "amount" in columns:
        columns = {role: place for role, place in columns.items() if role not in ("debit", "credit")}
    days = _cells(found, [columns[role] for role in ("date",) if role in columns])
    formats = [one for one in DATE_FORMATS if days and all(_day(cell, one) for cell in days)]
    money = _cells(found, [place for role, place in columns.items() if role in ("amount", "debit", "credit")])
    ends = Counter(cell.rstrip(" -)")[-3:-2] for cell in money if re.search(r"[.,][0-9]{2}[ )-]*$", cell))
    return Mapping(columns, formats[0] if formats else DATE_FORMATS[0], "," if ends[","] > ends["."] else ".")


def _cells(found: Table, places: Sequence[int]) -> list[str]:
    """What stands in some columns of the first rows."""
    rows = [row for _, row in found.rows[:50]]
    return [row[place].strip() for row in rows for place in places if place < len(row)]


def read_csv(found: Table, mapping: Mapping, precision: int) -> list[Line]:
    """The lines of a CSV file; raises BadBankFile with every bad one."""
    lines, bad = [], []
    for number, row in found.rows:
        try:
            lines.append(_line(row, mapping, precision))
        except Wrong as wrong:
            bad.append((number, wrong.code))
    if bad:
        raise BadBankFile(bad)
    return lines


def _line(row: Sequence[str], mapping: Mapping, precision: int) -> Line:
    def cell(role: str) -> str:
        place = mapping.columns.get(role)
        if place is None:
            return ""
        if place >= len(row):
            raise Wrong("columns")
        return row[place].strip()

    on = _day(cell("date"), mapping.date_format)
    if not on:
        raise Wrong("date")
    if "amount" in mapping.columns:
        amount = _money(cell("amount"), mapping.decimal, precision)
    else:
        parts = [_money(cell(role) or "0", mapping.decimal, precision) for role in ("credit", "debit")]
        amount = abs(parts[0]) - abs(parts[1])
    said = cell("balance")
    text = " · ".join(one for one in (cell("text2"), cell("text")) if one)
    return Line(on, amount, text, _money(said, mapping.decimal, precision) if said else None)


def _day(text: str, date_format: str) -> str:
    try:
        return datetime.datetime.strptime(text, date_format).date().isoformat()  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return ""


def _money(text: str, decimal: str, precision: int) -> int:
    """Minor units of an amount as banks write it; raises Wrong(amount)."""
    plain = re.sub(r"[\s'\u00a0\u202f]|[A-Z]{3}|[€£¥$]", "", text)
    if plain.endswith("-"):
        plain = f"-{plain[:-1]}"
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    plain = plain.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    if not re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?", plain):
        raise Wrong("amount")
    return minor_units(Decimal(plain), precision)

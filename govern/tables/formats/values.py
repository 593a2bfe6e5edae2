"""Parses values in structured bank files: amounts, days, texts and encodings."""

import codecs
import datetime
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from govern.protocol.amounts import LARGEST, decimals_of
from govern.tables.encoding import decode
from govern.tables.statement import FileQuestion, StatementContext

LONGEST_TEXT: Final = 2000  # characters of one text that are kept
_amount = re.compile(r"([+-]?)([0-9]{1,20}(?:[' ][0-9]{3}){0,8}|)(?:([.,])([0-9]{0,20}))?([+-]?)", re.ASCII)
_marks = re.compile(r"([.,])([0-9]*)")
_day = re.compile(r"([0-9]{4})([-/.]?)([0-9]{2})\2([0-9]{2})(?![0-9]{1,3}(?![0-9]))", re.ASCII)
_currency = re.compile(r"[A-Z]{3}", re.ASCII)
_charsets = {  # names in headers of files, without hyphens and spaces, and the codec of each
    "1250": "cp1250",
    "1251": "cp1251",
    "1252": "cp1252",
    "1253": "cp1253",
    "1254": "cp1254",
    "1257": "cp1257",
    "437": "cp437",
    "850": "cp850",
    "852": "cp852",
    "866": "cp866",
    "88591": "iso8859-1",
    "88592": "iso8859-2",
    "885915": "iso8859-15",
    "latin1": "iso8859-1",
    "932": "cp932",
    "shiftjis": "cp932",
    "sjis": "cp932",
    "936": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "949": "cp949",
    "euckr": "cp949",
    "950": "big5hkscs",
    "big5": "big5hkscs",
    "utf8": "utf-8",
    "65001": "utf-8",
    "utf16": "utf-16",
    "unicode": "utf-8",
}
_several_bytes = ("cp932", "gb18030", "cp949", "big5hkscs")


class UnreadableValue(Exception):
    """An unreadable value: `code` is `amount`, `date`, `currency` or `decimal`, `text` is the value."""

    def __init__(self, code: str, text: str = "") -> None:
        self.code, self.text = code, text[:80]
        super().__init__(f"{code}: {self.text}")


def decimal_mark(amounts: Iterable[str]) -> str:
    """The decimal mark in the amounts of one file; empty if only ambiguous ones with three digits occur."""
    doubtful = False
    for text in amounts:
        mark = _own_mark(text)
        if mark:
            return mark
        doubtful = doubtful or bool(_marks.search(text[:80]))
    return "" if doubtful else "."


def _own_mark(text: str) -> str:
    """The decimal mark shown by one amount; empty if it has none, or one with three digits."""
    found = _marks.findall(text[:80])
    if len({mark for mark, _ in found}) == 2:
        return str(found[-1][0])
    if len(found) > 1:
        return "." if found[0][0] == "," else ","
    return "" if not found or len(found[0][1]) == 3 else str(found[0][0])


def minor_units(text: str, currency: str, mark: str = "") -> int:
    """An amount in minor units; `mark` is the decimal mark for an amount that does not show its own.

    Raises UnreadableValue for text that is not an amount, has too many decimals, or is too large.
    """
    plain = unicodedata.normalize("NFKC", text[:80]).strip().replace("−", "-")
    if mark := _own_mark(plain) or mark:
        plain = plain.replace("," if mark == "." else ".", "'")
    found = _amount.fullmatch(plain)
    if found is None or not (found[2] or found[4]) or (found[1] and found[5]):
        raise UnreadableValue("amount", text)
    digits, part = decimals_of(currency), found[4] or ""
    if part[digits:].strip("0"):
        raise UnreadableValue("amount", text)
    minor = int(re.sub(r"[^0-9]", "", found[2]) + part[:digits].ljust(digits, "0") or "0")
    if minor > LARGEST:
        raise UnreadableValue("amount", text)
    return -minor if "-" in (found[1], found[5]) else minor


def day_of(text: str) -> datetime.date:
    """The day of a time stamp that starts with year, month and day, without conversion of time zones."""
    found = _day.match(text.strip())
    try:
        if found is not None:
            return datetime.date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        pass
    raise UnreadableValue("date", text)


def currency_of(text: str) -> str:
    """A currency code of three letters, or empty."""
    plain = text.strip().upper()
    return plain if _currency.fullmatch(plain) and plain != "XXX" else ""


def clean(text: str) -> str:
    """A text on one line, without control characters and double spaces, shortened if very long."""
    plain = "".join(" " if unicodedata.category(one) in ("Cc", "Cs") else one for one in text[: 2 * LONGEST_TEXT])
    return " ".join(plain.split())[:LONGEST_TEXT]


def joined(texts: Iterable[str]) -> str:
    """Distinct texts joined by a middle dot, shortened if very long."""
    kept: dict[str, None] = {}
    room = LONGEST_TEXT
    for text in map(clean, texts):
        if text and text not in kept:
            kept[text] = None
            room -= len(text)
        if room <= 0:
            break
    return " · ".join(kept)[:LONGEST_TEXT]


def guessed(data: bytes, asked: StatementContext) -> tuple[str, list[FileQuestion]]:
    """The text of a file that declares no encoding, and a question if several fit."""
    found = decode(data, asked.answers.get("encoding", ""))
    if found is not None and not found.open:
        return found.text, []
    if found is None or not found.open:
        return decoded(data), []
    return decoded(data), [FileQuestion("encoding", tuple(found.open), example=" / ".join(found.open.values()))]


def decoded(data: bytes, declared: str = "") -> str:
    """Decode a file by its byte order mark, as UTF-8 if valid, else as declared, else as Windows-1252.

    Files that declare Windows-1252 and are UTF-8 are common; text in Windows-1252 that is valid UTF-8 is not.
    """
    for bom, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(bom):
            return data.decode(codec, "replace")
    if data[:200].count(0) > len(data[:200]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    wanted = _charsets.get(re.sub(r"^(windows|iso|cp)|[^a-z0-9]", "", re.sub(r"[^a-z0-9]", "", declared.lower())), "")
    for codec in (wanted if wanted in _several_bytes else "", "utf-8", wanted, "cp1252"):
        try:
            if codec:
                return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode("iso8859-1")

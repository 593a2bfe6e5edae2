"""Detects the kind of a file by its content: readable statements, and other files that are refused by name."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

HEAD: Final = 8192  # bytes examined
_magic: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"{\\rtf", "document"),
    (b"SQLite format 3\0", "binary"),
)
_iso20022 = re.compile(
    r"iso:std:iso:20022:tech:xsd:([a-z]{4}\.[0-9]{3})|<(?:\w+:)?Document[^>]{0,600}?\b([a-z]{4}\.[0-9]{3})"
)
_messages: Final = (  # the element below Document, if the namespace is not enough
    ("BkToCstmrStmt", "camt.053"),
    ("BkToCstmrAcctRpt", "camt.052"),
    ("BkToCstmrDbtCdtNtfctn", "camt.054"),
    ("CstmrCdtTrfInitn", "pain.001"),
    ("CstmrPmtStsRpt", "pain.002"),
    ("CstmrDrctDbtInitn", "pain.008"),
)
_swift_field = re.compile(r"^[ \t\x01]{0,3}:(20|25|28C?|60[FM]|61|62[FM]|34F|13D?|90[CD])[A-Z]?:", re.MULTILINE)
_qif = re.compile(r"^\s{0,20}!(?:type|account|option|clear|currency)\b", re.IGNORECASE | re.MULTILINE)
_lines: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (  # other formats of banks, by their first line
    ("datev", re.compile(r'"?(?:EXTF|DTVF)"?;').match),
    ("fints", re.compile(r"HNHBK:1:").match),
    ("dtaus", re.compile(r"0128[AE]").match),
    ("bai2", re.compile(r"01,[^,\n]{0,40},[^,\n]{0,40},[0-9]{6},[0-9]{4},").match),
    ("coda", re.compile(r"0000[0-9]{7}[0-9 ]{3}\d{2}").match),
    ("norma43", re.compile(r"11[0-9]{18}[0-9]{12}").match),
    ("cfonb", re.compile(r"0[14][0-9]{5} {4}[0-9]{5}").match),
    ("edifact", re.compile(r"UNA:|UNB\+").match),
    ("vcard", re.compile(r"BEGIN:V").match),
    ("email", re.compile(r"(?:Return-Path|Received|From|MIME-Version|Delivered-To): ").match),
)


def kind_of(data: bytes) -> str:
    """The kind of a file; `csv` for other text, `binary` for other data, `empty` for nothing."""
    head = data[:HEAD]
    if not head.strip(b"\0 \r\n\t\x1a\xef\xbb\xbf\xff\xfe"):
        return "empty"
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_compound(data)
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    for magic, kind in _magic:
        if data.startswith(magic) and (kind != "image" or b"\0" in head):
            return kind
    return _kind_of_text(_as_text(head)) or ("binary" if _is_binary(head) else "csv")


def _as_text(head: bytes) -> str:
    """The beginning as text, good enough to find ASCII marks."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head[:200].count(0) > len(head[:200]) // 4:
        return head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head.decode("iso8859-1").removeprefix("ï»¿")


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:200].count(0) > len(head[:200]) // 4:
        text = _as_text(head)
        return sum(one.isprintable() or one in "\r\n\t" for one in text) < len(text) * 0.9
    control = sum(one < 32 and one not in b"\t\n\r\x0b\x0c\x1a\x1b\x01\x02\x03\x04" for one in head)
    return control > len(head) // 50


def _kind_of_text(text: str) -> str:
    """The kind of a text that is not a table, or empty."""
    plain = text.lstrip("\ufeff \r\n\t\0")
    upper = plain.upper()
    if "<OFX>" in upper or "<OFX " in upper or "<?OFX" in upper or upper.startswith("OFXHEADER"):
        return "ofx"
    if plain.startswith("<"):
        return _kind_of_markup(plain)
    if _qif.search(plain[:1000]) and (plain.startswith("!") or "^" in plain):
        return "qif"
    fields = set(_swift_field.findall(plain))
    if fields & {"60F", "60M", "61", "62F", "62M", "34F", "13D", "90C", "90D"}:
        return "mt942" if fields & {"34F", "13D", "90C", "90D"} and not fields & {"60F", "60M", "62F"} else "mt940"
    if re.match(r"\{1:F01", plain):
        return "swift"
    for kind, begins in _lines:
        if begins(plain):
            return kind
    if plain[:1] in "{[" and re.match(r'[{\[]\s*(?:["{\[\]}]|-?[0-9]|true|false|null)', plain):
        return "json"
    return ""


def _kind_of_markup(plain: str) -> str:
    for found in _iso20022.finditer(plain):
        if not (found[1] or found[2]).startswith("head."):  # an envelope around the message
            return found[1] or found[2]
    for element, kind in _messages:
        if re.search(rf"<(?:\w{{1,20}}:)?{element}\b", plain):
            return kind
    if re.match(r"<(?:!doctype html|html|head|body|table|meta|div)\b", plain, re.IGNORECASE):
        return "html"
    beginning = plain[:2000].lower()
    if "<html" in beginning:
        return "html"
    return "xml" if re.match(r"<(?:\?xml|!--|!doctype|[a-z_][\w:.-]{0,80}[\s/>])", plain, re.IGNORECASE) else ""


def _kind_of_zip(data: bytes) -> str:
    """An office document by its parts, `zip.encrypted`, or `zip`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {one.filename for one in archive.infolist()}
            if any(one.flag_bits & 1 for one in archive.infolist()):
                return "zip.encrypted"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype")
                return "ods" if b"spreadsheet" in kind else "document"
    except Exception:  # noqa: BLE001 (zipfile raises many kinds for damaged archives)
        return "zip"
    if any(one.startswith("xl/") for one in names):
        return "xlsb" if "xl/workbook.bin" in names else "xlsx"
    if "[Content_Types].xml" in names:
        return "document"
    return "numbers" if any(one.startswith("Index/") and one.endswith(".iwa") for one in names) else "zip"


def _kind_of_compound(data: bytes) -> str:
    """An older office file: a workbook, one with a password, or another document."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "xlsx.encrypted"
    workbook = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
    return "xls" if workbook else "document"

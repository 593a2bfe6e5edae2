"""Kinds of files: statements are recognised by content, and other kinds of files are named in the refusal."""

import gettext
import io
import re
import zipfile

import pytest

from govern import paths
from govern.tables import formats, read
from govern.tables.formats.words import KINDS, OTHER_KIND, SENTENCES, sentence_of
from govern.tables.statement import Refusal, StatementContext

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"


def _document(message: str, inside: str = "") -> bytes:
    return f'<?xml version="1.0"?><Document xmlns="{NAMESPACE}{message}">{inside}</Document>'.encode()


def _zip(*names: str, content: bytes = b"x", encrypted: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    data = packed.getvalue()
    return (
        data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
        if encrypted
        else data
    )


READ = {
    "ofx": b"\n\nOFXHEADER:100\n<OFX>",
    "camt.052": _document("camt.052.001.08"),
    "camt.053": b'<n:Document xmlns:n="' + NAMESPACE.encode() + b'camt.053.001.02">',
    "camt.054": b"<?xml version='1.0'?><Document><BkToCstmrDbtCdtNtfctn>",
    "mt940": b"{1:F01X}{4:\r\n:20:A\r\n:25:1\r\n:60F:C261001EUR0,\r\n",
    "mt942": b":20:A\n:25:1\n:34F:EURD0,\n:13D:2610141230+0100\n",
    "qif": b"\xef\xbb\xbf!Type:Bank \r\nD1/1/26\r\n",
    "csv": b"Date;Amount\n2026-10-01;1\n",
    "xlsx": _zip("[Content_Types].xml", "xl/workbook.xml"),
    "xlsb": _zip("[Content_Types].xml", "xl/workbook.bin"),
    "ods": _zip("mimetype", content=b"application/vnd.oasis.opendocument.spreadsheet"),
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le"),
    "zip": _zip("a.pdf", "b.pdf"),
}
UNREAD = {
    "pain.001": _document("pain.001.001.03"),
    "pain.002": _document("pain.002.001.03"),
    "pain.008": b'<Document xmlns="urn:sepade:xsd:pain.008.002.02">',
    "pdf": b"%PDF-1.7\n",
    "image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "html": b"<!DOCTYPE html>\n<html><body><table><tr><td>1</td></tr></table>",
    "json": b'[{"amount": "1.00", "day": "2026-10-01"}]',
    "xml": b'<?xml version="1.0"?><invoice><total>1</total></invoice>',
    "datev": b'"EXTF";700;21;"Buchungsstapel";9;20261101\n',
    "fints": b"HNHBK:1:3+000000000125+300+0+1'",
    "dtaus": b"0128ALK10020030" + b"0" * 100,
    "bai2": b"01,122099999,123456789,261001,0200,1,,,2/\n02,031001234,122099999,1,261001,,,/\n",
    "coda": b"0000030112672505        00123456  BANK",
    "norma43": b"11" + b"2" * 18 + b"0" * 40,
    "cfonb": b"0130004    00001EUR2 00000000001  011026",
    "edifact": b"UNA:+.? 'UNB+UNOA:3+BANK+US+261001:1200+1'",
    "email": b"Return-Path: <bank@example.org>\nReceived: from x\n",
    "vcard": b"BEGIN:VCALENDAR\n",
    "swift": b"{1:F01BANKDEFFXXXX0000000000}{2:I103BANKDEFF}{4:\n:20:A\n:32A:261001EUR1,\n-}",
    "archive": b"\x1f\x8b\x08\0\0\0\0\0",
    "document": _zip("[Content_Types].xml", "word/document.xml"),
    "numbers": _zip("Index/Document.iwa", "preview.jpg"),
    "zip.encrypted": _zip("a.xml", encrypted=True),
    "xlsx.encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
    "pacs.008": _document("pacs.008.001.08"),
    "camt.029": _document("camt.029.001.09"),
}


@pytest.mark.parametrize("kind", READ)
def test_a_kind_that_is_read_is_recognised(kind: str) -> None:
    assert formats.kind_of(READ[kind]) == kind


@pytest.mark.parametrize("kind", UNREAD)
def test_a_kind_that_is_not_read_is_named(kind: str) -> None:
    (refusal,) = read(UNREAD[kind], StatementContext()).refusals
    assert (refusal.code, refusal.details) == ("kind", {"kind": kind})
    assert sentence_of(refusal) == KINDS.get(kind, OTHER_KIND)


def test_a_message_in_an_envelope_is_recognised() -> None:
    envelope = f'<BizMsg xmlns="urn:x"><AppHdr xmlns="{NAMESPACE}head.001.001.01"/>'.encode()
    assert formats.kind_of(envelope + _document("camt.053.001.08")[21:]) == "camt.053"


@pytest.mark.parametrize(
    "data", [b"\xff\xd8\xff\xe0\0\x10JFIF", b"\0\0\0\x18ftypheic", b"RIFF\x24\0\0\0WEBPVP8 ", b"GIF89a\1\0\1\0"]
)
def test_every_picture_is_a_picture(data: bytes) -> None:
    assert formats.kind_of(data) == "image"


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\0\0\0", b"\xef\xbb\xbf"])
def test_an_empty_file_is_reported(data: bytes) -> None:
    assert [one.code for one in read(data, StatementContext()).refusals] == ["empty"]


def test_binary_data_is_reported() -> None:
    assert [one.code for one in read(bytes(range(256)) * 20, StatementContext()).refusals] == ["binary"]


@pytest.mark.parametrize("sentence", [*SENTENCES.values(), *KINDS.values(), OTHER_KIND])
def test_every_sentence_is_there_in_chinese_with_the_same_places(sentence: str) -> None:
    chinese = gettext.translation("messages", paths.translations(), ["zh_Hans"]).gettext(sentence)
    assert chinese != sentence
    assert _places(chinese) == _places(sentence)
    assert not set(",;:()") & set(re.sub(r"%\([a-z]+\)s", "", chinese)), "Chinese has its own punctuation"


def _places(sentence: str) -> set[str]:
    return {part.partition(")s")[0] for part in sentence.split("%(")[1:]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (UNREAD["pain.001"], "This is a pain.001 payment file, not a statement."),
        (UNREAD["pacs.008"], "This is a file of the kind pacs.008, not a statement."),
        (READ["zip"], "There is no statement in this zip file, or no single table (found: csv)."),
        (b"<OFX><INVSTMTRS></INVSTMTRS></OFX>", "This is a statement of securities, not of a bank account."),
        (
            b"<OFX><STATUS><SEVERITY>ERROR<MESSAGE>Later</STATUS></OFX>",
            "The bank's program wrote an error into the file instead of a statement: Later",
        ),
        (
            b":20:A\n:25:1\n:60F:C261001EUR5,\n:62F:C261031EUR7,50\n",
            "Opening balance and lines come to 5.00 EUR, but the file's closing balance is 7.50 EUR. "
            "Lines are missing, or there are too many.",
        ),
    ],
)
def test_a_refusal_is_said_with_its_figures(data: bytes, said: str) -> None:
    (refusal,) = read(data, StatementContext()).refusals
    assert sentence_of(refusal) % dict(refusal.details) == said


def test_a_code_without_a_sentence_has_none() -> None:
    assert sentence_of(Refusal("of somebody else")) == ""

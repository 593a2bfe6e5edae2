"""Any file is read or refused: generated statements come back, damaged and random ones never crash."""

import datetime
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govern.tables import read
from govern.tables.statement import BankStatement, StatementContext, StatementLine
from tests.tables.camt_files import account, balance, entry, message
from tests.tables.written import ACCOUNT, WRITERS, StatementFile

FILES = Path(__file__).parent / "files"
ASKED = StatementContext(currency="EUR", account=ACCOUNT, today=datetime.date(2030, 1, 1))


def _batch() -> str:
    parts = [f'<Amt Ccy="EUR">{one}</Amt><RmtInf><Ustrd>inv</Ustrd></RmtInf>' for one in ("60.00", "50.00")]
    opening, closing = balance("OPBD", "200.00", "2026-10-01"), balance("CLBD", "90.00", "2026-10-31")
    return message(account() + opening + closing + entry("110.00", "DBIT", *parts) + entry("1", status="PDNG"))


def _archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", _batch())
        archive.writestr("b.xml", _batch().replace("camt.053", "camt.054"))
    return packed.getvalue()


KINDS = (".ofx", ".qfx", ".sta", ".940", ".942", ".qif")
SAMPLES = [
    *(one.read_bytes() for one in sorted(FILES.iterdir()) if one.suffix in KINDS),
    _batch().encode(),
    _archive(),
]
MARKS = [b"<", b">", b"</", b"&", b"<OFX>", b"<STMTTRN>", b"</STMTRS>", b":61:", b":62F:", b"\r\n", b"^", b"!", b"\0"]
MARKS += [
    b"-",
    b",",
    b".",
    b"9" * 30,
    b"\xff",
    "年".encode(),
    b"<![CDATA[",
    b"<!--",
    b"&#99999999;",
    b"PK\x03\x04",
    b"?20",
]
BEGINNINGS = [b"", b"<OFX>", b"<?xml", b":20:\n:60F:", b"!Type:Bank\n", b"PK\x03\x04", b"<Document>"]

edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(st.sampled_from(MARKS), st.binary(max_size=6))), max_size=6
)


def _edited(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The data with some bytes taken out and others put in."""
    for where, taken, put in changes:
        place = int(where * len(data))
        data = data[:place] + put + data[place + taken :]
    return data


def _is_sound(found: BankStatement) -> None:
    """A statement holds days and whole amounts, and says why if it holds nothing."""
    assert all(type(line.day) is datetime.date and type(line.amount) is int and line.amount for line in found.lines)
    assert all("\0" not in f"{line.text}{line.name}{line.reference}" for line in found.lines)
    balances = found.opening or found.closing
    assert found.lines or found.left_out or balances or found.questions or found.refusals


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SAMPLES), edits)
def test_a_damaged_file_is_read_or_refused(data: bytes, changes: list[tuple[float, int, bytes]]) -> None:
    _is_sound(read(_edited(data, changes), ASKED))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(SAMPLES), st.floats(0, 1))
def test_a_file_that_was_cut_off_is_read_or_refused(data: bytes, where: float) -> None:
    _is_sound(read(data[: int(where * len(data))] or b" ", ASKED))


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from([b"", b"<OFX>", b"<?xml", b":20:\n:60F:", b"!Type:Bank\n", b"PK\x03\x04", b"<Document>"]),
    st.binary(),
)
def test_random_bytes_are_refused_or_read(begin: bytes, data: bytes) -> None:
    _is_sound(read(begin + data, ASKED))


words = st.text(st.sampled_from("abcdefghij éü林"), max_size=40).map(lambda text: " ".join(text.split()))
names, texts = words.map(lambda text: f"N{text}"), words.map(lambda text: f"T{text}")
days = st.dates(datetime.date(2021, 1, 1), datetime.date(2029, 12, 31))
amounts = st.integers(-(10**9), 10**9).filter(bool)
lines = st.lists(st.builds(StatementLine, day=days, amount=amounts, text=texts, name=names), min_size=1, max_size=8)


MEGABYTE = 1024 * 1024
OFX = "<OFX><STMTRS><CURDEF>EUR"
MT940 = ":20:S\n:25:1\n:60F:C261001EUR0,\n"
CAMT = '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
HOSTILE = {
    "comments": ("<OFX>", "<!--", ""),
    "cdata": ("<OFX>", "<![CDATA[", ""),
    "open": ("<OFX>", "<A>", "</B>" * 100_000),
    "attributes": ("<OFX>", "<A ", ""),
    "transactions": (OFX, "<STMTTRN><DTPOSTED>20261001<TRNAMT>1", "</STMTRS></OFX>"),
    "digits": (OFX + "<STMTTRN><TRNAMT>", "9", "</STMTTRN></STMTRS></OFX>"),
    "entity": (OFX + "<STMTTRN><MEMO>&#", "9", ";</STMTTRN></STMTRS></OFX>"),
    "statements": ("<OFX>", "<STMTRS><CURDEF>EUR</STMTRS>", "</OFX>"),
    "spaces in xml": (CAMT, " ", ""),
    "empty elements": (CAMT + "<Stmt>", "<Ntry/>", "</Stmt></BkToCstmrStmt></Document>"),
    "same statements": (CAMT, "<Stmt><Id>1</Id><Bal/></Stmt>", "</BkToCstmrStmt></Document>"),
    "texts": (CAMT + "<Stmt>" + entry("1")[:-25] + "<TxDtls><RmtInf><Strd>", "<AddtlRmtInf/>", ""),
    "movements": (MT940, ":61:261001C1,\n", ""),
    "details": (MT940 + ":61:261001C1,\n:86:166?20", "?20a", ""),
    "lines of details": (MT940 + ":61:261001C1,\n:86:", "a\n", ""),
    "messages": ("", MT940, ""),
    "records": ("!Type:Bank\n", "D1/10/2026\nT1\n^\n", ""),
    "splits": ("!Type:Bank\nD31/10/2026\nT1\n", "SA\n$1\n", "^\n"),
    "lists": ("", "!Type:Bank\nT1\n^\n", ""),
    "spaces in days": ("!Type:Bank\nD1", " ", "\nT1\n^\n"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_takes_long(name: str) -> None:
    begin, again, end = HOSTILE[name]
    data = (begin + again * (MEGABYTE // len(again)) + end).encode()
    before = time.process_time()
    _is_sound(read(data, ASKED))
    assert time.process_time() - before < 12, "work in proportion to the size takes two seconds at most"


@pytest.mark.parametrize("form", WRITERS)
@settings(deadline=None, max_examples=60)
@given(lines, st.integers(-(10**9), 10**9))
def test_a_statement_comes_back_as_it_was_written(form: str, moved: list[StatementLine], opening: int) -> None:
    written = StatementFile(sorted(moved, key=lambda line: line.day), opening)
    found = read(WRITERS[form](written).encode(), ASKED)
    assert (found.questions, found.refusals, found.left_out) == ((), (), ())
    assert [_what(one) for one in found.lines] == [_what(one) for one in written.lines]
    if form != "qif":
        assert found.closing is not None
        assert found.closing.amount == written.closing
    if form in ("camt", "mt940"):
        assert found.opening is not None
        assert found.opening.amount == opening


def _what(line: StatementLine) -> tuple[datetime.date, int, str, str]:
    return line.day, line.amount, line.text, line.name

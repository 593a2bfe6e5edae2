"""OFX and QFX files, with the deviations of real banks."""

import datetime
from pathlib import Path

import pytest

from govern.tables import read
from govern.tables.statement import BankStatement, StatedBalance, StatementContext

FILES = Path(__file__).parent / "files"
OCT, NOV = 10, 11


def _read(name: str, **asked: str) -> BankStatement:
    return read((FILES / name).read_bytes(), StatementContext(**asked))


def _of(text: str, **answers: str) -> BankStatement:
    return read(text.encode(), StatementContext(currency="EUR", answers=answers))


def _statement(*transactions: str, currency: str = "EUR", balance: str = "") -> str:
    listed = "".join(f"<STMTTRN>{one}</STMTTRN>" for one in transactions)
    return (
        f"<OFX><STMTRS><CURDEF>{currency}<BANKACCTFROM><ACCTID>1</BANKACCTFROM>"
        f"<BANKTRANLIST>{listed}</BANKTRANLIST>{balance}</STMTRS></OFX>"
    )


def _codes(statement: BankStatement) -> list[tuple[str, int]]:
    return [(one.code, one.place) for one in statement.refusals]


def _day(month: int, day: int) -> datetime.date:
    return datetime.date(2026, month, day)


def test_a_file_in_windows_1252_with_commas_and_empty_elements_is_read() -> None:
    found = _read("brazilian-1252.ofx", currency="BRL")
    assert [(line.day, line.amount) for line in found.lines] == [(_day(OCT, 1), -123450), (_day(OCT, 31), 200000)]
    assert found.lines[0].text == "COMPRA COM CARTÃO"
    assert found.lines[0].reference == "2026100111 · 147021"
    assert found.lines[1].name == "São João & Filhos"
    assert (found.account, found.closing) == ("12345-6", StatedBalance(_day(OCT, 31), 76550))
    assert not found.questions
    assert not found.refusals


def test_a_file_in_xml_is_read_in_any_order_of_its_elements() -> None:
    found = _read("british-xml.qfx", currency="GBP", account="GB33BUKB60161331926819")
    assert [(line.day, line.amount) for line in found.lines] == [(_day(NOV, 1), -105000), (_day(OCT, 31), 1250)]
    assert found.lines[0].name == "Gärtnerei & Söhne"
    assert found.lines[0].text == "Rosen <3 Stück> · EUR @ 0.8712"
    assert found.lines[1].name == "Lin 林"
    assert [(row.place, row.reason) for row in found.left_out] == [(3, "zero")]
    assert found.closing == StatedBalance(_day(NOV, 2), 4025)
    assert not found.questions
    assert not found.refusals


def test_a_credit_card_without_headers_and_with_open_transactions_is_read() -> None:
    found = _read("card-without-headers.ofx", account="4111 1111 1111 1111")
    assert [(line.amount, line.name) for line in found.lines] == [(-1917, "Seed shop"), (10000, "Payment, thank you")]
    assert found.closing == StatedBalance(_day(OCT, 31), -1917), "the balance has no day but that of the list's end"
    assert not found.questions


def test_a_file_of_several_accounts_asks_which() -> None:
    (question,) = _read("two-accounts.ofx").questions
    assert (question.key, question.choices) == ("account", ("00012345678", "00099999999"))


@pytest.mark.parametrize("number", ["00099999999", "FR7610207000010009999999934"])
def test_the_account_that_is_known_is_taken_from_several(number: str) -> None:
    found = _read("two-accounts.ofx", account=number)
    assert (found.lines, found.closing, found.questions) == ((), StatedBalance(_day(OCT, 3), 22200), ())
    assert not found.refusals, "an empty month with a balance is a statement"


def test_an_account_that_is_answered_is_taken() -> None:
    asked = StatementContext(account="DE89370400440532013000", answers={"account": "00012345678"})
    found = read((FILES / "two-accounts.ofx").read_bytes(), asked)
    assert ([line.amount for line in found.lines], found.questions) == ([500], ())


def test_another_account_is_asked_about() -> None:
    found = read(
        _statement("<DTPOSTED>20261001<TRNAMT>1<FITID>1").encode(), StatementContext(account="DE89370400440532013000")
    )
    assert [(one.key, one.choices) for one in found.questions] == [("account", ("1",))]


def test_the_banks_day_is_never_moved_to_another_zone() -> None:
    found = _of(_statement("<DTPOSTED>20261101000000[+8]<TRNAMT>1", "<DTPOSTED>20261031235959[-5:EST]<TRNAMT>1"))
    assert [line.day for line in found.lines] == [_day(NOV, 1), _day(OCT, 31)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_statement("<DTPOSTED>20260231<TRNAMT>1"), ("date", 1)),
        (_statement("<DTPOSTED>20261001<TRNAMT>1", "<DTPOSTED><TRNAMT>1"), ("date", 2)),
        (_statement("<DTPOSTED>20261001<TRNAMT>$120"), ("amount", 1)),
        (_statement("<DTPOSTED>20261001<TRNAMT>1.005"), ("amount", 1)),
        (_statement("<DTPOSTED>20261001<TRNAMT>1<CURRENCY><CURSYM>USD</CURRENCY>"), ("currency", 1)),
        (_statement("<DTPOSTED>20261001<TRNAMT>1", currency="USD"), ("currency", 0)),
        ("<OFX><STMTRS><CURDEF>EUR</STMTRS></OFX>", ("empty", 0)),
        ("<OFX></OFX>", ("empty", 0)),
        (_statement() + "<STMTTRN><DTPOSTED>20261001<TRNAMT>1</STMTTRN></OFX>", ("truncated", 0)),
        ("<OFX><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>Try later</STATUS></OFX>", ("bank_error", 0)),
        ("<OFX><INVSTMTRS><CURDEF>EUR</INVSTMTRS></OFX>", ("kind", 0)),
        (_statement("<DTPOSTED>20261001<TRNAMT>1")[:-20], ("truncated", 0)),
        ("<OFX>" + "<A>" * 60 + "</A>" * 60, ("deep", 0)),
    ],
)
def test_each_fault_of_a_file_is_reported(text: str, code: tuple[str, int]) -> None:
    assert _codes(_of(text)) == [code]


def test_an_amount_that_may_be_thousands_is_asked_about() -> None:
    text = _statement("<DTPOSTED>20261001<TRNAMT>1,000<FITID>1")
    assert [one.key for one in _of(text).questions] == ["decimal"]
    assert [line.amount for line in _of(text, decimal=".").lines] == [100000]
    assert [line.amount for line in _of(text, decimal=",").lines] == [100]


def test_debits_without_a_sign_are_asked_about() -> None:
    text = _statement(
        "<TRNTYPE>DEBIT<DTPOSTED>20261001<TRNAMT>5.00<FITID>1", "<TRNTYPE>CREDIT<DTPOSTED>20261001<TRNAMT>7.00<FITID>2"
    )
    assert [(one.key, one.choices) for one in _of(text).questions] == [("direction", ("sign", "type"))]
    assert [one.place for one in _of(text).questions] == [1]
    assert [line.amount for line in _of(text, direction="type").lines] == [-500, 700]
    assert [line.amount for line in _of(text, direction="sign").lines] == [500, 700]


def test_the_other_accounts_number_is_kept() -> None:
    moved = [f"<DTPOSTED>20261001<TRNAMT>1<{one}><ACCTID>{one}-7</{one}>" for one in ("BANKACCTTO", "CCACCTTO")]
    assert [line.text for line in _of(_statement(*moved)).lines] == ["BANKACCTTO-7", "CCACCTTO-7"]


def test_pending_transactions_are_left_out_and_reported() -> None:
    pending = "<BANKTRANLISTP><STMTTRNP><DTTRAN>20261005<TRNAMT>-3<NAME>Café</STMTTRNP></BANKTRANLISTP>"
    hold = "<TRNTYPE>HOLD<DTPOSTED>20261001<TRNAMT>-2<FITID>2<NAME>Hotel"
    found = _of(_statement("<DTPOSTED>20261001<TRNAMT>1<FITID>1", hold, balance=pending))
    assert [line.amount for line in found.lines] == [100]
    assert [(row.reason, row.text) for row in found.left_out] == [("status", "Hotel"), ("status", "Café")]


@pytest.mark.parametrize(
    ("header", "encoding", "answer"),
    [
        ("CHARSET:1252", "cp1252", ""),
        ("CHARSET:1252", "utf-8", ""),
        ("ENCODING:UTF-8\nCHARSET:NONE", "cp1252", ""),
        ("CHARSET:1251", "cp1252", "cp1252"),
        ("CHARSET:ISO-8859-1", "utf-16", ""),
        ("", "utf-8-sig", ""),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso8859-15", ""),
    ],
)
def test_every_encoding_is_read(header: str, encoding: str, answer: str) -> None:
    text = header + "\n" + _statement("<DTPOSTED>20261001<TRNAMT>1<FITID>1<NAME>Müller")
    answers = {"encoding": answer} if answer else {}
    assert read(text.encode(encoding), StatementContext(currency="EUR", answers=answers)).lines[0].name == "Müller"


@pytest.mark.parametrize(("charset", "codec", "name"), [("936", "gbk", "北京花园"), ("1251", "cp1251", "Сад")])
def test_the_charset_in_the_header_counts(charset: str, codec: str, name: str) -> None:
    text = f"CHARSET:{charset}\n" + _statement(f"<DTPOSTED>20261001<TRNAMT>1<FITID>1<NAME>{name}")
    assert read(text.encode(codec), StatementContext(currency="EUR")).lines[0].name == name


def test_places_count_through_the_whole_file() -> None:
    debit = _statement("<TRNTYPE>DEBIT<DTPOSTED>20261001<TRNAMT>5.00<FITID>2").replace("<ACCTID>1", "<ACCTID>2")
    text = _statement("<DTPOSTED>20261001<TRNAMT>1<FITID>1") + debit
    found = _of(text, account="2")
    assert ([line.place for line in found.lines], [one.place for one in found.questions]) == ([2], [2])


def test_a_currency_that_nobody_knows_is_asked_for() -> None:
    text = _statement("<DTPOSTED>20261001<TRNAMT>1<FITID>1", currency="")
    found = read(text.encode(), StatementContext())
    assert [one.key for one in found.questions] == ["currency"]
    assert read(text.encode(), StatementContext(answers={"currency": "JPY"})).lines[0].amount == 1

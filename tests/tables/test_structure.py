"""Tables as banks write them: encodings, delimiters, broken rows, balances that decide, and what is asked."""

import pytest

from govern.tables import read
from govern.tables.bank.names import region_of
from govern.tables.chain import BACKWARD, FORWARD, MIXED, follow
from govern.tables.encoding import decode
from govern.tables.statement import BankStatement, StatementContext


def _read(text: str, **answers: str) -> BankStatement:
    return read(text.encode(), StatementContext("EUR", "", answers))


def _amounts(statement: BankStatement) -> list[int]:
    return [line.amount for line in statement.lines]


def _asked(statement: BankStatement) -> list[str]:
    return [one.key for one in statement.questions]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Datum;B\nMüller;Überweisung für Brötchen", "cp1252"),
        ("Datum;B\nMüller;Überweisung für Brötchen", "cp850"),
        ("日期,摘要,金额\n2026-10-01,房租,-110.70", "gb18030"),
        ("日期,摘要\n2026-10-01,網路轉帳費用", "big5"),
        ("Дата операции;Сумма\n1;Оплата услуг", "cp1251"),
        ("Datum provedení;Zaúčtovaná částka\n1;Příjem", "cp1250"),
        ("日付,摘要,金額\n2026,振込 カ）スズキ", "shift_jis"),
        ("Date,A\n2026,1", "utf-16-le"),
    ],
)
def test_an_encoding_is_known_by_what_words_look_like(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "", region_of)
    assert found is not None
    assert found.text == text


def test_an_encoding_that_is_not_sure_is_asked() -> None:
    data = "Date,Description,Amount\n2026-10-01,\xe8\xf8,-1.00\n".encode("latin-1")
    found = read(data, StatementContext("EUR"))
    assert _asked(found) in (["encoding"], [])
    assert _amounts(read(data, StatementContext("EUR", "", {"encoding": "cp1250"}))) == [-100]


def test_a_delimiter_in_a_text_without_quotes_is_mended_where_one_way_fits() -> None:
    found = _read("Date;Text;Amount\n2026-10-03;Gift; thanks;30,00\n2026-10-04;Power;-100,00\n")
    assert [(line.amount, line.text) for line in found.lines] == [(3_000, "Gift thanks"), (-10_000, "Power")]


def test_an_unclosed_quotation_mark_is_reported_with_its_line() -> None:
    found = _read('Date,Text,Amount\n2026-10-03,"Gift,30.00\n' + "2026-10-04,Power,-100.00\n" * 30)
    assert [(one.code, one.place) for one in found.refusals] == [("quotes", 2)]


def test_rows_that_go_on_with_a_text_are_joined_to_the_row_above() -> None:
    found = _read("Date,Text,Amount\n2026-10-03,Gift,30.00\n,of Ann,\n2026-10-04,Power,-100.00\n")
    assert found.lines[0].text == "Gift · of Ann"


def test_balances_decide_the_decimal_mark() -> None:
    head = "Date;Text;Amount;Balance\n2026-10-03;Gift;"
    found = _read(head + "1.500;1.500\n2026-10-04;Power;500;2.000\n")
    assert _amounts(found) == [150_000, 50_000]
    assert _asked(_read("Date;Text;Amount\n2026-10-03;Gift;1.500\n")) == ["decimal"]


def test_balances_decide_the_sign() -> None:
    found = _read("Date,Text,Amount,Balance\n2026-10-03,Bread,12.50,87.50\n2026-10-04,Dues,-40.00,127.50\n")
    assert _amounts(found) == [-1_250, 4_000]


def test_balances_decide_between_day_and_month() -> None:
    rows = "03/10/2026,A,1.00,11.00\n04/09/2026,B,1.00,10.00\n05/08/2026,C,1.00,9.00\n"
    found = _read(f"Date,Text,Amount,Balance\n{rows}")
    assert [line.day.month for line in found.lines] == [10, 9, 8]


def test_files_without_a_head_line_lose_no_line() -> None:
    found = _read("2026-10-03,ANN,,40.00,1040.00\n2026-10-05,BAKERY,12.50,,1027.50\n2026-10-06,RENT,27.50,,1000.00\n")
    assert _amounts(found) == [4_000, -1_250, -2_750]


def test_amounts_without_any_sign_in_a_file_without_a_head_line_are_asked_about() -> None:
    assert _asked(_read("2026-10-03;ANN;40,00\n2026-10-05;BAKERY;12,50\n")) == ["direction"]


def test_a_status_that_is_not_known_is_asked_about() -> None:
    found = _read("Date,Text,Amount,Status\n2026-10-03,A,1.00,Completed\n2026-10-04,B,2.00,Limbo\n")
    assert _asked(found) == ["status.Limbo"]


def test_a_word_that_tells_no_side_is_asked_about_once() -> None:
    text = "日期,摘要,收/支,金额\n2026-10-03,A,支出,1.00\n2026-10-04,B,不计收支,2.00\n2026-10-05,C,不计收支,3.00\n"
    found = read(text.encode(), StatementContext("CNY"))
    assert _asked(found) == ["direction.不计收支"]
    answered = read(text.encode(), StatementContext("CNY", "", {"direction.不计收支": "in", "line.4": "out"}))
    assert _amounts(answered) == [-100, 200, -300]


def test_a_currency_is_asked_where_nothing_tells_its_decimals() -> None:
    assert [one.key for one in read(b"Date,Text,Amount\n2026-10-03,A,5\n", StatementContext()).questions] == [
        "currency"
    ]


@pytest.mark.parametrize(
    ("steps", "order"),
    [
        ([(10, 10), (5, 15), (-3, 12)], FORWARD),
        ([(-3, 12), (5, 15), (10, 10)], BACKWARD),
        ([(5, 15), (10, 10), (-3, 12)], MIXED),
        ([(10, 10), (5, 15), (-3, 13)], ""),
        ([(10, 10), (5, None), (-3, 12)], FORWARD),
    ],
)
def test_balances_are_followed_in_every_order(steps: list[tuple[int | None, int | None]], order: str) -> None:
    assert follow(steps).order == order

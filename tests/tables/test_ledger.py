"""Cells and lines of old ledgers: read exactly or refused with a reason; every bad line is reported."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from govern.rules.treasury.ledger_files.book import decimal
from govern.rules.treasury.ledger_import.plan import Circumstances, gather, plan
from govern.rules.treasury.ledger_import.values import TableLayout, UnreadableCell
from govern.tables.ledger import read, text_of
from govern.tables.ledger_cells import amount_of, day_of_text, decimal_mark

DIGITS = {"EUR": 2, "JPY": 0, "KWD": 3}


@pytest.mark.parametrize(
    ("text", "mark", "digits", "minor"),
    [
        ("1.234,56", ",", 2, 123_456),
        ("1,234.56", ".", 2, 123_456),
        ("1'234.5", ".", 2, 123_450),
        ("1 234,5", ",", 2, 123_450),
        ("12", ",", 2, 1_200),
        ("12,00-", ",", 2, -1_200),
        ("(12,00)", ",", 2, -1_200),
        ("−12,00", ",", 2, -1_200),
        ("-€ 12.00", ".", 2, -1_200),
        ("€ -12.00", ".", 2, -1_200),
        ("12,00 EUR", ",", 2, 1_200),
        ("EUR 12,00", ",", 2, 1_200),
        ("12.00EUR", ".", 2, 1_200),
        ("¥1,234", ".", 0, 1_234),
        ("1234.00", ".", 0, 1_234),
        ("0.125", ".", 3, 125),
        ("１２，３４", ",", 2, 1_234),
        ("+7", ".", 2, 700),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, mark: str, digits: int, minor: int) -> None:
    assert amount_of(text, mark, digits) == minor


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "1.23.4,5", "12,345", "1,2,3", "1.2345,0", "9" * 20, "--5", "1e5", "½"]
)
def test_an_invalid_amount_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCell):
        amount_of(text, ",", 2)


@given(st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from([0, 2, 3]))
def test_an_amount_written_exactly_is_read_back(minor: int, digits: int) -> None:
    assert amount_of(decimal(minor, digits), ".", digits) == minor


@pytest.mark.parametrize(
    ("amounts", "mark"),
    [
        (["1.234", "5,50"], ","),
        (["1,234", "5.50"], "."),
        (["1.234.567"], ","),
        (["1.234,56"], ","),
        (["7", "8"], "."),
        (["12,5"], ","),
    ],
)
def test_the_decimal_mark_is_found_out(amounts: list[str], mark: str) -> None:
    assert decimal_mark(amounts) == mark


@pytest.mark.parametrize("amounts", [["1.234"], ["1,50", "1.50"]])
def test_a_mark_that_cannot_be_known_is_asked_for(amounts: list[str]) -> None:
    with pytest.raises(UnreadableCell, match="--decimal"):
        decimal_mark(amounts)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2019-03-04", "", "2019-03-04"),
        ("2019/3/4", "", "2019-03-04"),
        ("2019-03-04T10:00:00Z", "", "2019-03-04"),
        ("20190304", "", "2019-03-04"),
        ("4.3.2019", "", "2019-03-04"),
        ("04.03.19", "", "2019-03-04"),
        ("2019年3月4日", "", "2019-03-04"),
        ("31/3/2019", "", "2019-03-31"),
        ("3/31/2019", "", "2019-03-31"),
        ("3/4/2019", "dmy", "2019-04-03"),
        ("3/4/2019", "mdy", "2019-03-04"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, order: str, day: str) -> None:
    assert day_of_text(text, order) == day


@pytest.mark.parametrize("text", ["", "3/4/2019", "2019-02-30", "31.4.2019", "yesterday", "2019-13-01", "13/13/2019"])
def test_an_invalid_or_ambiguous_day_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCell):
        day_of_text(text, "")


BAD = """date,account,contra,amount,currency,text,number
2019-01-01,Bank,Gifts,1.00,EUR,good,
2019-01-32,Bank,Gifts,1.00,EUR,no such day,
2019-01-02,Bank,Gifts,1.001,EUR,too many digits,
2019-01-03,Bank,Gifts,,EUR,no amount,
2019-01-04,,Gifts,1.00,EUR,no account,
2019-01-05,Bank,Bank,1.00,EUR,to itself,
2019-01-06,Bank,Gifts,1.00,euro,no code,
2019-01-07,Bank,Gifts,1.00,USD,not in the rulebook,
2026-01-08,Bank,Gifts,1.00,EUR,after the founding,
2019-01-09,Bank,,1.00,EUR,one side only,
2019-01-10,Bank,Gifts
2019-01-11,Bank,Gifts,0.00,EUR,moves nothing,
2019-01-12,Bank,Gifts,-3.00,EUR,"below
its floor",
2019-01-13,Bank,Gifts,2.00,EUR,good again,
"""


def test_every_bad_line_is_reported_with_its_number_and_good_lines_are_kept() -> None:
    table = read(BAD, TableLayout(), lambda currency: DIGITS.get(currency, 2))
    assert [one.line for one in table.problems] == [3, 4, 5, 6, 7, 8, 12]
    about = Circumstances("2026-01-05", frozenset(DIGITS))
    entries, problems = gather(table.rows, about)
    assert [one.line for one in problems] == [9, 10, 11]
    assert table.left_out == (13,)
    found = plan([one for one in entries if one.on < "2026" and one.postings[0][0][1] == "EUR"], about)
    assert [(one.line, one.why) for one in found.problems] == [
        (14, "account “Bank” would stand below its floor (--floor)")
    ]
    bank = next(one for one in found.accounts if one.name == "Bank")
    assert (bank.balance, bank.lowest, bank.lowest_on) == (0, -200, "2019-01-12")


TWO_CURRENCIES = """date,account,contra,amount,currency,text,number
2019-01-01,Bank,,5.00,EUR,in,7
2019-01-01,Gifts,,-5.00,EUR,in,7
2019-01-01,Dinars,,2.000,KWD,in,7
2019-01-01,Others,,{last},KWD,in,7
"""


@pytest.mark.parametrize(("last", "wrong"), [("-2.000", []), ("-1.999", [2])])
def test_an_entry_of_two_currencies_balances_in_each(last: str, wrong: list[int]) -> None:
    table = read(TWO_CURRENCIES.format(last=last), TableLayout(), lambda currency: DIGITS.get(currency, 2))
    entries, problems = gather(table.rows, Circumstances("2026-01-05", frozenset(DIGITS)))
    assert [one.line for one in problems] == wrong
    assert len(entries) == (not wrong)


def test_each_new_entry_within_closed_books_is_reported() -> None:
    rows = read(
        "date,account,contra,amount,currency\n2019-01-02,Bank,Gifts,1,EUR\n2019-01-03,Bank,Gifts,1,EUR\n",
        TableLayout(),
        lambda _: 2,
    )
    about = Circumstances("2026-01-05", frozenset(DIGITS), closed_until="2019-01-02")
    entries, _ = gather(rows.rows, about)
    message = "2019-01-02 lies in books that are closed up to 2019-01-02 (rule 7.20)"
    assert [(one.line, one.why) for one in plan(entries, about).problems] == [(2, message)]
    assert not plan(entries, about, entries[1:]).problems


def test_an_unclosed_quote_is_reported_at_its_beginning() -> None:
    table = read('date,account,contra,amount,currency\n2019-01-01,Bank,"Gifts,1,EUR\n', TableLayout(), lambda _: 2)
    assert [one.line for one in table.problems] == [2]


def test_missing_and_existing_columns_are_named() -> None:
    table = read("Tag;Summe\n1.1.2020;5\n", TableLayout(columns={"date": "Datum"}), lambda _: 2)
    assert "there is no column “Datum”; there are: Tag, Summe" in table.problems[0].why


def test_debit_and_credit_are_two_columns_of_one_amount_and_a_reversed_row_is_negative() -> None:
    text = "date\taccount\tcontra\tdebit\tcredit\tcurrency\n"
    text += "2020-01-01\tBank\tGifts\t5,00\t\tEUR\n2020-01-02\tBank\tGifts\t-5,00\t\tEUR\n"
    text += "2020-01-03\tBank\tTea\t\t2,50\tEUR\n"
    assert [row.amount for row in read(text, TableLayout(), lambda _: 2).rows] == [500, -500, -250]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_an_old_ledger_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert "房租" in text_of("日期,摘要,金额\n2019-01-02,房租,-1.00\n".encode(encoding))


def test_an_old_ledger_is_read_out_of_a_workbook() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_row(0, 0, ["date", "account", "amount"])
    assert text_of(file.getvalue()) == "date,account,amount\n"


def test_bytes_that_are_no_text_in_the_encoding_that_was_said_are_refused() -> None:
    with pytest.raises(UnreadableCell):
        text_of(b"\xff\xfe\xff", "utf-8")


@pytest.mark.parametrize(
    "head",
    [
        "date,account,contra,amount,currency,text,Notes: a; b; c; d; e; f; g; h",
        "date|account|contra|amount|currency|text",
    ],
)
def test_the_delimiter_is_detected_by_known_fields(head: str) -> None:
    mark = "|" if "|" in head else ","
    table = read(
        f"{head}\n{mark.join(('2020-01-01', 'Bank', 'Fees', '5', 'EUR', 'Postage'))}\n",
        TableLayout(),
        DIGITS.__getitem__,
    )
    assert [(row.account, row.contra, row.amount, row.text) for row in table.rows] == [("Bank", "Fees", 500, "Postage")]

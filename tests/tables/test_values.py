"""Dates and amounts in every form that banks use, and their ambiguities."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.tables.amounts import MARKS, is_amount, marks_of, value_of, written
from govern.tables.days import days_of, orders_of

OCTOBER = datetime.date(2026, 10, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-10-03", "2026/10/3", "2026.10.03.", "20261003", "2026-10-03T12:30:00Z", "2026-10-03 12:00:00"),
        *("2026-10-03T23:30:00.000-05:00", "20261003120000", "20261003 123456", "2026-10-03-12.30.45.123456"),
        *("2026年10月3日", "２０２６年１０月０３日", "2026年10月03日 12时30分", "2026-10-03 星期六"),
        *("3 Oct 2026", "03-Oct-26", "Oct 3, 2026", "October 3rd 2026", "Sat 3 Oct 2026", "3. Oktober 2026"),
        *("3 oktober 2026", "3 octobre 2026", "3 de octubre de 2026", "3 okt. 2026", "3 октября 2026", "03Oct2026"),
        *("03.10.2026", "3.10.26", "03.10.2026 12:00:00:123", "13.10.2026".replace("13", "03")),
    ],
)
def test_a_day_without_doubt_is_read(text: str) -> None:
    assert set(days_of(text).values()) == {OCTOBER}


@pytest.mark.parametrize("text", ["", "Pending", "30.00", "2026-13-01", "32.10.2026", "1234", "12/29", "5月3日"])
def test_an_invalid_day_is_none(text: str) -> None:
    assert not days_of(text)


@pytest.mark.parametrize(
    ("texts", "orders"),
    [
        (["10/03/2026", "10/04/2026"], ("dmy", "mdy")),
        (["10/03/2026", "10/14/2026"], ("mdy",)),
        (["13/10/2026", "10/14/2026"], ()),
        (["10/10/2026"], ("dmy",)),
        (["26/10/03", "26/10/04"], ("ymd",)),
        (["13/10/26", "14/10/26"], ("dmy",)),
        (["03/10/26"], ("dmy", "mdy", "ymd")),
        (["01.02.99"], ("dmy",)),
    ],
)
def test_orders_that_fit_all_cells_of_a_column(texts: list[str], orders: tuple[str, ...]) -> None:
    assert orders_of(texts) == orders


def test_an_order_that_brings_days_of_the_future_does_not_fit() -> None:
    assert orders_of(["10/03/2026"], datetime.date(2026, 6, 1)) == ("dmy",)
    assert set(days_of("01.02.99").values()) == {datetime.date(1999, 2, 1)}


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        *(("-110,70 €", -11_070), ("(1,234.50)", -123_450), ("5.00-", -500), ("−100.00", -10_000), ("+0.01", 1)),
        *(
            ("USD 250.00", 25_000),
            ("-10.00 GBP", -1_000),
            ("$(5.00)", -500),
            ("￥１２．５０", 1_250),
            ("100.00元", 10_000),
        ),
        *(("1'234.50", 123_450), ("-1’000.00", -100_000), ("12,34,567.00", 123_456_700), ("1 234 567,89", 123_456_789)),
        *(("1.234,50 CR", 123_450), ("100,00 S", -10_000), ("100,00 H", 10_000), ("12.00 DR", -1_200), (".50", 50)),
        *(("-€ 5.00", -500), ("€ -5.00", -500), ("0,250", 25), ("131.77(已退款89.84)", 13_177), ("7", 700)),
    ],
)
def test_an_amount_is_read_exactly(text: str, minor: int) -> None:
    found = written(text)
    (mark,) = marks_of([text], 2)
    value = value_of(found.digits, mark, 2)
    assert value * (found.side or 1) * (found.sign or 1) == minor


@pytest.mark.parametrize("text", ["", "--", "Total", "1e5", "12:30", "DE123", "1.171.16", "2026-10-03", "9" * 5_000])
def test_an_invalid_amount_is_none(text: str) -> None:
    assert not is_amount(text)


def test_decimals_are_those_of_the_currency() -> None:
    assert [value_of("1,234", mark, 3) for mark in MARKS] == [1_234_000, 1_234]
    assert [value_of("1,234", mark, 2) for mark in MARKS] == [123_400, None]
    assert value_of("100.5", ".", 0) is None
    assert marks_of(["1,234"], 3) == MARKS
    assert marks_of(["1,234", "0,5"], 3) == (",",)


@given(st.integers(0, 2**53 - 1), st.sampled_from([0, 2, 3]), st.sampled_from(MARKS), st.booleans())
def test_every_amount_written_with_marks_is_read_back(minor: int, decimals: int, mark: str, grouped: bool) -> None:
    whole, part = divmod(minor, 10**decimals)
    other = "," if mark == "." else "."
    text = f"{whole:,}".replace(",", other) if grouped else str(whole)
    text += f"{mark}{part:0{decimals}d}" if decimals else ""
    assert value_of(text, mark, decimals) == minor

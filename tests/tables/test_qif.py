"""QIF: days and amounts as locally usual, splits, account headers."""

import datetime
from pathlib import Path

import pytest

from govern.tables import read
from govern.tables.statement import BankStatement, StatedBalance, StatementContext

FILES = Path(__file__).parent / "files"


def _read(name: str, **answers: str) -> BankStatement:
    return read((FILES / name).read_bytes(), StatementContext(currency="EUR", answers=answers))


def _of(*records: str, currency: str = "EUR", **answers: str) -> BankStatement:
    return read("\n".join(("!Type:Bank", *records)).encode(), StatementContext(currency=currency, answers=answers))


def _day(month: int, day: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, day)


def test_a_file_of_quicken_is_read() -> None:
    found = _read("quicken.qif")
    assert (found.kind, found.account, found.currency) == ("qif", "Garden fund", "EUR")
    assert [(line.day, line.amount, line.name) for line in found.lines] == [
        (_day(10, 4), -123450, "Seed shop"),
        (_day(10, 31), 3000, "A. Donor"),
    ]
    assert found.lines[0].text == "Tools · Garden:Tools Spades -1,200.00 · Garden:Seed -34.50"
    assert found.lines[0].reference == "101"
    assert found.opening == StatedBalance(_day(10, 1), 100000)
    assert [(row.place, row.reason) for row in found.left_out] == [(15, "total"), (32, "zero")]
    assert not found.questions
    assert not found.refusals


def test_a_german_file_is_read() -> None:
    found = _read("german.qif")
    assert [(line.day, line.amount) for line in found.lines] == [(_day(10, 1), -123450), (_day(12, 31, 1999), 200000)]
    assert not found.questions


def test_day_or_month_first_is_asked() -> None:
    records = ("D3/4/2026", "T1.00", "^", "D5/5/26", "T2.00", "^")
    (question,) = _of(*records).questions
    assert (question.key, question.choices, question.example) == ("dates", ("dmy", "mdy"), "3/4/2026")
    assert [line.day for line in _of(*records, dates="dmy").lines] == [_day(4, 3), _day(5, 5)]
    assert [line.day for line in _of(*records, dates="mdy").lines] == [_day(3, 4), _day(5, 5)]


def test_one_day_that_tells_the_order_answers_for_all() -> None:
    found = _of("D3/4/2026", "T1.00", "^", "D3/25/2026", "T2.00", "^")
    assert ([line.day for line in found.lines], found.questions) == ([_day(3, 4), _day(3, 25)], ())


def test_the_decimal_mark_is_asked() -> None:
    records = ("D31/10/2026", "T1,000", "^")
    assert [(one.key, one.example) for one in _of(*records).questions] == [("decimal", "1,000")]
    assert [line.amount for line in _of(*records, decimal=".").lines] == [100000]
    assert [line.amount for line in _of(*records, decimal=",").lines] == [100]


def test_the_currency_is_asked() -> None:
    records = ("D31/10/2026", "T1.00", "^")
    assert [one.key for one in _of(*records, currency="").questions] == ["currency"]
    answered = StatementContext(answers={"currency": "JPY"})
    found = read("\n".join(("!Type:Bank", *records)).encode(), answered)
    assert ([line.amount for line in found.lines], found.currency, found.questions) == ([1], "JPY", ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-31", (2026, 10, 31)),
        ("20261031", (2026, 10, 31)),
        ("31-10-26", (2026, 10, 31)),
        ("10/31' 6", (2006, 10, 31)),
        ("31. 1.2026", (2026, 1, 31)),
        ("12/31/99", (1999, 12, 31)),
    ],
)
def test_days_are_read(text: str, day: tuple[int, int, int]) -> None:
    assert [line.day for line in _of(f"D{text}", "T1", "^").lines] == [datetime.date(*day)]


@pytest.mark.parametrize(
    ("records", "code"),
    [
        (("D31/31/2026", "T1", "^"), ("date", 2)),
        (("T1", "^"), ("date", 2)),
        (("D31/10/2026", "T1", "^", "D31/10/2026", "PSomebody", "^"), ("amount", 5)),
        (("D31/10/2026", "T1.005", "^"), ("amount", 2)),
    ],
)
def test_each_fault_of_a_file_is_reported(records: tuple[str, ...], code: tuple[str, int]) -> None:
    assert [(one.code, one.place) for one in _of(*records).refusals] == [code]


def test_questions_stay_open_for_each_account() -> None:
    text = "!Account\nNA\n^\n!Type:Bank\nD3/4/2026\nT1\n^\n!Account\nNB\n^\n!Type:Bank\nD3/5/2026\nT2\n^\n"
    asked = StatementContext(currency="EUR")
    assert [one.choices for one in read(text.encode(), asked).questions] == [("A", "B")]
    found = read(text.encode(), StatementContext(currency="EUR", answers={"account": "B"}))
    assert ([line.amount for line in found.lines], [one.key for one in found.questions]) == ([200], ["dates"])


def test_parts_without_a_category_are_no_parts() -> None:
    (line,) = _of("D31/10/2026", "T-3.00", "EWords of no part", "^").lines
    assert line.text == ""


def test_a_list_of_securities_is_named() -> None:
    found = read(b"!Type:Invst\nD1/1/2026\nNBuy\n^\n", StatementContext(currency="EUR"))
    assert [(one.code, one.details) for one in found.refusals] == [("kind", {"kind": "qif.securities"})]

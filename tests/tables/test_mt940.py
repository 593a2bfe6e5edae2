"""MT940 and MT942: marks, days, balances, and the details of German, Dutch and other banks."""

import datetime
from pathlib import Path

import pytest

from govern.tables import read
from govern.tables.statement import BankStatement, StatedBalance, StatementContext, StatementLine

FILES = Path(__file__).parent / "files"


def _read(name: str, **asked: str) -> BankStatement:
    return read((FILES / name).read_bytes(), StatementContext(**asked))


def _of(*fields: str, **asked: str) -> BankStatement:
    text = "\r\n".join((":20:S", ":25:DE89370400440532013000", ":60F:C261001EUR100,00", *fields))
    return read(text.encode(), StatementContext(**asked))


def _day(month: int, day: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, day)


def test_a_german_file_is_read_with_its_details() -> None:
    found = _read("german.sta", currency="EUR", account="DE89370400440532013000")
    assert found.kind == "mt940"
    assert [(line.day, line.amount, line.place) for line in found.lines] == [
        (_day(10, 2), -11050, 5),
        (_day(1, 2, 2027), -1000, 10),
        (_day(12, 31), 50, 12),
        (_day(1, 2, 2027), 2025, 14),
    ]
    first, _, _, last = found.lines
    assert first.name == "GAERTNEREI MUELLER UND SOEHNE GMBH"
    assert first.text == ("Gaertnerei, Rechnung Nr. 77 vom 30.09. Danke · SEPA-UEBERWEISUNG · DE44500105175407324931")
    assert first.reference == "RECHNUNG-77 · 84512"
    assert (last.name, last.reference) == ("LIN", "E2E-5 · M-9")
    assert (found.opening, found.closing) == (StatedBalance(_day(9, 30), 100000), StatedBalance(_day(12, 31), 90025))
    assert not found.questions
    assert not found.refusals


def test_a_dutch_file_of_two_pages_is_one_statement() -> None:
    found = _read("dutch.940", currency="EUR")
    assert (found.account, found.currency) == ("NL69INGB0123456789", "EUR")
    assert [(line.amount, line.name) for line in found.lines] == [
        (2500, "Stichting de Tuin"),
        (-499, "Water & Co"),
        (-2001, "Bakker B.V."),
    ]
    assert found.lines[0].text == "Gift voor de tuin · NL32INGB0000012345 · /TRCD/00100/"
    assert found.lines[0].reference == "E2E-12 · 20261002000001"
    assert found.lines[1].reference == "INC-1 · M-77 · NL99ZZZ999999999999 · 20261003000001"
    assert [(row.place, row.reason) for row in found.left_out] == [(14, "zero")]
    assert (found.opening and found.opening.amount, found.closing and found.closing.amount) == (50000, 50000)
    assert not found.refusals


def test_an_interim_report_is_read_without_balances() -> None:
    found = _read("interim.942", currency="GBP")
    assert (found.kind, [line.amount for line in found.lines]) == ("mt942", [-42])
    assert [(row.place, row.reason) for row in found.left_out] == [(9, "status")], "it is only expected"
    assert (found.opening, found.closing, found.refusals) == (None, None, ())


@pytest.mark.parametrize(
    ("movement", "day", "amount"),
    [
        ("261004D12,5NTRF", (2026, 10, 4), -1250),
        ("2610041005C12,NTRF", (2026, 10, 5), 1200),
        ("261231    0102D1NTRFX", (2027, 1, 2), -100),
        ("2612310102D1,NTRFX", (2027, 1, 2), -100),
        ("2701021231D1,NTRFX", (2026, 12, 31), -100),
        ("270230D1,NTRFX", (2027, 2, 28), -100),
        ("2702300301D1,NTRFX", (2027, 3, 1), -100),
        ("261004RC1,00NTRFX", (2026, 10, 4), -100),
        ("261004RD1,00NTRFX", (2026, 10, 4), 100),
        ("261004    CR\n1.000,00N062NONREF", (2026, 10, 4), 100000),
        ("261004CR000000000012,49N0440121470966      W.P. Jansen", (2026, 10, 4), 1249),
        ("991004C1,NTRFX", (1999, 10, 4), 100),
    ],
)
def test_movements_are_read(movement: str, day: tuple[int, int, int], amount: int) -> None:
    found = _of(f":61:{movement}")
    assert [(line.day, line.amount) for line in found.lines] == [(datetime.date(*day), amount)]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ((":61:261004C1,00NTRFX", ":62F:C261031EUR101,00"), None),
        ((":61:261004C1,00NTRFX", ":62F:C261031EUR102,00"), ("balances", 0)),
        ((":61:261004C1,00NTRFX", ":62F:C261031USD101,00"), ("balance", 5)),
        ((":61:261004C1,00NTRFX", ":62F:what"), ("balance", 5)),
        ((":61:261304C1,00NTRFX", ":62F:C261031EUR101,00"), ("date", 4)),
        ((":61:4 October", ":62F:C261031EUR101,00"), ("line", 4)),
        ((":61:261004C1,005NTRFX", ":62F:C261031EUR101,00"), ("amount", 4)),
        ((":61:261004C1,00NTRFX",), ("truncated", 4)),
    ],
)
def test_each_fault_of_a_file_is_reported(fields: tuple[str, ...], code: tuple[str, int] | None) -> None:
    assert [(one.code, one.place) for one in _of(*fields).refusals] == ([code] if code else [])


def test_a_statement_without_its_end_is_read_if_that_is_wanted() -> None:
    text = ":20:S\n:25:1\n:60F:C261001EUR0,\n:61:261004C1,00NTRFX\n:86:Gift\n:65F:Dnullnull7414,3\n"
    found = read(text.encode(), StatementContext())
    assert [(one.key, one.choices) for one in found.questions] == [("balances", ("ignore",))]
    found = read(text.encode(), StatementContext(answers={"balances": "ignore"}))
    assert ([(line.amount, line.text) for line in found.lines], found.refusals) == ([(100, "Gift")], ())


def test_another_currency_and_another_account_are_noticed() -> None:
    fields = (":61:261004C1,00NTRFX", ":62F:C261031EUR101,00")
    assert [one.code for one in _of(*fields, currency="GBP").refusals] == ["currency"]
    assert [one.key for one in _of(*fields, account="NL69INGB0123456789").questions] == ["account"]


def test_a_month_without_movements_is_read() -> None:
    found = _of(":62F:C261031EUR100,00")
    assert (found.lines, found.closing, found.refusals) == ((), StatedBalance(_day(10, 31), 10000), ())


def test_notes_of_german_banks_are_read() -> None:
    notes = ":NS:01Miete\r\n02Oktober\r\n15Empfänger\r\n17Dauerauftrag"
    (line,) = _of(":61:261004D1,00NTRFX", notes, ":62F:C261031EUR99,00").lines
    assert (line.name, line.text) == ("Empfänger", "Miete Oktober · Dauerauftrag")


def test_words_that_look_like_a_field_are_no_field() -> None:
    (line,) = _of(":61:261004D1,00NTRFX", ":86:Paid\r\n:at 12:30: by card", ":62F:C261031EUR99,00").lines
    assert line == StatementLine(_day(10, 4), -100, "Paid :at 12:30: by card", "", "X", 4)


@pytest.mark.parametrize(
    ("codec", "words"), [("cp1252", "Büro für Gärten"), ("gb18030", "花园工具付款"), ("utf-8", "Büro")]
)
def test_letters_of_an_encoding_that_is_not_declared_are_read(codec: str, words: str) -> None:
    text = f":20:S\n:25:1\n:60F:C261001EUR0,\n:61:261004C1,00NTRFX\n:86:{words}\n:62F:C261031EUR1,\n"
    found = read(text.encode(codec), StatementContext(currency="EUR"))
    assert ([line.text for line in found.lines], found.questions) == ([words], ())


def test_an_encoding_is_answered() -> None:
    text = ":20:S\n:25:1\n:60F:C261001PLN0,\n:61:261004C1,00NTRFX\n:86:Łódź\n:62F:C261031PLN1,\n"
    found = read(text.encode("cp1250"), StatementContext(answers={"encoding": "cp1250"}))
    assert [line.text for line in found.lines] == ["Łódź"]

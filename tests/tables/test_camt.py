"""CAMT.052, 053 and 054: balances, batches, references, reversals, pending entries, several accounts, archives."""

import datetime
import io
import zipfile

import pytest

from govern.tables import read
from govern.tables.statement import BankStatement, StatedBalance, StatementContext
from tests.tables.camt_files import account, balance, entry, message

FIRST, LAST = datetime.date(2026, 10, 1), datetime.date(2026, 10, 31)
OPENING, CLOSING = balance("OPBD", "100.00", "2026-10-01"), balance("CLBD", "70.00", "2026-10-31")


def _read(text: str | bytes, **asked: str) -> BankStatement:
    return read(text if isinstance(text, bytes) else text.encode(), StatementContext(**asked))


def _amounts(statement: BankStatement) -> list[int]:
    return [line.amount for line in statement.lines]


def _codes(statement: BankStatement) -> list[tuple[str, int]]:
    return [(one.code, one.place) for one in statement.refusals]


def _zip(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.xml", text)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("kind", "version"), [("052", "01"), ("052", "08"), ("053", "02"), ("053", "08"), ("053", "13"), ("054", "04")]
)
def test_every_version_is_read(kind: str, version: str) -> None:
    text = message(account() + entry("30.00", "DBIT"), kind=kind, version=version)
    if version == "01":
        text = text.replace("BkToCstmrAcctRpt>", "BkToCstmrAcctRptV01>")
    found = _read(text)
    assert (found.kind, _amounts(found), found.account) == (f"camt.{kind}", [-3000], "DE89370400440532013000")
    assert not found.refusals


def test_a_statement_that_adds_up_has_its_balances() -> None:
    found = _read(message(account() + OPENING + CLOSING + entry("30.00", "DBIT")), currency="EUR")
    assert (found.opening, found.closing) == (StatedBalance(FIRST, 10000), StatedBalance(LAST, 7000))
    assert not found.refusals


def test_balances_that_do_not_add_up_are_refused_with_both_figures() -> None:
    text = message(account() + OPENING + CLOSING + entry("20.00", "DBIT"))
    (refusal,) = _read(text).refusals
    assert (refusal.code, refusal.details["expected"], refusal.details["stated"]) == ("balances", "80.00", "70.00")
    assert not read(text.encode(), StatementContext(answers={"balances": "ignore"})).refusals


def test_a_month_without_movements_is_read() -> None:
    found = _read(message(account() + OPENING + balance("CLBD", "100.00", "2026-10-31")))
    assert (found.lines, found.closing, found.refusals) == ((), StatedBalance(LAST, 10000), ())


@pytest.mark.parametrize(
    ("balances", "opening", "closing"),
    [
        (balance("PRCD", "100.00", "2026-09-30") + CLOSING, 10000, 7000),
        (balance("ITBD", "100.00", "2026-10-01") + balance("ITBD", "70.00", "2026-10-31"), 10000, 7000),
        (balance("ITBD", "100.00", "2026-10-01") + CLOSING, 10000, 7000),
        (OPENING + balance("ITBD", "70.00", "2026-10-31"), 10000, 7000),
        (balance("ITBD", "70.00", "2026-10-31"), None, 7000),
        (OPENING + balance("CLAV", "70.00", "2026-10-31"), 10000, 7000),
        (OPENING + balance("CLAV", "60.00", "2026-10-31"), 10000, None),
        (OPENING + CLOSING + balance("CLBD", "90.00", "2026-10-30"), 10000, 7000),
        (
            OPENING + CLOSING + balance("FWAV", "1.00", "2026-11-01") + balance("XPCD", "2.00", "2026-11-01"),
            10000,
            7000,
        ),
        (OPENING + balance("CLBD", "570.00", "2026-10-31", line="500.00"), 10000, 7000),
        (OPENING + balance("CLBD", "570.00", "2026-10-31", line="500.00") + CLOSING, 10000, 7000),
        (OPENING + CLOSING + balance("CLBD", "5.00", "2026-10-31", currency="USD"), 10000, 7000),
        (balance("OPBD", "40.00", "2026-10-01", "DBIT") + balance("CLBD", "70", "2026-10-31", "DBIT"), -4000, -7000),
    ],
)
def test_opening_and_closing_are_the_booked_balances(balances: str, opening: int | None, closing: int | None) -> None:
    found = _read(message(account() + balances + entry("30.00", "DBIT")))
    assert (found.opening and found.opening.amount, found.closing and found.closing.amount) == (opening, closing)
    assert not found.refusals


def _part(amount: str, name: str, mark: str = "") -> str:
    sign = f"<CdtDbtInd>{mark}</CdtDbtInd>" if mark else ""
    return f'<Amt Ccy="EUR">{amount}</Amt>{sign}<RltdPties><Cdtr><Nm>{name}</Nm></Cdtr></RltdPties>'


def test_a_batch_is_split_into_its_transactions() -> None:
    found = _read(message(account() + entry("110.00", "DBIT", _part("60.00", "A"), _part("50.00", "B"))))
    assert [(line.amount, line.name, line.place) for line in found.lines] == [(-6000, "A", 1), (-5000, "B", 1)]


def test_a_batch_with_amounts_elsewhere_or_of_both_signs_is_split() -> None:
    inside = [f'<AmtDtls><TxAmt><Amt Ccy="EUR">{one}</Amt></TxAmt></AmtDtls>' for one in ("60.00", "50.00")]
    assert _amounts(_read(message(account() + entry("110.00", "CRDT", *inside)))) == [6000, 5000]
    mixed = entry("10.00", "CRDT", _part("60.00", "A", "CRDT"), _part("50.00", "B", "DBIT"))
    assert _amounts(_read(message(account() + mixed))) == [6000, -5000]


def test_a_batch_that_does_not_come_to_its_amount_stays_one_line_with_its_parts() -> None:
    found = _read(message(account() + entry("110.00", "DBIT", _part("60.00", "A"), _part("40.00", "B"))))
    assert [(line.amount, line.name, line.text) for line in found.lines] == [(-11000, "A · B", "2 ×")]


def test_charges_taken_from_a_batch_are_a_line_of_their_own() -> None:
    charges = (
        '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">1.50</TtlChrgsAndTaxAmt><Rcrd><Amt Ccy="EUR">1.50</Amt></Rcrd></Chrgs>'
    )
    text = message(account() + entry("108.50", "CRDT", _part("60.00", "A"), _part("50.00", "B"), more=charges))
    assert [(line.amount, line.text) for line in _read(text).lines] == [(6000, ""), (5000, ""), (-150, "charges")]


def test_a_credit_line_that_is_not_in_the_balance_is_not_taken_off() -> None:
    closing = balance("CLBD", "70.00", "2026-10-31", line="500.00").replace("true", "false")
    found = _read(message(account() + OPENING + closing + entry("30.00", "DBIT")))
    assert (found.closing, found.refusals) == (StatedBalance(LAST, 7000), ())


def test_the_other_account_may_have_no_iban() -> None:
    details = "<RltdPties><DbtrAcct><Id><Othr><Id>12-345</Id></Othr></Id></DbtrAcct></RltdPties>"
    assert _read(message(account() + entry("1", "CRDT", details))).lines[0].text == "12-345"


def test_references_and_the_other_account_are_kept() -> None:
    details = (
        "<Refs><EndToEndId>E2E-77</EndToEndId><MndtId>M-5</MndtId><TxId>NOTPROVIDED</TxId></Refs>"
        "<RltdPties><Dbtr><Pty><Nm>A. Donor</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE00222</IBAN></Id></DbtrAcct>"
        "<Cdtr><Nm>The community</Nm></Cdtr></RltdPties><RmtInf><Ustrd>For the</Ustrd><Ustrd>garden</Ustrd><Strd>"
        "<RfrdDocInf><Nb>INV-9</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>"
        "<AddtlRmtInf>Row 4</AddtlRmtInf></Strd></RmtInf>"
    )
    (line,) = _read(message(account() + entry("110.00", "CRDT", details))).lines
    assert line.name == "A. Donor"
    assert line.text == "For the garden · Row 4 · DE00222"
    assert line.reference == "RF18539007547034 · INV-9 · E2E-77 · M-5"


def test_a_reversal_has_the_sign_that_it_states_and_the_party_of_what_was_reversed() -> None:
    details = "<RltdPties><Dbtr><Nm>The community</Nm></Dbtr><Cdtr><Nm>A shop</Nm></Cdtr></RltdPties>"
    text = message(account() + entry("20.00", "CRDT", details, more="<RvslInd>true</RvslInd>"))
    assert [(line.amount, line.name) for line in _read(text).lines] == [(2000, "A shop")]


def test_an_exchanged_amount_is_reported() -> None:
    details = (
        '<AmtDtls><InstdAmt><Amt Ccy="USD">250.00</Amt><CcyXchg><XchgRate>1.1712</XchgRate></CcyXchg></InstdAmt>'
        '<TxAmt><Amt Ccy="EUR">213.46</Amt></TxAmt></AmtDtls>'
    )
    (line,) = _read(message(account() + entry("213.46", "DBIT", details))).lines
    assert (line.amount, line.text) == (-21346, "USD 250.00 @ 1.1712")


def test_an_entry_in_another_currency_has_the_amount_that_reached_the_account() -> None:
    details = (
        '<AmtDtls><InstdAmt><Amt Ccy="EUR">19.69</Amt></InstdAmt><TxAmt><Amt Ccy="USD">20.97</Amt></TxAmt></AmtDtls>'
    )
    foreign = entry("20.97", "DBIT", details).replace('<Amt Ccy="EUR">20.97', '<Amt Ccy="USD">20.97', 1)
    (line,) = _read(message(account() + foreign)).lines
    assert (line.amount, line.text) == (-1969, "USD 20.97")


@pytest.mark.parametrize("status", ["PDNG", "<Cd>PDNG</Cd>", "INFO", "<Cd>FUTR</Cd>", "<Prtry>HELD</Prtry>"])
def test_unbooked_entries_are_left_out_and_reported(status: str) -> None:
    found = _read(message(account() + OPENING + CLOSING + entry("9", status=status) + entry("30", "DBIT")))
    assert (_amounts(found), [(row.place, row.reason) for row in found.left_out]) == ([-3000], [(1, "status")])
    assert not found.refusals


def test_an_entry_of_nothing_is_left_out() -> None:
    found = _read(message(account() + entry("0.00") + entry("30", "DBIT")))
    assert (_amounts(found), [row.reason for row in found.left_out]) == ([-3000], ["zero"])


def test_the_day_is_the_banks_booking_day() -> None:
    text = message(account() + entry("1").replace("<Dt>2026-10-05</Dt>", "<DtTm>2026-11-01T00:10:00+02:00</DtTm>"))
    assert _read(text).lines[0].day == datetime.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (message(account() + entry("1", day="2026-02-30")), ("date", 1)),
        (message(account() + entry("1.005")), ("amount", 1)),
        (message(account() + entry("much")), ("amount", 1)),
        (message(account() + entry("1").replace("<CdtDbtInd>CRDT</CdtDbtInd>", "")), ("direction", 1)),
        (message(account(currency="USD") + entry("1")), ("currency", 1)),
        (message(), ("empty", 0)),
        (message("<Id>1</Id>"), ("empty", 0)),
        (message(account() + entry("1"))[:300], ("truncated", 0)),
        (message(account()).replace("</Acct>", "</Konto>"), ("xml", 0)),
        (message("<a>" * 100 + "</a>" * 100), ("deep", 0)),
        (
            '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + message("&c;").partition("\n")[2],
            ("xml_entities", 0),
        ),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + message(account())[39:], ("empty", 0)),
    ],
)
def test_each_fault_of_a_file_is_reported(text: str, code: tuple[str, int]) -> None:
    assert _codes(_read(text)) == [code]


def test_another_account_is_asked_about_until_it_is_answered() -> None:
    text = message(account("FR7630006000011234567890189") + entry("1"))
    found = _read(text, account="DE89370400440532013000")
    assert [(one.key, one.choices) for one in found.questions] == [("account", ("FR7630006000011234567890189",))]
    asked = StatementContext(account="DE89370400440532013000", answers={"account": "FR7630006000011234567890189"})
    assert not read(text.encode(), asked).questions


def test_statements_of_several_accounts_are_not_poured_together() -> None:
    text = message(account("DE01") + entry("1"), account("DE02") + entry("2"))
    assert [one.choices for one in _read(text).questions] == [("DE01", "DE02")]
    assert _amounts(_read(text, account="DE02")) == [200]


def test_an_account_without_a_number_can_be_chosen_too() -> None:
    text = message(account("DE01") + entry("1"), entry("2"))
    assert [one.choices for one in _read(text).questions] == [("DE01", "?")]
    assert _amounts(read(text.encode(), StatementContext(answers={"account": "?"}))) == [200]


def test_one_number_in_two_currencies_is_two_accounts() -> None:
    dollars = account(currency="USD") + entry("2").replace("EUR", "USD")
    text = message(account() + entry("1"), dollars)
    assert [(one.key, one.choices) for one in _read(text).questions] == [("currency", ("EUR", "USD"))]
    assert _amounts(_read(text, currency="USD")) == [200]
    assert _codes(_read(text, currency="GBP")) == [("currency", 0)]


def _day(number: int, opening: str, closing: str, amount: str) -> str:
    on = f"2026-10-{number:02d}"
    return f"<Id>S{number}</Id>{account()}{balance('OPBD', opening, on)}{balance('CLBD', closing, on)}" + entry(
        amount, day=on
    )


def test_several_statements_are_joined_in_any_order() -> None:
    found = _read(message(_day(6, "30.00", "35.00", "5.00"), _day(5, "10.00", "30.00", "20.00")))
    assert (_amounts(found), found.refusals) == ([2000, 500], ())
    assert (found.opening and found.opening.amount, found.closing and found.closing.amount) == (1000, 3500)


def test_a_missing_statement_is_reported_with_both_balances() -> None:
    text = message(_day(5, "10.00", "30.00", "20.00"), _day(7, "31.00", "36.00", "5.00"))
    (refusal,) = _read(text).refusals
    assert [one.key for one in _read(text).questions] == ["balances"]
    assert _amounts(read(text.encode(), StatementContext(answers={"balances": "ignore"}))) == [2000, 500]
    assert (refusal.code, refusal.details["expected"], refusal.details["stated"]) == ("gap", "30.00", "31.00")


def test_the_same_statement_twice_counts_once() -> None:
    assert _amounts(_read(message(*[_day(5, "10.00", "30.00", "20.00")] * 2))) == [2000]


def test_an_archive_of_daily_statements_is_one_statement() -> None:
    packed = _zip(b=message(_day(6, "30.00", "35.00", "5.00")), a=message(_day(5, "10.00", "30.00", "20.00")))
    found = _read(packed)
    assert (found.kind, _amounts(found), found.refusals) == ("camt.053", [2000, 500], ())


def test_an_archive_of_one_file_is_that_file() -> None:
    assert _read(_zip(a=message(_day(5, "10.00", "30.00", "20.00")))).kind == "camt.053"


def test_an_archive_of_one_table_is_that_table() -> None:
    found = _read(
        _zip(a="Date;Text;Amount;Balance\n2026-10-31;Jar;5.00;5.00\n2026-11-01;Pot;1.00;6.00\n"), currency="EUR"
    )
    assert (found.kind, _amounts(found), found.refusals) == ("csv", [500, 100], ())


def test_notifications_beside_a_statement_are_left_out() -> None:
    notified = message(account() + entry("20.00"), kind="054")
    found = _read(_zip(a=notified, b=message(_day(5, "10.00", "30.00", "20.00"))))
    assert (_amounts(found), [(row.reason, row.text) for row in found.left_out]) == (
        [2000],
        [("note", "a.xml (camt.054)")],
    )


def test_an_archive_of_other_things_is_named() -> None:
    (refusal,) = _read(_zip(a="%PDF-1.7\n", b="%PDF-1.7\n")).refusals
    assert (refusal.code, refusal.details) == ("kind", {"kind": "zip", "inside": "pdf"})


def test_a_damaged_and_a_huge_archive_are_refused() -> None:
    packed = _zip(a=message(account()), b=message(account()))
    assert _codes(_read(packed[:-30])) == [("zip_damaged", 0)]
    assert _codes(_read(_zip(a=" " * 20_000_000, b=" " * 20_000_000))) == [("zip_large", 0)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_every_encoding_is_read(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = message(account() + entry("1", more="<AddtlNtryInf>Müller</AddtlNtryInf>")).replace("UTF-8", name)
    assert _read(text.encode(encoding)).lines[0].text == "Müller"
    assert _read(text.replace(name, "UTF-8").encode(encoding)).lines[0].text == "Müller"

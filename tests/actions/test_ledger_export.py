"""The books as files: other programs accept them and compute the same balances."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from govern.actions.money import ledger_export
from govern.operations import permissions
from govern.protocol import facts
from govern.rules.treasury.days import day_of
from govern.rules.treasury.ledger_files.book import LedgerBook
from tests.dsl.ledgers import (
    BEAN_CHECK,
    DIGITS,
    HLEDGER,
    balances,
    checked,
    fill,
    many_currencies,
    paths,
    sheets_of,
    summed,
    withhold,
)
from tests.dsl.people import DI, EVA, RealCommunity
from tests.tools.server import run_govern


@pytest.fixture(params=["sqlite", "postgresql"])
def treasury(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealCommunity]:
    """A community whose books hold a bit of everything."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    community = RealCommunity(tmp_path, url, many_currencies())
    fill(community)
    yield community
    community.close()


def export(community: RealCommunity, format_: str) -> str:
    return "".join(ledger_export.text_of(community.engine, format_))


def test_bean_check_accepts_the_ledger_and_its_balances_are_those_of_the_tables(
    treasury: RealCommunity, tmp_path: Path
) -> None:
    text = export(treasury, "beancount")
    file = tmp_path / "treasury.beancount"
    file.write_text(text, encoding="utf-8")
    checked(BEAN_CHECK, file)
    places, sums = paths(text), summed(text)
    for account, (balance, currency) in balances(treasury).items():
        assert sums.get((places[account], currency), 0) == balance, account
        assert f"balance {places[account]}" in text
    assert "Assets:A-公共账户" in text
    assert text.count("\n2026-02-01 balance Assets:Bank  9398.50 ~ 0.00 EUR") == 1


def of_entry(text: str, kind: str) -> tuple[str, dict[str, str]]:
    """The first line of the first entry of a kind in a Beancount file, and its metadata."""
    entries = [one for one in text.split("\n\n") if f'  kind: "{kind}"' in one]
    head, *lines = entries[0].strip().splitlines()
    pairs = (line.strip().split(": ", 1) for line in lines if ": " in line)
    return head, {name: value.strip('"') for name, value in pairs}


def test_the_ledger_names_the_origin_of_each_payment(treasury: RealCommunity) -> None:
    text = export(treasury, "beancount")
    paid = treasury.every(facts.Payment)[0]
    mandate = treasury.state(facts.Mandate, paid.mandate)
    vote = treasury.state(facts.Proposal, mandate.proposal).poll
    head, said = of_entry(text, "payment")
    links = f"^mandate-{mandate.id} ^request-{paid.disbursement}"
    assert head == f'2026-02-20 * "屋顶公司 “Roofs”, Ltd; |" "transfer" #roof {links}'
    chain = {"payment": paid.id, "request": paid.disbursement, "mandate": mandate.id, "vote": vote}
    assert chain | {"proposal": mandate.proposal} == {name: said.get(name) for name in (*chain, "proposal")}
    assert "payee" not in said
    assert said["recorded-by"] == EVA.member
    assert (said["programme"], said["id"], "reverses" in said) == ("Roof", paid.id, False)
    _head, back = of_entry(text, "reversal")
    assert {one.id: one.reversed_by for one in treasury.every(facts.Entry)}[back["reverses"]] == back["id"]


def test_only_a_closed_account_has_a_closing_date(treasury: RealCommunity) -> None:
    closed = treasury.open_account(name="short-lived")
    treasury.pass_time(days=1)
    treasury.say(DI, "account-closed", account=closed)
    on = day_of(treasury.state(facts.Account, closed).closed_at)
    blocks = re.findall(r"^\S+ open \S+ \w+\n(?:  .*\n)*", export(treasury, "beancount"), re.MULTILINE)
    said = {re.search(r'  id: "(\w+)"', one)[1]: re.findall(r'  closed: "(\S+)"', one) for one in blocks}  # type: ignore[index]
    assert said == {account: [on] if account == closed else [] for account in balances(treasury)}
    journal = export(treasury, "ledger")
    assert re.findall(r"closed: (\S+)", journal) == [on]


def test_bean_check_refuses_a_ledger_in_which_one_unit_was_changed(treasury: RealCommunity, tmp_path: Path) -> None:
    text = export(treasury, "beancount")
    file = tmp_path / "treasury.beancount"
    wrong = text.replace("  9000.00 EUR", "  9000.01 EUR").replace("  -9000.00 EUR", "  -9000.01 EUR")
    assert wrong != text
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(AssertionError, match="Balance failed"):
        checked(BEAN_CHECK, file)


def test_the_journal_balances_and_hledger_accepts_it_where_it_is_installed(
    treasury: RealCommunity, tmp_path: Path
) -> None:
    text = export(treasury, "ledger")
    sums, places = summed(text), paths(export(treasury, "beancount"))
    for account, (balance, currency) in balances(treasury).items():
        assert sums.get((places[account], currency), 0) == balance, account
    declared = {line.split()[1] for line in text.splitlines() if line.startswith("account ")}
    assert {path for path, _currency in sums} <= declared
    assert "commodity JPY\n    format 1000. JPY\n" in text
    assert "commodity KWD\n    format 1000.000 KWD\n" in text
    if HLEDGER:
        _check_by_hledger(text, treasury, tmp_path)


def _check_by_hledger(text: str, treasury: RealCommunity, folder: Path) -> None:
    file = folder / "treasury.journal"
    file.write_text(text, encoding="utf-8")
    assert HLEDGER
    checked(HLEDGER, "-f", file, "check", "--strict", "ordereddates")
    output = checked(HLEDGER, "-f", file, "balance", "--flat", "-E", "-N", "-O", "csv")
    found = {line["account"]: line["balance"] for line in csv.DictReader(io.StringIO(output))}
    for account, path in paths(export(treasury, "beancount")).items():
        balance, currency = balances(treasury)[account]
        number = found[path].split(" ")[0] if found[path] != "0" else "0"
        assert int(Decimal(number).scaleb(DIGITS[currency])) == balance
    file.write_text(text.replace("9000.00 EUR", "9000.01 EUR"), encoding="utf-8")
    with pytest.raises(AssertionError):
        checked(HLEDGER, "-f", file, "check", "--strict")


def test_every_posting_is_a_row_of_the_table_and_none_is_a_formula(treasury: RealCommunity) -> None:
    rows = list(csv.DictReader(io.StringIO(export(treasury, "csv"))))
    sums = Counter[str]()
    for one in rows:
        sums[one["account_id"]] += int(Decimal(one["amount"]).scaleb(DIGITS[one["currency"]]))
    assert {account: sums[account] for account in balances(treasury)} == {
        account: balance for account, (balance, _currency) in balances(treasury).items()
    }
    names = {one["account_name"] for one in rows}
    assert "'=SUM(A1)" in names
    assert not any(name.startswith("=") for name in names)
    paid = next(one for one in rows if one["kind"] == "payment")
    assert paid["payee"] == "屋顶公司 “Roofs”, Ltd; |"
    assert all(len(paid[name]) == 64 for name in ("proposal", "vote", "mandate", "request", "payment"))
    reversal = next(one for one in rows if one["kind"] == "reversal")
    assert {one["reversed_by"] for one in rows if one["entry"] == reversal["reverses"]} == {reversal["entry"]}


def test_the_workbook_has_a_sheet_each_and_keeps_amounts_exactly(treasury: RealCommunity, tmp_path: Path) -> None:
    file = tmp_path / "treasury.xlsx"
    with file.open("wb") as out:
        ledger_export.write_xlsx(treasury.engine, out)
    sheets = sheets_of(file)
    assert list(sheets) == ["accounts", "entries", "postings", "payments", "budget"]
    accounts = {one[10]: one for one in sheets["accounts"][1:]}
    for account, (balance, currency) in balances(treasury).items():
        assert int(Decimal(accounts[account][4]).scaleb(DIGITS[currency])) == balance
        assert accounts[account][3] == currency
    assert "=SUM(A1)" in {one[1] for one in sheets["accounts"]}
    with zipfile.ZipFile(file) as zipped:
        assert not any(b"<f>" in zipped.read(name) for name in zipped.namelist())
    assert [one[3] for one in sheets["payments"][1:]] == ["-600.25", "-300.25", "50.00"]
    assert sheets["budget"][1][:7] == ["roof", "Roof", "EUR", "2000.00", "350.00", "850.00", "800.00"]


def test_withheld_texts_are_in_no_export(treasury: RealCommunity) -> None:
    """A text of an entry, the name of an account, the name of a payee."""
    with treasury.engine.connect() as connection:
        entry = connection.exec_driver_sql("SELECT text FROM entries WHERE kind = 'income' LIMIT 1").scalar_one()
        payee = connection.exec_driver_sql("SELECT payee_name FROM mandates LIMIT 1").scalar_one()
        account = connection.exec_driver_sql("SELECT name FROM accounts WHERE currency = 'JPY' AND name <> ''")
        for digest in (entry, payee, account.scalar_one()):
            withhold(treasury, digest)
    for format_ in ("beancount", "ledger", "csv"):
        text = export(treasury, format_)
        assert "屋顶公司" not in text
        assert "円の口座" not in text
        assert "(text withheld)" in text


def test_the_command_writes_the_same_files_as_the_site(treasury: RealCommunity, tmp_path: Path) -> None:
    permissions.tighten(treasury.instance)  # as a command would have left the folder, and says when it was not
    environment = {"GOVERN_INSTANCE": str(treasury.instance.folder)}
    result = run_govern("treasury", "export", "--format", "beancount", env=environment)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == export(treasury, "beancount")
    out = tmp_path / "books.xlsx"
    assert run_govern("treasury", "export", "--format", "xlsx", str(out), env=environment).returncode == 0
    assert zipfile.is_zipfile(out)
    refused = run_govern("treasury", "export", "--format", "xlsx", env=environment)
    assert (refused.returncode, "name the file" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (0, "EUR", "0.00"),
        (-5, "EUR", "-0.05"),
        (-105, "EUR", "-1.05"),
        (9_007_199_254_740_991, "KWD", "9007199254740.991"),
        (-1_234_567, "JPY", "-1234567"),
        (1, "KWD", "0.001"),
    ],
)
def test_amounts_have_the_digits_of_their_currency(amount: int, currency: str, written: str) -> None:
    assert LedgerBook("", "", DIGITS, (), (), (), {}).number(amount, currency) == written


def test_a_community_without_money_exports_empty_books(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    file = tmp_path / "empty.beancount"
    file.write_text(export(community, "beancount"), encoding="utf-8")
    checked(BEAN_CHECK, file)
    assert len(export(community, "csv").splitlines()) == 1
    assert community.state(facts.Community, community.id).name in export(community, "ledger")
    community.close()

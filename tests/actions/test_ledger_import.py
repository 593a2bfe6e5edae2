"""Importing an old ledger: a preview, every bad line reported, and the published balances at the end."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from sqlalchemy import func, select

from govern import config
from govern.operations import permissions
from govern.protocol import facts
from govern.record import strict_json
from govern.store.facts.books import AccountMonthRow, AccountRow, EntryRow
from govern.store.record.log import BlobRow, LeafRow
from govern.web import create_app
from govern.web.pages.api import api_money
from tests.dsl.ledger_imports import HACKERSPACE, MESSY, MESSY_BALANCES
from tests.dsl.people import DI, EVA, GIL, RealCommunity
from tests.tools.command import CommandResult, govern_here
from tests.tools.server import run_govern, serve

MAP = "--map=date=Datum,account=Konto,contra=Gegenkonto,amount=Betrag,currency=Währung,text=Text,number=Beleg"
SUMMED = MESSY.splitlines().index("Summe;;;;;;") + 1
MENDED = ("--skip", str(SUMMED), "--floor", "Girokonto=-5000", "--kind", "Wechsel=equity")
EXPECTED = tuple(f"--expect={name}={amount}" for name, amount in MESSY_BALANCES.items())


@pytest.fixture
def settled(tmp_path: Path) -> Iterator[RealCommunity]:
    """A community in which Di is a treasurer, with her key in a file."""
    community = RealCommunity(tmp_path)
    community.settle()
    config.write_key(tmp_path / "di.key", DI.seed)
    config.write_key(tmp_path / "gil.key", GIL.seed)
    (tmp_path / "messy.csv").write_bytes(MESSY.replace("\n", "\r\n").encode("utf-8-sig"))
    yield community
    community.close()


def bring_in(
    community: RealCommunity,
    *more: str,
    file: str = "messy.csv",
    key: str = "di.key",
    language: str = "en",
    run: Callable[..., CommandResult | CompletedProcess[str]] = govern_here,
) -> CommandResult | CompletedProcess[str]:
    """The command's result; `run` starts it in this process, or in one of its own."""
    folder = community.instance.folder.parent
    environment = {"GOVERN_INSTANCE": str(community.instance.folder), "GOVERN_LANG": language, "PYTHONUTF8": "1"}
    return run("treasury", "import", str(folder / file), "--key", str(folder / key), *more, env=environment)


def balances(community: RealCommunity) -> dict[tuple[str, str], int]:
    """The balance of each imported account by its public name and currency."""
    with community.engine.connect() as connection:
        rows = connection.execute(
            select(BlobRow.data, AccountRow.currency, AccountRow.balance).join(BlobRow, BlobRow.hash == AccountRow.name)
        )
        return {(dict(strict_json.decode(data))["text"], currency): balance for data, currency, balance in rows}


def count(community: RealCommunity, row: type[EntryRow] | type[LeafRow]) -> int:
    with community.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(row)) or 0


def test_without_commit_nothing_changes_and_every_bad_line_is_reported(settled: RealCommunity) -> None:
    before = settled.quote()
    outcome = bring_in(settled, MAP)
    assert outcome.returncode == 1
    assert f"line {SUMMED}:" in outcome.stdout
    assert "account “Girokonto” would stand below its floor (--floor)" in outcome.stdout
    assert "lowest -3138.57 on 2023-05-30" in outcome.stdout
    assert "Nothing was changed" in bring_in(settled, MAP, *MENDED, *EXPECTED).stdout
    assert settled.quote() == before


def test_a_messy_ledger_ends_at_its_published_balance_and_verifies(settled: RealCommunity, tmp_path: Path) -> None:
    outcome = bring_in(settled, MAP, *MENDED, *EXPECTED, "--commit", run=run_govern)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    held = balances(settled)
    assert held["Girokonto", "EUR"] == 29_200
    assert held["Barclays", "GBP"] == 800_150
    assert held["微信", "CNY"] == 548_888
    assert held["Wechsel", "GBP"] == 400_000
    assert held["Wechsel", "EUR"] == -451_000
    assert sum(held.values()) == 0 == sum(one for (_name, currency), one in held.items() if currency == "EUR")
    assert count(settled, EntryRow) == 32  # reversed rows too, each as it stood
    with settled.engine.connect() as connection:
        lowest, month = 0, 0
        for change in connection.scalars(
            select(AccountMonthRow.change)
            .join(AccountRow, AccountRow.account == AccountMonthRow.account)
            .where(AccountRow.floor == -500_000)
            .order_by(AccountMonthRow.month)
        ):
            month += change
            lowest = min(lowest, month)
    assert lowest == -313_857
    assert settled.differences() == []
    verified = govern_here("verify", str(settled.bundle(tmp_path / "bundle.zip")))
    assert verified.returncode == 0, verified.stdout
    environment = {"GOVERN_INSTANCE": str(settled.instance.folder)}
    assert govern_here("rebuild", "--check", env=environment).returncode == 0


def test_a_second_run_imports_nothing_twice(settled: RealCommunity) -> None:
    bring_in(settled, MAP, *MENDED, "--commit")
    before, entries = balances(settled), count(settled, EntryRow)
    again = bring_in(settled, MAP, "--skip", str(SUMMED), *EXPECTED, "--commit")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "32 entries were imported before" in again.stdout
    assert (balances(settled), count(settled, EntryRow)) == (before, entries)


def test_an_interrupted_import_continues_where_it_stopped(settled: RealCommunity, tmp_path: Path) -> None:
    """The first years come in, then the whole file."""
    lines = MESSY.splitlines(keepends=True)
    (tmp_path / "part.csv").write_text("".join(lines[:18]), encoding="utf-8")
    part = bring_in(settled, MAP, "--floor", "Girokonto=-5000", "--commit", file="part.csv")
    assert part.returncode == 0, part.stdout + part.stderr
    rest = bring_in(settled, MAP, "--skip", str(SUMMED), "--kind", "Wechsel=equity", *EXPECTED, "--commit")
    assert rest.returncode == 0, rest.stdout + rest.stderr
    assert count(settled, EntryRow) == 32
    assert settled.differences() == []


def test_a_balance_that_is_not_the_published_one_is_not_committed(settled: RealCommunity) -> None:
    before = settled.quote()
    outcome = bring_in(settled, MAP, *MENDED, "--expect", "Girokonto=292.01", "--commit")
    assert outcome.returncode == 1
    assert "would end at 292.00, not at 292.01" in outcome.stdout
    assert settled.quote() == before


def test_a_ledger_that_a_hackerspace_published_ends_at_its_published_balance(
    settled: RealCommunity, tmp_path: Path
) -> None:
    (tmp_path / "space.csv").write_text(HACKERSPACE, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(HACKERSPACE)))
    assert rows[-1]["published"] == "1240.26"
    same = ("--account", "Checking", "--currency", "EUR", "--decimal", ".", "--kind", "Checking=assets")
    outcome = bring_in(settled, *same, "--expect", "Checking=1240.26", "--commit", file="space.csv")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert balances(settled)["Checking", "EUR"] == 124_026
    assert settled.differences() == []


def test_a_ledger_can_be_imported_through_a_server(settled: RealCommunity) -> None:
    app = create_app(settled.instance, settled.clock)
    with serve(app) as served:
        outcome = bring_in(settled, MAP, *MENDED, *EXPECTED, "--commit", "--server", served.url)
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        again = bring_in(settled, MAP, "--skip", str(SUMMED), "--server", served.url)
        assert "32 entries were imported before" in again.stdout
    app.extensions["govern"].engine.dispose()
    assert balances(settled)["Girokonto", "EUR"] == 29_200
    assert settled.differences() == []


def test_a_long_ledger_on_a_server_is_recognised_as_imported(settled: RealCommunity, tmp_path: Path) -> None:
    lines = [f"2024-{n % 12 + 1:02}-{n % 28 + 1:02},Bank,Income:Gifts,1.00,EUR,gift {n}" for n in range(300)]
    (tmp_path / "long.csv").write_text("\n".join(["date,account,contra,amount,currency,text", *lines]))
    app = create_app(settled.instance, settled.clock)
    with serve(app) as served:
        assert bring_in(settled, "--commit", "--server", served.url, file="long.csv").returncode == 0
        again = bring_in(settled, "--server", served.url, file="long.csv")
    app.extensions["govern"].engine.dispose()
    assert "300 entries were imported before" in again.stdout


@pytest.mark.parametrize("served", [False, True])
def test_another_treasurer_sees_that_a_ledger_is_already_recorded(
    settled: RealCommunity, served: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_money, "ENTRIES", 10)  # so that a server tells them on several pages
    bring_in(settled, MAP, *MENDED, "--commit")
    before = settled.quote()
    config.write_key(settled.instance.folder.parent / "eva.key", EVA.seed)
    app = create_app(settled.instance, settled.clock)
    with serve(app) as site:
        there = ("--server", site.url) if served else ()
        second = bring_in(settled, MAP, *MENDED, "--commit", *there, key="eva.key")
        again = bring_in(settled, MAP, *MENDED, *there)
        sure = bring_in(settled, MAP, *MENDED, "--others", *there, key="eva.key")
    app.extensions["govern"].engine.dispose()
    assert second.returncode == 1
    assert "32 entries are in the record already, imported by another treasurer" in second.stdout
    assert "are in the record already, imported by" not in again.stdout
    assert "are in the record already, imported by" not in sure.stdout
    assert settled.quote() == before


def test_only_a_treasurer_imports_a_ledger(settled: RealCommunity) -> None:
    outcome = bring_in(settled, MAP, *MENDED, "--commit", key="gil.key")
    assert outcome.returncode == 2
    assert "treasurer" in outcome.stderr
    assert count(settled, EntryRow) == 0


def test_an_account_with_recorded_movements_takes_no_history(settled: RealCommunity, tmp_path: Path) -> None:
    account = settled.open_account(name="bank")
    settled.receive_money(account, 100)
    outcome = bring_in(settled, MAP, *MENDED, "--use", f"Girokonto={account}")
    assert outcome.returncode == 1
    assert "was moved by the record's own life (rule 7.21)" in outcome.stdout


def test_postings_of_a_number_are_one_entry(settled: RealCommunity, tmp_path: Path) -> None:
    rows = "date,number,account,amount,currency,text\n"
    rows += "2025-05-01,7,Assets:Bank,-30,EUR,bought\n2025-05-01,7,Expenses:Tea,10,EUR,tea\n"
    rows += "2025-05-01,7,Expenses:Rent,20,EUR,rent\n2025-05-02,8,Assets:Bank,5,EUR,unfinished\n"
    (tmp_path / "postings.csv").write_text(rows, encoding="utf-8")
    outcome = bring_in(settled, "--floor", "Assets:Bank=-30", file="postings.csv")
    assert "line 5: entry 8 (lines 5) does not balance" in outcome.stdout
    done = bring_in(settled, "--floor", "Assets:Bank=-30", "--skip", "5", "--commit", file="postings.csv")
    assert done.returncode == 0, done.stdout
    assert balances(settled) == {("Assets:Bank", "EUR"): -3_000, ("Expenses:Tea", "EUR"): 1_000} | {
        ("Expenses:Rent", "EUR"): 2_000
    }


def test_a_long_ledger_is_packed_into_statements_that_are_small_enough(settled: RealCommunity, tmp_path: Path) -> None:
    lines = [
        f"2024-{n % 12 + 1:02}-{n % 28 + 1:02},Bank,Income:Gifts,1.00,EUR,{'多' * (n % 90)} {n}" for n in range(700)
    ]
    (tmp_path / "long.csv").write_text(
        "\n".join(["date,account,contra,amount,currency,text", *lines]), encoding="utf-8"
    )
    outcome = bring_in(settled, "--expect", "Bank=700", "--commit", file="long.csv")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    with settled.engine.connect() as connection:
        query = select(func.count(), func.max(func.length(LeafRow.data))).where(LeafRow.kind == "entries-imported")
        statements, largest = connection.execute(query).one()
    assert 3 <= statements <= 12
    assert largest < 60_000
    assert settled.state(facts.Account, _bank(settled)).balance == 70_000


def _bank(community: RealCommunity) -> str:
    with community.engine.connect() as connection:
        query = select(AccountRow.account).where(AccountRow.kind == "assets", AccountRow.balance == 70_000)
        return str(connection.scalar(query))


def test_an_import_reports_in_chinese_on_request(settled: RealCommunity) -> None:
    permissions.tighten(settled.instance)  # as a command would have left the folder, and says when it was not
    shown = bring_in(settled, MAP, language="zh-Hans")
    assert (shown.returncode, shown.stderr) == (1, "")
    assert "笔分录待导入" in shown.stdout
    assert "个问题：未作任何改动。" in shown.stdout
    assert not [line for line in shown.stdout.splitlines() if re.search(r"(?<!“)\b[a-z]{3,} [a-z]{3,} [a-z]{3,}", line)]
    unknown = bring_in(settled, "--encoding", "klingon", language="zh-Hans")
    assert "没有名为“klingon”的编码" in unknown.stderr

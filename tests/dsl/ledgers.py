"""A treasury with every kind of entry that an export can hold, and readers for other programs' output."""

import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sqlalchemy import select

from govern.rules.rulebook.presets import PRESETS
from govern.store.facts.books import AccountRow
from tests.dsl.money import bring_in, budget_line, grant, reconcile, row
from tests.dsl.people import ADA, DI, EVA, FAY, GIL, CommunityDsl, RealCommunity
from tests.tools.hledger import HLEDGER

CURRENCIES = ("CNY", "EUR", "GBP", "JPY", "KWD")
DIGITS = {"CNY": 2, "EUR": 2, "GBP": 2, "JPY": 0, "KWD": 3}
BEAN_CHECK = Path(sys.executable).with_name("bean-check")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def many_currencies() -> dict[str, Any]:
    """The usual rulebook, with yen and dinars too."""
    rules = PRESETS["tokens"]()
    return rules | {"money": dict.fromkeys(CURRENCIES, rules["money"]["EUR"])}


def fill(community: CommunityDsl) -> dict[str, str]:
    """Accounts in a tree, history, income, payments with fees and exchange, refunds, reversals, a reconciled month."""
    community.settle()
    community.grant(FAY, "moderator")
    ids = {
        "公共账户": community.open_account(name="公共账户"),
        "bank": community.open_account(name="bank"),
        "below": community.open_account(name="a pot: “small; change”", parent=community.open_account(name="cash box")),
        "yen": community.open_account(name="円の口座", currency="JPY"),
        "dinars": community.open_account(name="dinars", currency="KWD"),
        "opening": community.open_account(name="=SUM(A1)", kind="equity"),
    }
    same = {"account": "a_" + "5" * 24, "currency": "CNY", "floor": 0, "kind": "assets", "parent": ""}
    community.say(DI, "account-opened", {"name": "公共账户"}, **same)
    old = row(community, "2024-12-31", (ids["公共账户"], 12_345), (ids["opening"], -12_345))
    bring_in(community, old, row(community, "2025-03-01", (ids["公共账户"], -345), (ids["opening"], 345)))
    community.open_programme("roof")
    community.receive_money(ids["bank"], 900_000)
    community.receive_money(ids["bank"], 50_000, programme="roof")
    community.receive_money(ids["below"], 7)
    community.receive_money(ids["yen"], 1_234_567, currency="JPY", received_on="2026-01-10")
    community.receive_money(ids["dinars"], 1, currency="KWD")
    wrong = community.receive_money(ids["dinars"], 1_500, currency="KWD")
    community.reverse(EVA, wrong, on="2026-01-17")
    community.transfer(ids["bank"], ids["yen"], 10_000, received=1_612_345, fee=150)
    budget_line(community, "roof", 200_000)
    _pay(community, ids["bank"])
    community.pass_time(days=30)
    reconcile(community, ids["bank"], "2026-01", 939_850)
    return ids


def _pay(community: CommunityDsl, account: str) -> None:
    mandate = grant(community, 120_000, "屋顶公司 “Roofs”, Ltd; |", programme="roof")
    for amount in (60_000, 30_000):
        request = community.request(GIL, mandate, amount)
        community.approve(DI, request)
        paid = community.pay(EVA, request, account, fee=25)
    community.refund(DI, paid, account, 5_000)


def withhold(community: CommunityDsl, text: str) -> None:
    """A moderator withholds a text."""
    community.say(FAY, "text-hidden", {"reason": "a name stood in it"}, text=text)


def balances(community: RealCommunity) -> dict[str, tuple[int, str]]:
    """The balance and currency of each account in the tables."""
    with community.engine.connect() as connection:
        rows = connection.execute(select(AccountRow.account, AccountRow.balance, AccountRow.currency))
        return {account: (balance, currency) for account, balance, currency in rows}


def summed(text: str) -> dict[tuple[str, str], int]:
    """The postings of a Beancount or hledger file added up in minor units, by path and currency."""
    found: dict[tuple[str, str], int] = {}
    for path, number, currency in re.findall(r"^\s+([A-Z][^\s]*:\S+)  (-?[0-9.]+) ([A-Z]{3})$", text, re.MULTILINE):
        amount = int(Decimal(number).scaleb(DIGITS[currency]))
        found[path, currency] = found.get((path, currency), 0) + amount
    return found


def paths(text: str) -> dict[str, str]:
    """The path of each account in a Beancount file by its id."""
    return {id_: path for path, id_ in re.findall(r'open (\S+) [A-Z]{3}\n(?:  .*\n)*?  id: "(a_[0-9a-f]+)"', text)}


def checked(*command: str | Path) -> str:
    """The output of a program, which must accept its input."""
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def sheets_of(file: Path) -> dict[str, list[list[str]]]:
    """The cells of each sheet of a workbook as text, read without a library (ECMA-376 part 1, 18.3)."""
    with zipfile.ZipFile(file) as zipped:
        book = ElementTree.fromstring(zipped.read("xl/workbook.xml"))
        names = [one.attrib["name"] for one in book.iter(f"{SHEET}sheet")]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = ElementTree.fromstring(zipped.read(f"xl/worksheets/sheet{number}.xml"))
            found[name] = [_cells(one) for one in sheet.iter(f"{SHEET}row")]
    return found


def _cells(line: ElementTree.Element) -> list[str]:
    cells: dict[int, str] = {}
    for cell in line.iter(f"{SHEET}c"):
        letters = cell.attrib["r"].rstrip("0123456789")
        cells[ord(letters) - 65] = "".join(cell.itertext())
    return [cells.get(place, "") for place in range(max(cells) + 1)]


__all__ = [
    "ADA",
    "BEAN_CHECK",
    "DIGITS",
    "HLEDGER",
    "balances",
    "checked",
    "fill",
    "paths",
    "sheets_of",
    "summed",
    "withhold",
]

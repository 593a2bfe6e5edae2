"""The speed of a treasury of 100,000 entries on SQLite, pages and exports: `python -m tests.bench.bench_treasury`."""

import argparse
import random
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from govern.actions.money import ledger_import
from govern.actions.money.ledger_import import Import
from govern.actions.money.record_clients import LocalRecordClient
from govern.actions.writing.submissions import receive
from govern.actions.writing.work import AcceptedStatement
from govern.protocol.ids import hash_of
from govern.record import envelope
from govern.rules.people.signers import Person, text_blob
from govern.rules.treasury.ledger_import.plan import Circumstances, ImportedEntry, plan
from govern.store.facts.books import EntryRow
from govern.store.facts.treasury import BudgetLineRow, DisbursementRow, MandateRow, PaymentRow
from govern.store.private.accounts import UserRow
from govern.web import create_app
from govern.web.frame.database import private_write
from tests.dsl.money import budget_line, grant
from tests.dsl.people import DI, EVA, GIL, RealCommunity
from tests.web.signed_in import sign_in

BATCH: Final = 256
MOST_MS: Final = 200
EXPORT: Final = """
import re, sys, time
from pathlib import Path
from govern.cli import main
began = time.perf_counter()
assert main(["treasury", "export", "--format", sys.argv[1], sys.argv[2]]) == 0
seconds = time.perf_counter() - began
# Not getrusage: what it tells of a process includes the one that it was forked from.
print(seconds, int(re.search(r"VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def main() -> None:
    """Prints the figures of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=15, help="how often each page is asked for")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        community = RealCommunity(Path(folder))
        ids = fill(community, asked.entries)
        print(f"{asked.entries} entries recorded through the rules in {time.perf_counter() - began:.0f} s")
        app = create_app(community.instance, community.clock)
        for name, who in (("a visitor", None), ("a treasurer", DI)):
            print(f"pages as {name} sees them: median and largest of {asked.times}, in ms")
            slow = [page for page in pages(app, client(app, who), ids, asked.times) if page]
            print(f"slower than {MOST_MS} ms: {', '.join(slow) or 'none'}")
        for format_ in ("beancount", "ledger", "csv", "xlsx"):
            export(community, format_, Path(folder) / "out")
        app.extensions["govern"].engine.dispose()
        community.close()


def fill(community: RealCommunity, entries: int) -> dict[str, list[str]]:
    """Nine tenths are history, imported in batches; the rest is life: income, transfers, requests and payments."""
    community.settle()
    history(community, entries * 9 // 10)
    bank, savings = community.open_account(name="bank"), community.open_account(name="savings")
    community.open_programme("roof")
    community.receive_money(bank, 10**12)
    budget_line(community, "roof", 10**9)
    mandates = [grant(community, 10**8, programme="roof" if n % 2 else "") for n in range(4)]
    live = entries - entries * 9 // 10
    record(community, (income(bank, n) for n in range(live * 5 // 10)))
    record(community, (transfer(bank, savings, n) for n in range(live * 2 // 10)))
    paid = live * 3 // 10
    bills = record(community, (bill(mandates[n % 4], n) for n in range(paid + 60)))
    record(community, ((DI, "disbursement-approved", {"disbursement": one, "version": 1}, []) for one in bills[30:]))
    record(community, (payment(one, bank, n) for n, one in enumerate(bills[60:])))
    return known_ids(community, bank)


def history(community: RealCommunity, entries: int) -> None:
    """A long past of a few accounts, month after month."""
    chance = random.Random(7)
    about = Circumstances("2026-01-05", frozenset({"EUR"}), floors={("Old bank", "EUR"): -(10**9)})
    found = []
    for number in range(entries):
        on = f"{2006 + number * 19 // entries}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        other = f"{chance.choice(('Income', 'Expenses'))}:Part {number % 40}"
        amount = chance.randint(1, 90_000) * (1 if other.startswith("Income") else -1)
        sides = ((("Old bank", "EUR"), amount), ((other, "EUR"), -amount))
        found.append(ImportedEntry(number + 2, on, f"Beleg {number} 凭证", sides, sided=True))
    found.sort(key=lambda one: (one.on, one.line))
    own = Import(community.id, DI.seed)
    whole = plan(found, about)
    assert not whole.problems
    statements = ledger_import.prepare(own, whole, ledger_import.pack(found, own))
    for _told in ledger_import.commit(LocalRecordClient(community.recorder), DI, statements):
        pass


Said = tuple[Person, str, dict[str, Any], list[bytes]]


def record(community: RealCommunity, said: Iterable[Said]) -> list[str]:
    """Statements recorded in batches; their ids."""
    ids: list[str] = []
    batch: list[bytes] = []

    def send() -> None:
        answers = community.recorder.record([receive(body) for body in batch])
        assert all(isinstance(one, AcceptedStatement) for one in answers), answers
        ids.extend(one.id for one in answers if isinstance(one, AcceptedStatement))
        batch.clear()

    quote = community.quote()
    for who, kind, fields, blobs in said:
        signed = envelope.format(who.sign(kind, community.id, quote, secrets.token_hex(16), **fields))
        batch.append(b'{"blobs":[' + b",".join(blobs) + b'],"envelope":' + signed + b"}" if blobs else signed)
        if len(batch) == BATCH:
            send()
    if batch:
        send()
    return ids


def _text(text: str) -> tuple[str, bytes]:
    data = text_blob(text, secrets.token_hex(16))
    return hash_of(data), data


def _day(number: int) -> str:
    return f"2026-{number % 2 + 1:02}-{number % 28 + 1:02}"


def income(bank: str, number: int) -> Said:
    """A gift."""
    source, data = _text(f"gift {number}")
    fields = {"account": bank, "amount": 100 + number, "currency": "EUR", "from_account": "", "programme": ""}
    return DI, "income-recorded", fields | {"received_on": _day(number), "source": source}, [data]


def transfer(bank: str, savings: str, number: int) -> Said:
    """Something put aside."""
    reason, data = _text(f"aside {number}")
    fields = {"amount": 10, "fee": 0, "from_account": bank, "programme": "", "received": 10, "to_account": savings}
    return DI, "transfer-recorded", fields | {"moved_on": _day(number), "reason": reason}, [data]


def bill(mandate: str, number: int) -> Said:
    """Gil asks for a small payment."""
    text, data = _text(f"tiles {number}")
    items = [{"amount": 500, "text": text}]
    return GIL, "disbursement-requested", {"amount": 500, "invoices": [], "items": items, "mandate": mandate}, [data]


def payment(request: str, bank: str, number: int) -> Said:
    """Eva pays."""
    reference, data = _text(f"transfer {number}")
    fields = {"account": bank, "amount": 500, "charged": 500, "disbursement": request, "evidence": [], "fee": 5}
    return EVA, "payment-recorded", fields | {"paid_on": _day(number), "reference": reference}, [data]


def known_ids(community: RealCommunity, bank: str) -> dict[str, list[str]]:
    """Values for the parameters of URLs, by name; of each list of ids the middle one."""
    queries = (
        select(DisbursementRow.id).where(DisbursementRow.state == "requested"),
        select(DisbursementRow.id).where(DisbursementRow.state == "paid"),
        select(PaymentRow.id),
        select(MandateRow.id),
        select(BudgetLineRow.id),
        select(EntryRow.id),
    )
    with community.engine.connect() as connection:
        found = [
            str(connection.scalar(query.limit(1).offset(1 if query is not queries[4] else 0))) for query in queries
        ]
    ids = [*found, bank, "roof", DI.member]
    return {
        "account": [bank],
        "programme": ["roof"],
        "member": [DI.member],
        "payee": [DI.member, *found],
        "year": ["2025"],
        "month": ["2026-01"],
        "id_": ids,
    }


def client(app: Flask, who: Person | None) -> FlaskClient:
    """A test client, signed in as a user or not signed in."""
    browser = app.test_client()
    if who is not None:
        row = UserRow(member=who.member, name="Di", email="di@example.org", password="!")
        row.created_at = 0
        with app.app_context(), private_write() as session:
            session.add(row)
        sign_in(browser, who.member)
    return browser


def pages(app: Flask, browser: FlaskClient, ids: dict[str, list[str]], times: int) -> Iterator[str]:
    """Prints each page's times; the addresses of those that are too slow."""
    rules = (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    for rule in sorted(rules, key=lambda rule: rule.rule):
        if not rule.rule.startswith(("/treasury", "/payees", "/grants", "/streams", "/api/accounts")):
            continue
        if rule.endpoint == "treasury_export.download":
            continue
        address = next((one for one in addresses(rule, ids) if browser.get(one).status_code == 200), "")
        if not address:
            print(f"   {rule.rule}: not open, or nothing to look at")
            continue
        taken = []
        for _ in range(times):
            began = time.perf_counter()
            assert browser.get(address).status_code == 200
            taken.append((time.perf_counter() - began) * 1000)
        print(f"{statistics.median(taken):8.1f} {max(taken):8.1f}  {rule.rule}", flush=True)
        yield rule.rule if statistics.median(taken) > MOST_MS else ""


def addresses(rule: Rule, ids: dict[str, list[str]]) -> Iterator[str]:
    """The route's address with every id that might fit."""
    names = sorted(rule.arguments)
    if not names:
        yield rule.rule
        return
    for value in ids.get(names[0], ids["id_"]):
        path = rule.rule
        for name in names:
            for part in [part for part in path.split("/") if part.endswith((f"<{name}>", f":{name}>"))]:
                path = path.replace(part, value if name == names[0] else ids.get(name, ["0"])[0])
        yield path


def export(community: RealCommunity, format_: str, out: Path) -> None:
    """Prints how long the export takes in a process of its own, and the most memory that it held."""
    environment = {"GOVERN_INSTANCE": str(community.instance.folder)}
    command = [sys.executable, "-c", EXPORT, format_, str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    print(f"export {format_}: {seconds:.1f} s, {out.stat().st_size / 1e6:.1f} MB, at most {megabytes:.0f} MB of memory")


if __name__ == "__main__":
    main()

"""Bank files of the demonstration: the last months, imported by a treasurer; private rows only."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from govern.actions.money import bank as matching
from govern.actions.money import bank_files
from govern.config import Instance
from govern.demo.books import BUILDING, COMMON
from govern.protocol.texts import read_text_blob
from govern.protocol.units import DAY
from govern.store import database
from govern.store.facts.books import EntryRow, PostingRow
from govern.store.private import bank
from govern.store.record import log

MONTHS: Final = 62  # days covered by the bank's files
FRESH: Final = 8  # days covered only by the newest file
STRANGE: Final = (
    (21, -1_450, "Account keeping 账户管理费"),
    (12, 5_000, "王奶奶 for the ducks 给鸭子的"),
)


@dataclass(frozen=True)
class BankLine:
    """A line of the bank."""

    on: str
    amount: int
    words: str


def take_statements(engine: Engine, instance: Instance, accounts: Mapping[str, str], by: str, now: int) -> None:
    """Import files of two accounts and match them, except for unrecorded lines; the newest file waits."""
    today = datetime.fromtimestamp(now // 1000, UTC).date()
    with database.writing(engine) as connection, Session(connection) as session:
        common = _lines(session, accounts[COMMON], today)
        strange = [BankLine(_ago(today, days), amount, words) for days, amount, words in STRANGE]
        every = sorted([*common, *strange], key=lambda one: one.on)
        older = [one for one in every if one.on < _ago(today, FRESH)]
        _read(session, instance, accounts[COMMON], _csv(older), by, now - 3 * DAY)
        bank_files.take(session, instance, accounts[COMMON], _csv(every), "umsatz-neu.csv", by, now - DAY // 2)
        _read(
            session, instance, accounts[BUILDING], _csv(_lines(session, accounts[BUILDING], today)), by, now - 3 * DAY
        )
        session.flush()


def _ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()


def _lines(session: Session, account: str, today: date) -> list[BankLine]:
    """An account's ledger entries as lines of its bank, a day later unless that is in the future."""
    change = func.sum(PostingRow.amount)
    query = (
        select(EntryRow.on, change, EntryRow.text)
        .join(PostingRow, PostingRow.entry == EntryRow.id)
        .where(PostingRow.account == account, EntryRow.on >= _ago(today, MONTHS))
        .group_by(EntryRow.id, EntryRow.on, EntryRow.text, EntryRow.index)
        .order_by(EntryRow.on, EntryRow.index)
    )
    found = session.execute(query).all()
    return [BankLine(_next(on, today), int(amount), _words(session, digest)) for on, amount, digest in found]


def _words(session: Session, digest: str) -> str:
    """The text of an entry on one line, as on a bank statement."""
    data = log.blob(session.connection(), digest) if digest else None
    return " ".join(read_text_blob(data).split()) if data else ""


def _next(on: str, today: date) -> str:
    """The next day within the same month, so that ledger and bank agree at the month's end."""
    after = date.fromisoformat(on) + timedelta(days=1)
    return after.isoformat() if after <= today and after.isoformat()[:7] == on[:7] else on


def _csv(lines: Iterable[BankLine]) -> bytes:
    """A bank's CSV file with semicolons and decimal commas."""
    file = io.StringIO()
    rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
    rows.writerow(["Booking date", "Description", "Amount"])
    for line in lines:
        whole, cents = divmod(abs(line.amount), 100)
        day = date.fromisoformat(line.on).strftime("%d.%m.%Y")
        rows.writerow([day, line.words, f"{'-' if line.amount < 0 else ''}{whole},{cents:02d}"])
    return file.getvalue().encode("utf-8-sig")


def _read(session: Session, instance: Instance, account: str, data: bytes, by: str, at: int) -> None:
    """Import a file and match the unambiguous lines."""
    file = bank_files.take(session, instance, account, data, "umsatz.csv", by, at)
    today = datetime.fromtimestamp(at // 1000, UTC).date()
    bank_files.keep(session, instance, file, bank_files.look(session, instance, file, "EUR", today))
    lines = bank.unmatched(session, account)
    suggested = matching.suggestions(lines, matching.fitting(session, account, lines))
    for line, candidate in matching.certain(lines, suggested):
        bank.match(session, account, line.id, candidate.entry.id, by, at)

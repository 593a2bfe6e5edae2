"""Exports of the books: a consistent snapshot, written in pieces with constant memory."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from sqlalchemy import Connection, Engine, Row

from govern.actions.money.ledger_xlsx import write_workbook
from govern.actions.record.bundle import snapshot
from govern.protocol.amounts import decimals_of
from govern.protocol.facts import Account, AccountMonth, BudgetLine
from govern.rules.treasury.days import day_of
from govern.rules.treasury.ledger_files import WRITERS, names
from govern.rules.treasury.ledger_files.book import (
    AccountLine,
    EntryLine,
    LedgerBook,
    LineOfBudget,
    PostingLine,
    ProofLine,
)
from govern.rules.treasury.ledger_files.names import NamedAccount
from govern.store.facts.community import CommunityRow
from govern.store.views import ledger_reading as reading

BUILT_IN: Final = {"income": "General", "expenses": "General", "fees": "Fees", "conversion": "Conversion"}


@dataclass(frozen=True)
class ExportWords:
    """The placeholder for a withheld text, in the reader's language."""

    withheld: str = "(text withheld)"


def text_of(engine: Engine, format_: str, words: ExportWords | None = None) -> Iterator[str]:
    """The file in pieces; `format_` is a key of WRITERS."""
    words = words or ExportWords()
    with snapshot(engine) as connection:
        book = read_book(connection, words)
        yield from WRITERS[format_](book, read_entries(connection, book, words))


def write_xlsx(engine: Engine, file: BinaryIO, words: ExportWords | None = None) -> None:
    """The workbook, written to a file that is open for writing."""
    words = words or ExportWords()
    with snapshot(engine) as connection:
        book = read_book(connection, words)
        write_workbook(file, book, read_entries(connection, book, words))


def read_book(connection: Connection, words: ExportWords | None = None) -> LedgerBook:
    """Everything except the entries."""
    words = words or ExportWords()
    rows, programmes, budget = reading.accounts(connection), reading.programmes(connection), reading.budget(connection)
    texts = reading.texts(connection, [*(one.name for one in rows), *(one.name for one in programmes)])
    named = {one.programme: texts.get(one.name, words.withheld) for one in programmes}
    months = _Months(rows, reading.months(connection))
    accounts = {one.account: one for one in _accounts(rows, texts, named, months, words)}
    currencies = sorted({one.currency for one in rows} | {one.currency for one in budget})
    proofs = [
        ProofLine(
            accounts[one.account],
            _next_month(one.month),
            one.month,
            months.alone(one.account, one.month),
            months.with_those_below(one.account, one.month),
            one.balance,
            one.index,
        )
        for one in reading.reconciliations(connection)
    ]
    title = connection.scalar(CommunityRow.__table__.select().with_only_columns(CommunityRow.name).limit(1)) or ""
    return LedgerBook(
        title=title,
        after=_day_after(max([reading.last_day(connection), *(one.on for one in proofs)])),
        digits={one: decimals_of(one) for one in currencies},
        accounts=tuple(accounts.values()),
        proofs=tuple(proofs),
        budget=tuple(_line_of_budget(one) for one in budget),
        programmes=named,
    )


class _Months:
    """Monthly changes of accounts, alone and with their subaccounts in the same currency."""

    def __init__(self, accounts: Sequence[Account], months: Sequence[AccountMonth]) -> None:
        self._changes: dict[str, list[AccountMonth]] = defaultdict(list)
        for month in months:
            self._changes[month.account].append(month)
        self._currency = {one.account: one.currency for one in accounts}
        self._below: dict[str, list[str]] = defaultdict(list)
        for one in accounts:
            if one.parent:
                self._below[one.parent].append(one.account)

    def first(self, account: str) -> str:
        """The first month with a movement, or empty."""
        found = self._changes.get(account)
        return found[0].month if found else ""

    def alone(self, account: str, until: str = "9999-12") -> int:
        """An account's balance at a month's end."""
        return sum(one.change for one in self._changes.get(account, ()) if one.month <= until)

    def with_those_below(self, account: str, until: str = "9999-12") -> int:
        """The same including subaccounts in its currency."""
        return self._within(account, self._currency[account], until)

    def _within(self, account: str, currency: str, until: str) -> int:
        own = self.alone(account, until) if self._currency[account] == currency else 0
        return own + sum(self._within(one, currency, until) for one in self._below.get(account, ()))


def _accounts(
    rows: Sequence[Account],
    texts: Mapping[str, str],
    programmes: Mapping[str, str],
    months: _Months,
    words: ExportWords,
) -> Iterator[AccountLine]:
    shown = {one.account: _name(one, texts, programmes, words) for one in rows}
    named = [NamedAccount(one.account, one.kind, one.parent, shown[one.account], one.currency) for one in rows]
    found = names.paths(named)
    for one in rows:
        first, opened = months.first(one.account), day_of(one.at)
        yield AccountLine(
            account=one.account,
            path=found[one.account],
            name=shown[one.account],
            kind=one.kind,
            currency=one.currency,
            floor=one.floor,
            balance=one.balance,
            total=months.with_those_below(one.account),
            restricted=one.restricted,
            opened=min(opened, f"{first}-01") if first else opened,
            closed=day_of(one.closed_at) if one.closed_at else "",
            index=one.index,
        )


def _name(row: Account, texts: Mapping[str, str], programmes: Mapping[str, str], words: ExportWords) -> str:
    if not row.built_in:
        return texts.get(row.name, words.withheld)
    part, _, programme = row.built_in.partition("/")
    return programmes.get(programme, programme) if programme else f"{BUILT_IN[part]} {row.currency}"


def _next_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}-01"


def _day_after(day: str) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat() if day else "1970-01-02"


def _line_of_budget(row: BudgetLine) -> LineOfBudget:
    return LineOfBudget(
        id=row.id,
        programme=row.programme,
        currency=row.currency,
        amount=row.amount,
        encumbered=row.encumbered,
        spent=row.spent,
        starts=day_of(row.starts),
        ends=day_of(row.ends),
        proposal=row.proposal,
        vote=row.poll,
        index=row.index,
    )


def read_entries(connection: Connection, book: LedgerBook, words: ExportWords | None = None) -> Iterator[EntryLine]:
    """All entries in the order of their days."""
    words = words or ExportWords()
    accounts = {one.account: one for one in book.accounts}
    for page in reading.entry_pages(connection):
        for row in page.entries:
            yield EntryLine(
                id=row.id,
                index=row.index,
                kind=row.kind,
                on=row.on,
                text=page.texts.get(row.text, words.withheld),
                programme=row.programme,
                reverses=row.reverses,
                reversed_by=row.reversed_by,
                recorded_by=row.recorded_by,
                chain=_chain(page.chains.get(row.id), page.texts, words),
                postings=tuple(PostingLine(accounts[one.account], one.amount) for one in page.postings[row.id]),
            )


def _chain(row: Row[Any] | None, texts: Mapping[str, str], words: ExportWords) -> Mapping[str, str]:
    """The chain of a payment from its vote; members are named by id, because names are not in the record."""
    if row is None:
        return {}
    payee = row.payee_member or texts.get(row.payee_name, words.withheld)
    steps = {"proposal": row.proposal, "vote": row.vote, "mandate": row.mandate, "request": row.request}
    return {"payee": payee, **steps, "payment": row.payment}

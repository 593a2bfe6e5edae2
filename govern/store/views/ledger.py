"""Queries of the ledger: accounts, an account's postings with balances, and the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from govern.store.facts.books import (
    AccountMonthRow,
    AccountRow,
    BooksRow,
    EntryRow,
    FundRow,
    PeriodRow,
    PostingRow,
    ProgrammeRow,
    ReconciliationRow,
    TransferRow,
)
from govern.store.paging import PAGE, Cursor, Page, read_page

MOST_ACCOUNTS: Final = 1000
MONTHS: Final = 24  # of an account, the latest
ORDER: Final = (EntryRow.on, EntryRow.index, EntryRow.id)
KINDS: Final = ("income", "payment", "refund", "transfer", "reversal", "imported")


@dataclass(frozen=True)
class LedgerChange:
    """An entry's change of an account, and the account's balance after it, in minor units."""

    entry: EntryRow
    amount: int
    balance: int


@dataclass(frozen=True)
class MonthChange:
    """An account's change in a month (YYYY-MM), and its balance at the end of the month."""

    month: str
    change: int
    balance: int


@dataclass(frozen=True)
class JournalFilter:
    """The filter of the journal; an empty field does not filter."""

    kind: str = ""
    programme: str = ""
    account: str = ""
    since: str = ""
    until: str = ""


def account(session: Session, id_: str) -> AccountRow | None:
    """An account of the books."""
    return session.get(AccountRow, id_)


def accounts(session: Session) -> list[AccountRow]:
    """All accounts, in the order of the record."""
    query = select(AccountRow).order_by(AccountRow.index, AccountRow.account).limit(MOST_ACCOUNTS)
    return list(session.scalars(query))


def programmes(session: Session) -> list[ProgrammeRow]:
    """All programmes, in the order of the record."""
    return list(session.scalars(select(ProgrammeRow).order_by(ProgrammeRow.index).limit(MOST_ACCOUNTS)))


def funds(session: Session, account: str = "") -> list[FundRow]:
    """Money restricted to programmes, on all accounts or on one."""
    query = select(FundRow).where(FundRow.balance > 0).order_by(FundRow.account, FundRow.programme)
    query = query.where(FundRow.account == account) if account else query
    return list(session.scalars(query.limit(MOST_ACCOUNTS)))


def months(session: Session, account: str) -> list[MonthChange]:
    """The latest months in which an account moved, newest first."""
    row = AccountMonthRow
    query = select(row.month, row.change).where(row.account == account).order_by(row.month.desc())
    found, balance, changes = session.execute(query).all(), _sum_until(session, account, "9999-12"), []
    for month, change in found[:MONTHS]:
        changes.append(MonthChange(month, change, balance))
        balance -= change
    return changes


def _sum_until(session: Session, account: str, month: str) -> int:
    row = AccountMonthRow
    return int(session.scalar(select(func.sum(row.change)).where(row.account == account, row.month <= month)) or 0)


def lines_of(session: Session, account: str, cursor: Cursor | None, until: str = "") -> Page[LedgerChange]:
    """An account's postings, the newest day first, until a month (YYYY-MM)."""
    row = PostingRow
    query = select(EntryRow, row.amount).join(EntryRow, EntryRow.id == row.entry).where(row.account == account)
    if until:
        query = query.where(row.on <= f"{until}-31")
    order = row.on, row.index, row.entry
    found = read_page(session, query, order, cursor, lambda one: LedgerChange(one[0], int(one[1]), 0), _place_of_line)
    if not found.items:
        return found
    balance = _balance_after(session, account, found.items[0].entry)
    changes = []
    for line in found.items:
        changes.append(LedgerChange(line.entry, line.amount, balance))
        balance -= line.amount
    return Page(tuple(changes), found.newer, found.older)


def _place_of_line(line: LedgerChange) -> tuple[str, int, str]:
    return _place_of_entry(line.entry)


def _balance_after(session: Session, account: str, entry: EntryRow) -> int:
    """An account's balance after an entry: the sum of its months less the later entries of the same month."""
    row, month = PostingRow, entry.on[:7]
    later = select(func.sum(row.amount)).where(
        row.account == account,
        row.on <= f"{month}-31",
        tuple_(row.on, row.index, row.entry) > tuple_(*_place_of_entry(entry)),
    )
    return _sum_until(session, account, month) - int(session.scalar(later) or 0)


def _place_of_entry(entry: EntryRow) -> tuple[str, int, str]:
    return entry.on, entry.index, entry.id


def journal(session: Session, criteria: JournalFilter, cursor: Cursor | None, size: int = PAGE) -> Page[EntryRow]:
    """The entries that match, the newest day first."""
    query = select(EntryRow).where(*_conditions(criteria))
    order: tuple[Any, ...] = ORDER
    if criteria.account:
        query = query.join(PostingRow, PostingRow.entry == EntryRow.id).where(PostingRow.account == criteria.account)
        order = PostingRow.on, PostingRow.index, PostingRow.entry
    return read_page(session, query, order, cursor, lambda row: row[0], _place_of_entry, size)


def _conditions(criteria: JournalFilter) -> Iterable[ColumnElement[bool]]:
    day = PostingRow.on if criteria.account else EntryRow.on
    if criteria.kind:
        yield EntryRow.kind == criteria.kind
    if criteria.programme:
        yield EntryRow.programme == criteria.programme
    if criteria.since:
        yield day >= criteria.since
    if criteria.until:
        yield day <= criteria.until


def postings(session: Session, entries: Iterable[str]) -> dict[str, list[PostingRow]]:
    """The postings of several entries, each in its order."""
    found: dict[str, list[PostingRow]] = {id_: [] for id_ in entries}
    query = select(PostingRow).where(PostingRow.entry.in_(found)).order_by(PostingRow.entry, PostingRow.place)
    for row in session.scalars(query):
        found[row.entry].append(row)
    return found


def entry(session: Session, id_: str) -> EntryRow | None:
    """An entry of the journal."""
    return session.get(EntryRow, id_)


def reversal_of(session: Session, id_: str) -> EntryRow | None:
    """The entry by which another one was reversed."""
    found = entry(session, id_)
    return entry(session, found.reversed_by) if found and found.reversed_by else None


def transfers(session: Session, cursor: Cursor | None) -> Page[TransferRow]:
    """Transfers between own accounts, newest first."""
    order = (TransferRow.index,)
    return read_page(session, select(TransferRow), order, cursor, lambda row: row[0], lambda one: (one.index,))


def periods(session: Session, cursor: Cursor | None) -> Page[PeriodRow]:
    """The closed periods, latest first."""
    order = (PeriodRow.until,)
    return read_page(session, select(PeriodRow), order, cursor, lambda row: row[0], lambda one: (one.until,))


def closed_until(session: Session) -> str:
    """The day until which the books are closed, or empty."""
    return session.scalar(select(BooksRow.closed_until).limit(1)) or ""


def reconciliations(session: Session, since: str, until: str) -> list[ReconciliationRow]:
    """The reconciled months, from one month to another."""
    row = ReconciliationRow
    query = select(row).where(row.month >= since, row.month <= until).order_by(row.month, row.account)
    return list(session.scalars(query.limit(MOST_ACCOUNTS)))

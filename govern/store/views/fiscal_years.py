"""Yearly sums of the books: balances, income and spending, each from monthly sums."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountMonthRow, AccountRow, EntryRow, IncomeRow


@dataclass(frozen=True)
class Year:
    """An account's balance before a year, and its change in the year."""

    account: AccountRow
    opening: int
    change: int

    @property
    def closing(self) -> int:
        """The account's balance at the end of the year."""
        return self.opening + self.change


def accounts(session: Session, year: int) -> list[Year]:
    """Every account that moved in a year or before it."""
    row, first, last = AccountMonthRow, f"{year:04d}-01", f"{year:04d}-12"
    before = func.sum(case((row.month < first, row.change), else_=0))
    within = func.sum(case((row.month >= first, row.change), else_=0))
    summed = select(row.account, before.label("before"), within.label("within")).where(row.month <= last)
    parts = summed.group_by(row.account).subquery()
    query = select(AccountRow, parts.c.before, parts.c.within).join(parts, parts.c.account == AccountRow.account)
    found = session.execute(query.order_by(AccountRow.currency, AccountRow.index, AccountRow.account))
    return [Year(account, int(opening), int(change)) for account, opening, change in found]


def restricted(session: Session, year: int) -> dict[tuple[str, str], int]:
    """Income of a year that is restricted to a programme, by programme and currency."""
    row = IncomeRow
    query = select(row.programme, row.currency, func.sum(row.amount)).group_by(row.programme, row.currency)
    query = query.where(row.programme != "", row.reversed_at == 0)
    query = query.where(row.received_on >= f"{year:04d}-01-01", row.received_on <= f"{year:04d}-12-31")
    return {(programme, currency): int(total) for programme, currency, total in session.execute(query)}


def years(session: Session) -> tuple[int, ...]:
    """The years in which there are entries, the latest first."""
    first, last = (session.scalar(select(sought(EntryRow.on))) or "" for sought in (func.min, func.max))
    return tuple(range(int(last[:4]), int(first[:4]) - 1, -1)) if first else ()

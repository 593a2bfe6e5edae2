"""Queries of budget lines: by period, and the amounts appropriated, encumbered and spent."""

from collections.abc import Iterable
from typing import Final, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountMonthRow, AccountRow
from govern.store.facts.treasury import BudgetLineRow
from govern.store.paging import Cursor, Page, read_page

MOST: Final = 300
When = Literal["running", "coming", "ended"]


def when_of(line: BudgetLineRow, at: int) -> When:
    """Whether a line's period is running, coming or ended."""
    return "coming" if at < line.starts else "running" if at < line.ends else "ended"


def _condition(when: When, at: int) -> tuple[ColumnElement[bool], ...]:
    row = BudgetLineRow
    return {
        "running": (row.starts <= at, row.ends > at),
        "coming": (row.starts > at,),
        "ended": (row.starts <= at, row.ends <= at),
    }[when]


def lines(session: Session, when: When, at: int) -> list[BudgetLineRow]:
    """The lines whose period is running or coming, by programme."""
    row = BudgetLineRow
    query = select(row).where(*_condition(when, at)).order_by(row.scope, row.programme, row.currency, row.index)
    return list(session.scalars(query.limit(MOST)))


def running_of(session: Session, scope: str, at: int) -> list[BudgetLineRow]:
    """The running lines of a club or of the community, by currency."""
    row = BudgetLineRow
    query = select(row).where(row.scope == scope, *_condition("running", at))
    return list(session.scalars(query.order_by(row.currency, row.programme, row.index).limit(MOST)))


def ended(session: Session, at: int, cursor: Cursor | None) -> Page[BudgetLineRow]:
    """The lines whose period has ended, newest first."""
    query = select(BudgetLineRow).where(*_condition("ended", at))
    return read_page(session, query, (BudgetLineRow.index,), cursor, lambda row: row[0], lambda one: (one.index,))


def ending(session: Session, at: int, until: int, limit: int) -> list[BudgetLineRow]:
    """Running lines that end before a time with money left, the first to end in front."""
    row = BudgetLineRow
    left = row.amount > row.spent + row.encumbered
    query = select(row).where(*_condition("running", at), row.ends <= until, left).order_by(row.ends, row.id)
    return list(session.scalars(query.limit(limit)))


def within(session: Session, since: int, until: int) -> list[BudgetLineRow]:
    """The lines whose period overlaps a span of time, by programme."""
    row = BudgetLineRow
    query = select(row).where(row.starts < until, row.ends > since).order_by(row.programme, row.currency, row.index)
    return list(session.scalars(query.limit(MOST)))


def of_proposal(session: Session, proposal: str) -> list[BudgetLineRow]:
    """The lines that a proposal opened, in the order of its effects."""
    query = select(BudgetLineRow).where(BudgetLineRow.proposal == proposal).order_by(BudgetLineRow.effect)
    return list(session.scalars(query))


def of_programme(session: Session, programme: str) -> list[BudgetLineRow]:
    """A programme's lines, the last to begin in front."""
    query = select(BudgetLineRow).where(BudgetLineRow.programme == programme)
    return list(session.scalars(query.order_by(BudgetLineRow.starts.desc(), BudgetLineRow.index.desc()).limit(MOST)))


def of_programmes(session: Session, programmes: Iterable[str]) -> list[BudgetLineRow]:
    """The lines of some programmes, the first to end in front."""
    row = BudgetLineRow
    query = select(row).where(row.programme.in_(set(programmes))).order_by(row.programme, row.ends, row.id)
    return list(session.scalars(query.limit(MOST)))


def paid_by_year(session: Session, programme: str) -> dict[tuple[int, str], int]:
    """Payments of a programme by the books, less refunds, by year and currency; summed from months."""
    year, row = func.substr(AccountMonthRow.month, 1, 4), AccountMonthRow
    query = select(year, AccountRow.currency, func.sum(row.change)).join(AccountRow, AccountRow.account == row.account)
    # The indexed kind makes the database look up the few accounts first instead of every month of every account.
    query = query.where(AccountRow.kind == "expenses", AccountRow.built_in == f"expenses/{programme}")
    query = query.group_by(year, AccountRow.currency)
    return {(int(year), currency): int(total) for year, currency, total in session.execute(query)}


def line(session: Session, id_: str) -> BudgetLineRow | None:
    """A line by id."""
    return session.get(BudgetLineRow, id_)

"""Money flows: exact sums by programme, the largest single movements, and balances by month."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountMonthRow, AccountRow, IncomeRow
from govern.store.facts.treasury import MandateRow, PaymentRow

LARGEST: Final = 200  # single movements read by name


@dataclass(frozen=True)
class Movement:
    """Money for a programme (empty: for none); `name` is a text's hash, `member` a payee's id."""

    programme: str
    amount: int
    name: str
    member: str = ""


@dataclass(frozen=True)
class MoneyFlow:
    """Sums by programme, in minor units of one currency, and the largest movements among them."""

    received: dict[str, int]
    paid: dict[str, int]
    sources: tuple[Movement, ...]
    payees: tuple[Movement, ...]


def flow(session: Session, currency: str, since: int) -> MoneyFlow:
    """Income and spending in a currency since a time (milliseconds since 1970), without reversed entries."""
    return MoneyFlow(
        _received(session, currency, since),
        _paid(session, currency, since),
        _largest_incomes(session, currency, since),
        _largest_payments(session, currency, since),
    )


def _received(session: Session, currency: str, since: int) -> dict[str, int]:
    row = IncomeRow
    query = select(row.programme, func.sum(row.amount)).group_by(row.programme)
    query = query.where(row.currency == currency, row.reversed_at == 0, row.at >= since)
    return {programme: int(total) for programme, total in session.execute(query)}


def _by_mandate(currency: str, since: int) -> tuple[type[PaymentRow], tuple[object, ...]]:
    row = PaymentRow
    return row, (row.currency == currency, row.reversed_at == 0, row.at >= since)


def _paid(session: Session, currency: str, since: int) -> dict[str, int]:
    row, wanted = _by_mandate(currency, since)
    summed = select(row.mandate, func.sum(row.amount - row.refunded).label("total"))
    parts = summed.where(*wanted).group_by(row.mandate).subquery()  # type: ignore[arg-type]
    query = select(MandateRow.programme, func.sum(parts.c.total)).join(parts, parts.c.mandate == MandateRow.id)
    found = session.execute(query.group_by(MandateRow.programme))
    return {programme: int(total) for programme, total in found if total}


def _largest_incomes(session: Session, currency: str, since: int) -> tuple[Movement, ...]:
    row = IncomeRow
    query = select(row.programme, row.amount, row.source)
    query = query.where(row.currency == currency, row.reversed_at == 0, row.at >= since)
    query = query.order_by(row.amount.desc(), row.source).limit(LARGEST)
    return tuple(Movement(programme, amount, source) for programme, amount, source in session.execute(query))


def _largest_payments(session: Session, currency: str, since: int) -> tuple[Movement, ...]:
    row, wanted = _by_mandate(currency, since)
    total = func.sum(row.amount - row.refunded)
    summed = select(row.mandate, total.label("total")).where(*wanted).group_by(row.mandate)  # type: ignore[arg-type]
    largest = summed.order_by(total.desc(), row.mandate).limit(LARGEST).subquery()
    columns = MandateRow.programme, largest.c.total, MandateRow.payee_name, MandateRow.payee_member
    query = select(*columns).join(largest, largest.c.mandate == MandateRow.id)
    found = session.execute(query.where(largest.c.total > 0).order_by(largest.c.total.desc(), MandateRow.id))
    return tuple(Movement(programme, int(amount), name, member) for programme, amount, name, member in found)


def balances(session: Session, currency: str) -> list[tuple[str, int]]:
    """The total of all own accounts in a currency at the end of each month in which one of them moved."""
    month = AccountMonthRow.month
    query = select(month, func.sum(AccountMonthRow.change)).join(
        AccountRow, AccountRow.account == AccountMonthRow.account
    )
    query = query.where(AccountRow.kind == "assets", AccountRow.currency == currency)
    held, by_month = 0, []
    for at, change in session.execute(query.group_by(month).order_by(month)):
        held += int(change)
        by_month.append((at, held))
    return by_month

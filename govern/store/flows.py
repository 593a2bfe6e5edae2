"""Where money came from and went to within a span of time: exact sums, and the largest single movements."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govern.store.books import IncomeRow
from govern.store.treasury import MandateRow, PaymentRow

LARGEST: Final = 200  # single movements looked at by name


@dataclass(frozen=True)
class Movement:
    """Money into or out of an account; `name` is the hash of a source's or payee's text, `member` a payee's id."""

    account: str
    amount: int
    name: str
    member: str = ""


@dataclass(frozen=True)
class Flow:
    """Sums by account, in minor units of one currency, and the largest movements that make them up."""

    received: dict[str, int]
    paid: dict[str, int]
    sources: tuple[Movement, ...]
    payees: tuple[Movement, ...]


def flow(session: Session, currency: str, since: int) -> Flow:
    """The movements in a currency recorded since a moment (milliseconds since 1970)."""
    return Flow(
        _sums(session, IncomeRow, currency, since),
        _sums(session, PaymentRow, currency, since),
        _largest_incomes(session, currency, since),
        _largest_payments(session, currency, since),
    )


def _sums(session: Session, row: type[IncomeRow] | type[PaymentRow], currency: str, since: int) -> dict[str, int]:
    query = select(row.account, func.sum(row.amount)).where(row.currency == currency, row.at >= since)
    return {account: int(total) for account, total in session.execute(query.group_by(row.account))}


def _largest_incomes(session: Session, currency: str, since: int) -> tuple[Movement, ...]:
    query = select(IncomeRow.account, IncomeRow.amount, IncomeRow.source)
    query = query.where(IncomeRow.currency == currency, IncomeRow.at >= since)
    query = query.order_by(IncomeRow.amount.desc(), IncomeRow.id).limit(LARGEST)
    return tuple(Movement(account, amount, source) for account, amount, source in session.execute(query))


def _largest_payments(session: Session, currency: str, since: int) -> tuple[Movement, ...]:
    total = func.sum(PaymentRow.amount)
    query = (
        select(PaymentRow.account, total, MandateRow.payee_name, MandateRow.payee_member)
        .join(MandateRow, MandateRow.id == PaymentRow.mandate)
        .where(PaymentRow.currency == currency, PaymentRow.at >= since)
        .group_by(PaymentRow.account, PaymentRow.mandate, MandateRow.payee_name, MandateRow.payee_member)
        .order_by(total.desc(), PaymentRow.mandate)
        .limit(LARGEST)
    )
    return tuple(
        Movement(account, int(amount), name, member) for account, amount, name, member in session.execute(query)
    )

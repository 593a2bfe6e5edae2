"""Matches lines of bank statements with entries of the ledger, and reconciles months."""

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.actions.people.encryption import unseal
from govern.config import Instance
from govern.store.facts.books import AccountMonthRow, AccountRow
from govern.store.private import bank
from govern.store.private.bank import BankLineRow, Candidate

NEAR: Final = 10  # at most so many days between the entry and the bank's line for a suggestion
CERTAIN: Final = 5  # and for an automatic match


def fitting(session: Session, account: str, lines: Sequence[BankLineRow]) -> list[Candidate]:
    """The unmatched entries that could match these lines."""
    if not lines:
        return []
    days = sorted(line.on for line in lines)
    since, until = _shifted(days[0], -NEAR), _shifted(days[-1], NEAR)
    return bank.candidates(session, account, since, until, {line.amount for line in lines})


def _shifted(day: str, days: int) -> str:
    moved = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(moved, 1), date.max.toordinal())).isoformat()


def suggestions(lines: Sequence[BankLineRow], open_: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    """The candidates of each line: the same amount, at most NEAR days apart, the nearest first."""
    by_amount: defaultdict[int, list[Candidate]] = defaultdict(list)
    for one in open_:
        by_amount[one.amount].append(one)
    found = {}
    for line in lines:
        near = [(distance(line.on, one.entry.on), one) for one in by_amount[line.amount]]
        fitting = sorted((pair for pair in near if pair[0] <= NEAR), key=lambda pair: (pair[0], pair[1].entry.index))
        found[line.id] = [one for _days, one in fitting]
    return found


def certain(lines: Sequence[BankLineRow], found: dict[int, list[Candidate]]) -> list[tuple[BankLineRow, Candidate]]:
    """The unambiguous matches: one candidate for the line, no other line for the entry, within CERTAIN days."""
    wanted = Counter(one.entry.id for fitting in found.values() for one in fitting)
    pairs = []
    for line in lines:
        fitting = found[line.id]
        alone = len(fitting) == 1 and wanted[fitting[0].entry.id] == 1
        if alone and distance(line.on, fitting[0].entry.on) <= CERTAIN:
            pairs.append((line, fitting[0]))
    return pairs


def distance(one: str, other: str) -> int:
    """The number of days between two days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


@dataclass(frozen=True)
class ReconciledMonth:
    """An account's balance at a month's end by the ledger and by the bank, and the difference."""

    month: str
    ledger: int
    said: int | None
    outstanding: tuple[Candidate, ...]
    unmatched: int

    @property
    def expected(self) -> int:
        """The balance that the bank must state if the ledger is right."""
        return self.ledger - sum(one.amount for one in self.outstanding)


def month_of(session: Session, account: AccountRow, month: str) -> ReconciledMonth:
    """The reconciliation of an account's month."""
    last = last_day(month)
    since = bank.first_day(session, account.account) or "0000"
    changed = select(AccountMonthRow.change).where(
        AccountMonthRow.account == account.account, AccountMonthRow.month <= month
    )
    return ReconciledMonth(
        month=month,
        ledger=sum(session.scalars(changed)),
        said=bank.balance_said(session, account.account, last),
        outstanding=tuple(bank.outstanding(session, account.account, since, last)),
        unmatched=len(bank.unmatched(session, account.account, last)),
    )


def last_day(month: str) -> str:
    """The last day of a month (YYYY-MM)."""
    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{calendar.monthrange(year, number)[1]:02d}"


def open_months(account: AccountRow, first: str, today: str) -> list[str]:
    """The past months that are not yet reconciled, from the bank's first day on, oldest first."""
    months: list[str] = []
    month = _after(account.reconciled) if account.reconciled else first[:7]
    while month and month < today[:7] and len(months) < 120:
        months.append(month)
        month = _after(month)
    return months


def _after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def words_of(instance: Instance, lines: Iterable[BankLineRow]) -> dict[int, str]:
    """The bank's texts of several lines."""
    return {line.id: unseal(instance, line.sealed).decode() for line in lines}

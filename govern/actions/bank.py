"""Bank statements: taken once, matched with the ledger's entries, and a month proven against them."""

import calendar
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.actions import bank_files
from govern.actions.bank_files import BadBankFile, Line, Mapping
from govern.actions.sealing import seal, unseal
from govern.config import Instance
from govern.domain.amounts import decimals_of
from govern.store import bank
from govern.store.bank import BankFileRow, BankLineRow, BankMappingRow, Candidate
from govern.store.books import AccountMonthRow, AccountRow

NEAR: Final = 10  # days between an entry's day and the bank's, at most, for a suggestion
CERTAIN: Final = 5  # and for one that is taken without asking, where nothing else fits


@dataclass(frozen=True)
class Taken:
    """How many lines a file has, and how many of them were new."""

    lines: int
    new: int


def take(session: Session, instance: Instance, account: str, data: bytes, name: str, by: str, now: int) -> BankFileRow:
    """Takes a file to be read; the same file again is the one that is here. Raises BadBankFile."""
    if not data or len(data) > bank_files.LARGEST:
        raise BadBankFile([(1, "empty" if not data else "large")])
    digest = hashlib.sha256(data).hexdigest()
    known = bank.file_of(session, account, digest)
    if known is not None:
        return known
    row = BankFileRow(
        account=account,
        sha256=digest,
        name=name[:120],
        state="waiting",
        sealed=seal(instance, data),
        lines=0,
        new=0,
        taken_by=by,
        taken_at=now,
    )
    session.add(row)
    session.flush()
    return row


def lines_of(instance: Instance, file: BankFileRow, currency: str, mapping: Mapping | None) -> list[Line]:
    """The lines of a file that waits; a CSV file by its mapping. Raises BadBankFile with everything that is wrong."""
    data, precision = unseal(instance, file.sealed), decimals_of(currency)
    if not bank_files.is_table(data):
        return bank_files.read_structured(data, currency)
    found = bank_files.table(data)
    return bank_files.read_csv(found, mapping or remembered(None, found), precision)


def table_of(instance: Instance, file: BankFileRow) -> bank_files.Table | None:
    """The columns of a CSV file that waits; None for other kinds. Raises BadBankFile."""
    data = unseal(instance, file.sealed)
    return bank_files.table(data) if bank_files.is_table(data) else None


def remembered(row: BankMappingRow | None, found: bank_files.Table) -> Mapping:
    """The mapping of an account's last CSV file, if it fits this one; else what the columns probably are."""
    if row is not None:
        mapping = Mapping(**row.mapping)
        if all(place < len(found.header) for place in mapping.columns.values()):
            return mapping
    return bank_files.guess(found)


def keep(
    session: Session, instance: Instance, file: BankFileRow, lines: Sequence[Line], mapping: Mapping | None
) -> Taken:
    """Takes up the lines that are not here yet, and remembers the mapping."""
    keyed = list(zip(_keys(lines), lines, strict=True))
    known: set[str] = set()
    for start in range(0, len(keyed), 500):
        known |= bank.known_keys(session, file.account, [key for key, _ in keyed[start : start + 500]])
    fresh = [(key, line) for key, line in keyed if key not in known]
    session.add_all(
        BankLineRow(
            account=file.account,
            file=file.id,
            key=key,
            on=line.on,
            amount=line.amount,
            sealed=seal(instance, line.text.encode()),
            balance=line.balance,
        )
        for key, line in fresh
    )
    file.state, file.lines, file.new, file.sealed = "read", len(lines), len(fresh), b""
    if mapping is not None:
        session.merge(BankMappingRow(account=file.account, mapping=mapping.plain()))
    session.flush()
    return Taken(len(lines), len(fresh))


def _keys(lines: Iterable[Line]) -> list[str]:
    """What tells a line from others: day, amount, words, and which of several alike it is, in the bank's order."""
    alike: Counter[tuple[str, int, str]] = Counter()
    keys = []
    for line in lines:
        what = (line.on, line.amount, " ".join(line.text.casefold().split()))
        alike[what] += 1
        keys.append(hashlib.sha256(repr((*what, alike[what])).encode()).hexdigest())
    return keys


def fitting(session: Session, account: str, lines: Sequence[BankLineRow]) -> list[Candidate]:
    """The entries that may be one of these lines."""
    if not lines:
        return []
    days = sorted(line.on for line in lines)
    since, until = _shifted(days[0], -NEAR), _shifted(days[-1], NEAR)
    return bank.candidates(session, account, since, until, {line.amount for line in lines})


def _shifted(day: str, days: int) -> str:
    moved = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(moved, 1), date.max.toordinal())).isoformat()


def suggestions(lines: Sequence[BankLineRow], open_: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    """For each line the entries that it may be: the same amount, at most NEAR days apart, the nearest first."""
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
    """The matches that leave no doubt: one entry fits the line, no other line fits the entry, within CERTAIN days."""
    wanted = Counter(one.entry.id for fitting in found.values() for one in fitting)
    pairs = []
    for line in lines:
        fitting = found[line.id]
        alone = len(fitting) == 1 and wanted[fitting[0].entry.id] == 1
        if alone and distance(line.on, fitting[0].entry.on) <= CERTAIN:
            pairs.append((line, fitting[0]))
    return pairs


def distance(one: str, other: str) -> int:
    """Days between two days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


@dataclass(frozen=True)
class Month:
    """How an account stands at a month's end by the ledger and by the bank, and what is between the two."""

    month: str
    ledger: int
    said: int | None
    outstanding: tuple[Candidate, ...]
    unmatched: int

    @property
    def expected(self) -> int:
        """What the bank's balance must be, if the ledger is right."""
        return self.ledger - sum(one.amount for one in self.outstanding)


def month_of(session: Session, account: AccountRow, month: str) -> Month:
    """A month's end for an account."""
    last = last_day(month)
    since = bank.first_day(session, account.account) or "0000"
    changed = select(AccountMonthRow.change).where(
        AccountMonthRow.account == account.account, AccountMonthRow.month <= month
    )
    return Month(
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
    """The months that are over and not yet reconciled, from the bank's first day on, the oldest first."""
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
    """What the bank says of several lines."""
    return {line.id: unseal(instance, line.sealed).decode() for line in lines}

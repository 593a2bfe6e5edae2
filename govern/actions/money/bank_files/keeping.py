"""Imports the new lines of a bank file, from the oldest to the newest, and the bank's balances."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from govern.actions.money.bank_files.looking import FilePreview, remember, words_of_line
from govern.actions.people.encryption import seal
from govern.config import Instance
from govern.store.private import bank
from govern.store.private.bank import BankBalanceRow, BankFileRow, BankLineRow
from govern.tables.checks import in_order
from govern.tables.statement import StatedBalance, StatementLine


@dataclass(frozen=True)
class LineCounts:
    """The number of lines of a file, and of new ones among them."""

    lines: int
    new: int


def shown(file: BankFileRow, found: FilePreview) -> str:
    """A hash of everything that the preview of a file shows, and of the answers it depends on."""
    statement = found.statement
    lines = [(line.day.isoformat(), line.amount, words_of_line(line), line.balance) for line in statement.lines]
    left_out = [(one.place, one.reason) for one in statement.left_out]
    plain: list[object] = [file.sha256, sorted(found.answers.items()), lines, left_out]
    plain += [_plain(statement.opening), _plain(statement.closing)]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def _plain(balance: StatedBalance | None) -> list[object]:
    return [balance.day.isoformat(), balance.amount] if balance else []


def keep(session: Session, instance: Instance, file: BankFileRow, found: FilePreview) -> LineCounts:
    """Import the new lines of a file, and remember how the file was read."""
    lines = in_order(found.statement.lines)
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
            on=line.day.isoformat(),
            amount=line.amount,
            sealed=seal(instance, words_of_line(line).encode()),
            balance=line.balance,
        )
        for key, line in fresh
    )
    closing = found.statement.closing
    if closing is not None:
        on = closing.day.isoformat()
        session.add(BankBalanceRow(account=file.account, file=file.id, on=on, amount=closing.amount))
    file.state, file.lines, file.new, file.sealed = "read", len(lines), len(fresh), b""
    remember(session, instance, file.account, found)
    session.flush()
    return LineCounts(len(lines), len(fresh))


def _keys(lines: Iterable[StatementLine]) -> list[str]:
    """Unique keys of lines: day, amount, words, and the number among identical ones, in the bank's order."""
    alike: Counter[tuple[str, int, str]] = Counter()
    keys = []
    for line in lines:
        what = (line.day.isoformat(), line.amount, " ".join(words_of_line(line).casefold().split()))
        alike[what] += 1
        keys.append(hashlib.sha256(repr((*what, alike[what])).encode()).hexdigest())
    return keys

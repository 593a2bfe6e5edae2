"""Rate limiting for guessable secrets: after some free failures, each further attempt must wait longer.

An attempt is counted before the secret is compared, and taken back if the secret was right, so that parallel attempts
are limited like sequential ones. A refused attempt is not counted: a person who knows the secret waits no longer than
announced, however often others try meanwhile.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from govern.protocol.units import MINUTE
from govern.store.private.sign_in import FailureRow

FIRST_WAIT: Final = MINUTE
FORGOTTEN: Final = 24 * 60 * MINUTE


@dataclass(frozen=True)
class Backoff:
    """`free` failures without a wait, then 1, 2, 4 ... minutes up to `longest`; one failure expires every `leak` ms."""

    name: str
    free: int
    leak: int
    longest: int = 15 * MINUTE


class Attempt(NamedTuple):
    """A limit and the subject it counts, such as an account."""

    limit: Backoff
    subject: str

    @property
    def key(self) -> str:
        """The key of the row; a hash keeps typed text out of the database."""
        return f"{self.limit.name}:{hashlib.sha256(self.subject.encode()).hexdigest()}"


AT_ADDRESS: Final = Backoff("sign-in-at-address", 10, 15 * MINUTE)  # of one account from one network address
FROM_ADDRESS: Final = Backoff("sign-in-address", 60, 5 * MINUTE)  # of all accounts from one network address
OF_ACCOUNT: Final = Backoff("sign-in-account", 100, 5 * MINUTE, 5 * MINUTE)  # of one account from anywhere
ON_DEVICE: Final = Backoff("sign-in-device", 10, 15 * MINUTE)  # of one account on a device that signed in before
PRESENT_PASSWORD: Final = Backoff("present-password", 10, 15 * MINUTE)
INVITATION: Final = Backoff("invitation-address", 20, 5 * MINUTE)
ACCESS_KEY: Final = Backoff("access-key-address", 20, 5 * MINUTE)
PASSWORD_LINK: Final = Backoff("password-link-address", 20, 5 * MINUTE)
KEY_PROOF: Final = Backoff("key-proof-address", 20, 5 * MINUTE)


def of_sign_in(account: str, address: str, device: str) -> tuple[Attempt, ...]:
    """The limits of a sign-in; `device` is the id of a known device, which others' guesses do not lock."""
    if device:
        return (Attempt(ON_DEVICE, f"{device}\0{account}"),)
    return (
        Attempt(AT_ADDRESS, f"{account}\0{address}"),
        Attempt(FROM_ADDRESS, address),
        Attempt(OF_ACCOUNT, account),
    )


def count(session: Session, attempts: Iterable[Attempt], now: int) -> int:
    """Count an attempt; 0, or the time from which to try again if it is too early. The caller must commit first."""
    rows = [(attempt.limit, _locked(session, attempt, now)) for attempt in sorted(attempts, key=lambda one: one.key)]
    left = [_left(limit, row, now) for limit, row in rows]
    until = max(_free_at(limit, row, failures) for (limit, row), failures in zip(rows, left, strict=True))
    if until > now:
        return until
    for (_limit, row), failures in zip(rows, left, strict=True):
        row.count, row.at = failures + 1, now
    return 0


def succeed(session: Session, attempts: Iterable[Attempt], now: int) -> None:
    """Reset the account's failures here after a success; shared limits only take this attempt back.

    Otherwise a sign-in to one's own account would reset the failures at other people's accounts.
    """
    for attempt in sorted(attempts, key=lambda one: one.key):
        row = session.get(FailureRow, attempt.key, with_for_update=True)
        if row is None:
            continue
        shared = attempt.limit in (FROM_ADDRESS, OF_ACCOUNT)
        row.count = max(row.count - 1, 0) if shared else 0
    old = select(FailureRow.subject).where(FailureRow.at < now - FORGOTTEN).with_for_update(skip_locked=True)
    session.execute(delete(FailureRow).where(FailureRow.subject.in_(old)))


def _locked(session: Session, attempt: Attempt, now: int) -> FailureRow:
    """The row of an attempt, created if necessary, locked until the transaction ends."""
    insert: Any = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(FailureRow)
    session.execute(insert.values(subject=attempt.key, count=0, at=now).on_conflict_do_nothing())
    query = select(FailureRow).where(FailureRow.subject == attempt.key)
    return session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()


def _left(limit: Backoff, row: FailureRow, now: int) -> int:
    """The failures that have not expired."""
    return max(row.count - max(now - row.at, 0) // limit.leak, 0)


def _free_at(limit: Backoff, row: FailureRow, failures: int) -> int:
    if failures < limit.free:
        return 0
    return row.at + min(FIRST_WAIT << min(failures - limit.free, 20), limit.longest)

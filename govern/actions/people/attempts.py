"""Rate limits: attempts counted within fixed time windows.

Limits on guessing secrets are in `signing_in.guessing`.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.protocol.units import MINUTE
from govern.store.private import accounts

REMEMBERED: Final = 24 * 60 * MINUTE


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts within `window` milliseconds; `name` keeps limits apart."""

    name: str
    most: int
    window: int


CONFIRMATION: Final = Limit("confirmation-account", 5, 60 * MINUTE)


class TooManyAttempts(Exception):
    """The rate limit is exceeded; `until` is when to try again, in milliseconds since 1970 (UTC)."""

    def __init__(self, until: int) -> None:
        self.until = until
        super().__init__(until)


def record_attempt(session: Session, limit: Limit, subject: str, now: int) -> int:
    """Count an attempt; 0, or the time from which to try again if it exceeds the limit.

    The caller must commit before it refuses, so that refused attempts count too.
    """
    window = now - now % limit.window
    accounts.forget_attempts(session, now - REMEMBERED)
    count = accounts.count_attempt(session, _key(limit, subject), window)
    return window + limit.window if count > limit.most else 0


def _key(limit: Limit, subject: str) -> str:
    # The hash keeps typed addresses out of the database.
    return f"{limit.name}:{hashlib.sha256(subject.encode()).hexdigest()}"

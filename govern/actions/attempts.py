"""What could be guessed may be tried only so often: counts within fixed windows of time."""

import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.store import accounts

MINUTE: Final = 60_000
REMEMBERED: Final = 24 * 60 * MINUTE


@dataclass(frozen=True)
class Limit:
    """At most `most` attempts within `window` milliseconds; `name` keeps limits apart."""

    name: str
    most: int
    window: int


SIGN_IN_ACCOUNT: Final = Limit("sign-in-account", 10, 15 * MINUTE)
SIGN_IN_ADDRESS: Final = Limit("sign-in-address", 60, 15 * MINUTE)
INVITATION_ADDRESS: Final = Limit("invitation-address", 20, 15 * MINUTE)
ACCESS_KEY_ADDRESS: Final = Limit("access-key-address", 20, 15 * MINUTE)
PASSWORD: Final = Limit("password-account", 10, 15 * MINUTE)
CONFIRMATION: Final = Limit("confirmation-account", 5, 60 * MINUTE)


class TooManyAttempts(Exception):
    """Something was tried too often; `until` is when to try again, in milliseconds since 1970 (UTC)."""

    def __init__(self, until: int) -> None:
        self.until = until
        super().__init__(until)


def tally(session: Session, limit: Limit, subject: str, now: int) -> int:
    """Counts one attempt; the moment from which to try again if it was one too many, else 0.

    The caller commits before it refuses, so that refused attempts count as well.
    """
    window = now - now % limit.window
    accounts.forget_attempts(session, now - REMEMBERED)
    count = accounts.count_attempt(session, _key(limit, subject), window)
    return window + limit.window if count > limit.most else 0


def forgive(session: Session, limit: Limit, subject: str, now: int) -> None:
    """Takes back the attempts of a subject within this window: the secret was known."""
    accounts.forgive_attempts(session, _key(limit, subject), now - now % limit.window)


def _key(limit: Limit, subject: str) -> str:
    # The hash keeps addresses and e-mails that were merely typed out of the database.
    return f"{limit.name}:{hashlib.sha256(subject.encode()).hexdigest()}"

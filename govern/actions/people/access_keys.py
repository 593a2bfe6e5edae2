"""Access keys of auditors: made once and shown once, revoked, and found by what was typed or sent."""

import hashlib
import re
import secrets
from typing import Final

from sqlalchemy.orm import Session

from govern.actions.people.accounts import name_error, normal_name, refuse
from govern.protocol.units import DAY
from govern.store.private.access_keys import AccessKeyRow, key_by_hash

LONGEST: Final = 3660  # days
NOTED_EVERY: Final = 10 * 60 * 1000  # a verifier asks for thousands of files; one note of its use is enough
_KEY: Final = re.compile(r"auditor_[0-9a-f]{40}")


def make(session: Session, name: str, days: str, by: str, now: int) -> tuple[AccessKeyRow, str]:
    """A new key for `name`, valid for so many days; the row, and the key itself, which is kept nowhere.

    Raises FormError(name_*, days_invalid).
    """
    lasts = int(days) if re.fullmatch("[0-9]{1,4}", days) else 0
    refuse({"name": name_error(name), "days": "" if 0 < lasts <= LONGEST else "days_invalid"})
    key = f"auditor_{secrets.token_hex(20)}"  # 160 bits: nobody guesses it, so a plain hash protects it
    row = AccessKeyRow(
        key_hash=hash_of_key(key),
        name=normal_name(name),
        created_by=by,
        created_at=now,
        expires_at=now + lasts * DAY,
    )
    session.add(row)
    session.flush()
    return row, key


def hash_of_key(key: str) -> str:
    """The SHA-256 under which a key is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def find(session: Session, typed: str, now: int) -> AccessKeyRow | None:
    """The key that was typed or sent, if it opens the record now."""
    plain = typed.strip().lower()
    return find_by_hash(session, hash_of_key(plain), now) if _KEY.fullmatch(plain) else None


def find_by_hash(session: Session, key_hash: str, now: int) -> AccessKeyRow | None:
    """The key with this hash, if it opens the record now."""
    row = key_by_hash(session, key_hash)
    return row if row is not None and state(row, now) == "open" else None


def state(row: AccessKeyRow, now: int) -> str:
    """`revoked`, `expired` or `open`."""
    if row.revoked_at:
        return "revoked"
    return "expired" if now >= row.expires_at else "open"


def revoke(session: Session, id_: int, now: int) -> None:
    """Takes a key back; what it opens closes at once."""
    row = session.get_one(AccessKeyRow, id_)
    row.revoked_at = row.revoked_at or now


def use_to_note(row: AccessKeyRow, now: int) -> bool:
    """Whether this use of a key is to be written down."""
    return now - row.last_used_at >= NOTED_EVERY


def note_use(session: Session, id_: int, now: int) -> None:
    """Writes down when a key was last used."""
    session.get_one(AccessKeyRow, id_).last_used_at = now

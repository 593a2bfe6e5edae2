"""Access keys of auditors: created and shown once, revoked, and looked up by hash."""

import hashlib
import re
import secrets
from typing import Final

from sqlalchemy.orm import Session

from govern.actions.people.accounts import name_error, normal_name, refuse
from govern.protocol.units import DAY
from govern.store.private.access_keys import AccessKeyRow, key_by_hash

LONGEST: Final = 3660  # days
NOTED_EVERY: Final = 10 * 60 * 1000  # ms: a verifier requests thousands of files; one update is enough
_KEY: Final = re.compile(r"auditor_[0-9a-f]{40}")


def make(session: Session, name: str, days: str, by: str, now: int) -> tuple[AccessKeyRow, str]:
    """Create a key for `name`, valid for `days` days; returns the row, and the key, which is not stored.

    Raises FormError(name_*, days_invalid).
    """
    lasts = int(days) if re.fullmatch("[0-9]{1,4}", days) else 0
    refuse({"name": name_error(name), "days": "" if 0 < lasts <= LONGEST else "days_invalid"})
    key = f"auditor_{secrets.token_hex(20)}"  # 160 bits cannot be guessed, so a plain hash protects the key
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
    """The SHA-256 that is stored in place of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def find(session: Session, typed: str, now: int) -> AccessKeyRow | None:
    """The key that was typed or sent, if it is valid now."""
    plain = typed.strip().lower()
    return find_by_hash(session, hash_of_key(plain), now) if _KEY.fullmatch(plain) else None


def find_by_hash(session: Session, key_hash: str, now: int) -> AccessKeyRow | None:
    """The key with this hash, if it is valid now."""
    row = key_by_hash(session, key_hash)
    return row if row is not None and state(row, now) == "open" else None


def state(row: AccessKeyRow, now: int) -> str:
    """`revoked`, `expired` or `open`."""
    if row.revoked_at:
        return "revoked"
    return "expired" if now >= row.expires_at else "open"


def revoke(session: Session, id_: int, now: int) -> None:
    """Revoke a key at once."""
    row = session.get_one(AccessKeyRow, id_)
    row.revoked_at = row.revoked_at or now


def use_to_note(row: AccessKeyRow, now: int) -> bool:
    """Whether to store this use of a key."""
    return now - row.last_used_at >= NOTED_EVERY


def note_use(session: Session, id_: int, now: int) -> None:
    """Store the time of a key's last use."""
    session.get_one(AccessKeyRow, id_).last_used_at = now

"""Sessions of accounts: started at sign-in, ended on the server, listed for their owner."""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from govern.protocol.units import DAY, MINUTE
from govern.store.private.accounts import UserRow
from govern.store.private.sign_in import SessionRow

LIFETIME: Final = 14 * DAY  # a session expires after this time without use
NOTED_EVERY: Final = 5 * MINUTE  # so that reading pages does not write
MOST: Final = 50  # sessions of one account; another one ends the oldest
SYSTEMS: Final = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS")),
    *(("Mac OS X", "macOS"), ("HarmonyOS", "HarmonyOS"), ("Linux", "Linux")),
)
BROWSERS: Final = (  # most user agents also name Chrome and Safari, so the order matters
    *(("MicroMessenger", "WeChat"), ("QQBrowser", "QQ Browser"), ("SamsungBrowser", "Samsung Internet")),
    *(("Edg", "Edge"), ("OPR", "Opera"), ("Vivaldi", "Vivaldi"), ("Firefox", "Firefox"), ("FxiOS", "Firefox")),
    *(("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")),
)


def begin(session: Session, account: int, proven: str, browser: str, now: int, *, by_key: bool = False) -> str | None:
    """Start a session and return its token; None if the account is disabled or its password has changed.

    `proven` is the password hash that was compared. The account is locked, so that a session cannot start with an old
    password while a new one ends all sessions.
    """
    user = session.scalar(select(UserRow).where(UserRow.id == account).with_for_update())
    if user is None or user.disabled_at or user.password != proven:
        return None
    _make_room(session, account, now)
    token = secrets.token_hex(20)
    row = SessionRow(account=account, token_hash=hash_of_token(token), browser=browser, by_key=by_key)
    row.created_at = row.last_seen_at = now
    session.add(row)
    return token


def _make_room(session: Session, account: int, now: int) -> None:
    stale = (SessionRow.account == account, SessionRow.last_seen_at < now - LIFETIME - NOTED_EVERY)
    session.execute(delete(SessionRow).where(*stale))
    latest = select(SessionRow.id).where(SessionRow.account == account)
    latest = latest.order_by(SessionRow.last_seen_at.desc(), SessionRow.id.desc())
    kept = list(session.scalars(latest.limit(MOST - 1)))
    session.execute(delete(SessionRow).where(SessionRow.account == account, SessionRow.id.not_in(kept)))


def hash_of_token(token: str) -> str:
    """The SHA-256 stored in place of a token: with 160 random bits a plain hash protects it."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(session: Session, token: str) -> tuple[UserRow, SessionRow] | None:
    """The account and the session of a token, unless the session has ended or the account is disabled."""
    query = select(UserRow, SessionRow).join(SessionRow, SessionRow.account == UserRow.id)
    found = session.execute(
        query.where(SessionRow.token_hash == hash_of_token(token), UserRow.disabled_at == 0)
    ).first()
    return (found.UserRow, found.SessionRow) if found is not None else None


def of_account(session: Session, account: int, now: int) -> Sequence[SessionRow]:
    """The valid sessions of an account, the last seen first."""
    since = now - LIFETIME - NOTED_EVERY
    query = select(SessionRow).where(SessionRow.account == account, SessionRow.last_seen_at >= since)
    return session.scalars(query.order_by(SessionRow.last_seen_at.desc(), SessionRow.id.desc())).all()


def end(session: Session, account: int, id_: int) -> bool:
    """End one session of an account; True if it existed."""
    ended = session.scalars(
        delete(SessionRow).where(SessionRow.account == account, SessionRow.id == id_).returning(SessionRow.id)
    )
    return ended.first() is not None


def end_all(session: Session, account: int) -> None:
    """End all sessions of an account."""
    session.execute(select(UserRow.id).where(UserRow.id == account).with_for_update())  # see `begin`
    session.execute(delete(SessionRow).where(SessionRow.account == account))


def sight_to_note(row: SessionRow, now: int) -> bool:
    """Whether to update the time of a session's last use."""
    return now - row.last_seen_at >= NOTED_EVERY


def note_sight(session: Session, id_: int, now: int) -> None:
    """Store that a session is in use, unless it has ended."""
    row = session.get(SessionRow, id_)
    if row is not None:
        row.last_seen_at = now


def browser_words(user_agent: str) -> str:
    """Browser and system, such as "Firefox, Windows", by which a person recognises a device; may be empty."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)

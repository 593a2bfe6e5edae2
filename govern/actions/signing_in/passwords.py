"""One-time links for a new password: mailed on request, or created by an administrator or the operator.

A request only stores the typed address, so that it takes the same time whether an account has it or not; the sender of
mail looks the account up later. The database stores only the hash of a link's token: the token of a mailed link is
derived from the instance's secret, so that the mail can be written, and tried again, without storing the token.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from govern.actions.mail import notices
from govern.actions.people import accounts
from govern.protocol.units import HOUR
from govern.store.private import outbox
from govern.store.private.accounts import UserRow, user_by_email
from govern.store.private.sign_in import PasswordLinkRow, PasswordRequestRow

VALID: Final = HOUR
DIGITS: Final = 40  # hex: 160 bits
AT_ONCE: Final = 100
MAILED_AT_MOST: Final = 3  # within an hour to one account
OPERATOR: Final = "operator"


def ask(session: Session, email: str, now: int) -> None:
    """Store a request for a new password for an address, known or not."""
    session.add(PasswordRequestRow(email=accounts.normal_email(email), at=now))


def take_up(session: Session, secret: str, now: int, *, mailing: bool) -> None:
    """Process the requests and queue the mails with links; without mail they are deleted."""
    query = select(PasswordRequestRow).order_by(PasswordRequestRow.id).limit(AT_ONCE)
    for request in session.scalars(query.with_for_update(skip_locked=True)):
        session.delete(request)
        user = user_by_email(session, request.email)
        if mailing and now - request.at < VALID and user is not None and not user.disabled_at:
            _mail(session, secret, user, now)


def _mail(session: Session, secret: str, user: UserRow, now: int) -> None:
    row = PasswordLinkRow
    session.execute(delete(row).where(row.made_by == "", row.created_at < now - 24 * HOUR))
    of_late = (row.account == user.id, row.made_by == "", row.created_at > now - HOUR)
    if (session.scalar(select(func.count()).select_from(row).where(*of_late)) or 0) >= MAILED_AT_MOST:
        return
    number, address = secrets.token_hex(20), notices.fingerprint(user.email)
    _add(session, user.id, token_of(secret, number), now, address=address)
    _tell(session, user.id, "password-link", f"{address}:{number}", now)


def token_of(secret: str, number: str) -> str:
    """The token of a mailed link."""
    text = f"password-link\0{number}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()[:DIGITS]


def make(session: Session, account: int, by: str, now: int) -> str:
    """Create a link and return its token; it replaces earlier ones.

    `by` is an administrator's member id, or OPERATOR.
    """
    _lock(session, account)
    row = PasswordLinkRow
    made = (row.account == account, row.made_by != "", row.used_at == 0, row.revoked_at == 0)
    session.execute(update(row).where(*made).values(revoked_at=now))
    token = secrets.token_hex(DIGITS // 2)
    link = _add(session, account, token, now, by=by)
    _tell(session, account, "password-link-made", str(link.id), now)
    return token


def _add(session: Session, account: int, token: str, now: int, *, by: str = "", address: str = "") -> PasswordLinkRow:
    row = PasswordLinkRow(account=account, token_hash=_hash(token), made_by=by, address=address)
    row.created_at, row.expires_at = now, now + VALID
    session.add(row)
    session.flush()
    return row


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find(session: Session, token: str, now: int) -> tuple[PasswordLinkRow, UserRow] | None:
    """The link of a token and its account; None if it is not valid (any more)."""
    query = select(PasswordLinkRow).where(PasswordLinkRow.token_hash == _hash(token))
    link = session.scalar(query.execution_options(populate_existing=True))
    if link is None or state(link, now) != "open":
        return None
    user = session.get_one(UserRow, link.account)
    moved = link.address not in ("", notices.fingerprint(user.email))
    return None if user.disabled_at or moved else (link, user)


def state(row: PasswordLinkRow, now: int) -> str:
    """`used`, `revoked`, `expired` or `open`."""
    if row.used_at:
        return "used"
    if row.revoked_at:
        return "revoked"
    return "expired" if now >= row.expires_at else "open"


def use(session: Session, token: str, hashed: str, now: int) -> int:
    """Set a new password, by its hash, with a link, which is then used; returns the account, or 0 if invalid.

    A mailed link also confirms the address.
    """
    found = find(session, token, now)
    if found is not None:
        _lock(session, found[0].account)
        found = find(session, token, now)  # another request may have used it
    if found is None:
        return 0
    link, user = found
    link.used_at = now
    if link.address:
        user.email_confirmed_at = user.email_confirmed_at or now
    change(session, user.id, hashed, now)
    return user.id


def change(session: Session, account: int, hashed: str, now: int) -> None:
    """Set a new password, by its hash: every session and open link ends, and the owner gets a mail."""
    accounts.change_password(session, account, hashed)
    row = PasswordLinkRow
    session.execute(
        update(row).where(row.account == account, row.used_at == 0, row.revoked_at == 0).values(revoked_at=now)
    )
    _tell(session, account, "password-changed", str(now), now)


def _lock(session: Session, account: int) -> None:
    """Lock an account's links for this transaction."""
    session.execute(select(UserRow.id).where(UserRow.id == account).with_for_update())


def _tell(session: Session, account: int, kind: str, subject: str, now: int) -> None:
    outbox.enqueue(session, select(UserRow.member).where(UserRow.id == account), kind, subject, now, now)


def revoke(session: Session, id_: int, now: int) -> None:
    """Revoke a link."""
    row = session.get_one(PasswordLinkRow, id_)
    if state(row, now) == "open":
        row.revoked_at = now


def made_by_hand(session: Session, limit: int) -> Sequence[tuple[PasswordLinkRow, str]]:
    """The links created by administrators and the operator, latest first, with the names of their accounts."""
    query = select(PasswordLinkRow, UserRow.name).join(UserRow, UserRow.id == PasswordLinkRow.account)
    query = query.where(PasswordLinkRow.made_by != "").order_by(PasswordLinkRow.id.desc()).limit(limit)
    return [(row, name) for row, name in session.execute(query)]

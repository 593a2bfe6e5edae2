"""Invitations: one-time codes and links, of which only a hash is stored."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.actions.people import accounts, secret_links
from govern.actions.people.accounts import FormError, refuse
from govern.protocol.units import DAY
from govern.store.private import outbox
from govern.store.private.accounts import InvitationRow, UserRow, invitation_by_hash
from govern.store.record import leaves

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH: Final = 16  # 16 characters of 5 bits: 80 bits
VALID: Final = 30 * DAY
_READ_AS: Final = str.maketrans("OIL", "011", " -\t")


@dataclass(frozen=True)
class Guest:
    """A person to invite; e-mail address and language may be empty."""

    name: str
    email: str = ""
    club: str = ""
    language: str = ""


@dataclass(frozen=True)
class IssuedInvitation:
    """A new invitation with its code, which is not stored; `mailed` if the link is sent by mail."""

    guest: Guest
    code: str
    mailed: bool = False
    expires_at: int = 0


@dataclass(frozen=True)
class FoundInvitation:
    """An invitation found by a code or a mailed link; a link proves that its mail was received."""

    row: InvitationRow
    mailed: bool


def new_code() -> str:
    """A new code, XXXX-XXXX-XXXX-XXXX."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(plain[i : i + 4] for i in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """A code without hyphens, as hashed, with similar characters corrected; empty if it is not a code."""
    plain = typed.upper().translate(_READ_AS)
    return plain if len(plain) == LENGTH and all(one in ALPHABET for one in plain) else ""


def invite(
    session: Session, guests: Sequence[Guest], by: str, now: int, *, mail: bool = False
) -> list[IssuedInvitation]:
    """Create one invitation each, valid for 30 days; `by` is a member id. Raises FormError(name_*, email_*).

    With `mail`, guests with an address get the link by mail.
    """
    issued = []
    for guest in guests:
        refuse(
            {
                "name": accounts.name_error(guest.name),
                "email": email_error(guest.email),
                "club": accounts.optional_name_error(guest.club),
            }
        )
        code = new_code()
        row = InvitationRow(
            code_hash=accounts.hash_of_code(plain_code(code)),
            name=accounts.normal_name(guest.name),
            club=accounts.normal_name(guest.club),
            email=accounts.normal_email(guest.email),
            language=guest.language,
            created_by=by,
            created_at=now,
            expires_at=now + VALID,
        )
        session.add(row)
        issued.append(_issue(session, row, code, now, mail=mail))
    return issued


def _issue(session: Session, row: InvitationRow, code: str, now: int, *, mail: bool) -> IssuedInvitation:
    mailed = mail and bool(row.email)
    if mailed:
        session.flush()
        outbox.enqueue_invitation(session, row.id, mail_subject(row), row.language, now)
    return IssuedInvitation(Guest(row.name, row.email, row.club, row.language), code, mailed, row.expires_at)


def founder_code(secret: str, member: str) -> str:
    """The founder's code, derived from the instance's secret, so that it can be shown again without being stored."""
    digest = hmac.digest(secret.encode(), f"founder {member}".encode(), "sha256")
    plain = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])
    return "-".join(plain[i : i + 4] for i in range(0, LENGTH, 4))


def invite_founder(session: Session, secret: str, member: str, now: int) -> str:
    """The code with which the founder, already in the record, creates an account; valid for a week."""
    code = founder_code(secret, member)
    code_hash = accounts.hash_of_code(plain_code(code))
    row = invitation_by_hash(session, code_hash)
    if row is None:
        row = InvitationRow(code_hash=code_hash, member=member, name="", email="", created_by=member, created_at=now)
        session.add(row)
    _prolong(row, now, 7 * DAY)
    return code


def _prolong(row: InvitationRow, now: int, duration: int) -> None:
    """Let an invitation expire `duration` ms from now, even if the clock was set back since its creation."""
    row.created_at = min(row.created_at, now)
    row.expires_at = now + duration


def awaited_founder(session: Session) -> str:
    """The founder's member id if the founder has no account yet; otherwise empty."""
    founding = leaves.at_index(session, 0)
    if founding is None or session.scalar(select(UserRow.id).limit(1)) is not None:
        return ""
    return str(founding.payload["founder"]["member"])


def email_error(email: str) -> str:
    """The error code of an invitation's address, which may be empty."""
    return accounts.email_error(email) if email.strip() else ""


def state(row: InvitationRow, now: int) -> str:
    """`used`, `revoked`, `expired` or `open`."""
    if row.used_at:
        return "used"
    if row.revoked_at:
        return "revoked"
    return "expired" if now >= row.expires_at else "open"


def mail_subject(row: InvitationRow) -> str:
    """The occasion of an invitation's mail: each new code is a new occasion."""
    return f"{row.id}:{row.code_hash}"


def find(session: Session, secret: str, typed: str) -> FoundInvitation | None:
    """The invitation of a typed code or a mailed link's token, in any state; locked."""
    plain = plain_code(typed)
    if plain:
        row = invitation_by_hash(session, accounts.hash_of_code(plain))
        return FoundInvitation(row, mailed=False) if row else None
    row = session.get(InvitationRow, secret_links.account_of(typed), with_for_update=True)
    if row is None or not secret_links.fits(secret, typed, "invitation", row.code_hash):
        return None
    return FoundInvitation(row, mailed=True)


def accept(session: Session, found: FoundInvitation | None, name: str, email: str, hashed: str, now: int) -> UserRow:
    """Create the invited person's account, once; raises FormError(code_*, name_*, email_*).

    A person who followed the mailed link and keeps its address has confirmed that address.
    """
    refuse({"name": accounts.name_error(name), "email": accounts.email_error(email)})
    if found is None or state(found.row, now) != "open":
        raise FormError({"code": f"code_{state(found.row, now)}" if found else "code_unknown"})
    row = found.row
    user = accounts.create_user(session, name, email, hashed, now, club=row.club, member=row.member)
    if found.mailed and row.email == user.email:
        user.email_confirmed_at = now
    row.used_by, row.used_at = user.id, now
    return user


def renew(session: Session, id_: int, now: int, *, mail: bool) -> IssuedInvitation:
    """A new code for an invitation that is not used or revoked, valid for 30 days; the old one ends.

    Raises FormError(code_used, code_revoked).
    """
    row = session.get_one(InvitationRow, id_, with_for_update=True)
    if row.used_at or row.revoked_at:
        raise FormError({"code": f"code_{state(row, now)}"})
    code = new_code()
    row.code_hash = accounts.hash_of_code(plain_code(code))
    _prolong(row, now, VALID)
    return _issue(session, row, code, now, mail=mail)


def revoke(session: Session, id_: int, now: int) -> None:
    """Revoke an open invitation; a used one stays used."""
    row = session.get_one(InvitationRow, id_)
    if not row.used_at:
        row.revoked_at = row.revoked_at or now

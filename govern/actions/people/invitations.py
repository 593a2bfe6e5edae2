"""Invitations: codes and links that let someone in once, of which only a hash is kept."""

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
    """Someone to invite; the e-mail address may be empty, and so may the language."""

    name: str
    email: str = ""
    club: str = ""
    language: str = ""


@dataclass(frozen=True)
class Issued:
    """A fresh invitation; its code is known now and never again. `mailed` is whether its link goes by mail."""

    guest: Guest
    code: str
    mailed: bool = False
    expires_at: int = 0


@dataclass(frozen=True)
class Found:
    """An invitation that a code or a mailed link belongs to; only the latter shows that its mail was received."""

    row: InvitationRow
    mailed: bool


def new_code() -> str:
    """A fresh code, XXXX-XXXX-XXXX-XXXX."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(plain[i : i + 4] for i in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """A code without hyphens, as it is hashed; what people confuse is read as what was meant. Empty if it is none."""
    plain = typed.upper().translate(_READ_AS)
    return plain if len(plain) == LENGTH and all(one in ALPHABET for one in plain) else ""


def invite(session: Session, guests: Sequence[Guest], by: str, now: int, *, mail: bool = False) -> list[Issued]:
    """Makes one invitation each, valid for 30 days; `by` is a member id. Raises FormError(name_*, email_*).

    With `mail` those who have an address get the link by mail.
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


def _issue(session: Session, row: InvitationRow, code: str, now: int, *, mail: bool) -> Issued:
    mailed = mail and bool(row.email)
    if mailed:
        session.flush()
        outbox.enqueue_invitation(session, row.id, mail_subject(row), row.language, now)
    return Issued(Guest(row.name, row.email, row.club, row.language), code, mailed, row.expires_at)


def founder_code(secret: str, member: str) -> str:
    """The founder's code: made from the instance's secret, so that it can be told again and is not kept."""
    digest = hmac.digest(secret.encode(), f"founder {member}".encode(), "sha256")
    plain = "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])
    return "-".join(plain[i : i + 4] for i in range(0, LENGTH, 4))


def invite_founder(session: Session, secret: str, member: str, now: int) -> str:
    """The code by which the founder, who is in the record already, makes an account; valid for a week from now."""
    code = founder_code(secret, member)
    code_hash = accounts.hash_of_code(plain_code(code))
    row = invitation_by_hash(session, code_hash)
    if row is None:
        row = InvitationRow(code_hash=code_hash, member=member, name="", email="", created_by=member, created_at=now)
        session.add(row)
    _prolong(row, now, 7 * DAY)
    return code


def _prolong(row: InvitationRow, now: int, duration: int) -> None:
    """Lets an invitation end a duration (ms) from now, also where the clock was set back since it was made."""
    row.created_at = min(row.created_at, now)
    row.expires_at = now + duration


def awaited_founder(session: Session) -> str:
    """The member id of the founder if the founder has no account yet; else empty."""
    founding = leaves.at_index(session, 0)
    if founding is None or session.scalar(select(UserRow.id).limit(1)) is not None:
        return ""
    return str(founding.payload["founder"]["member"])


def email_error(email: str) -> str:
    """What is wrong with the address of an invitation, which may be empty."""
    return accounts.email_error(email) if email.strip() else ""


def state(row: InvitationRow, now: int) -> str:
    """`used`, `revoked`, `expired` or `open`."""
    if row.used_at:
        return "used"
    if row.revoked_at:
        return "revoked"
    return "expired" if now >= row.expires_at else "open"


def mail_subject(row: InvitationRow) -> str:
    """On what occasion an invitation is mailed: a new code is another one."""
    return f"{row.id}:{row.code_hash}"


def find(session: Session, secret: str, typed: str) -> Found | None:
    """The invitation that a typed code or a mailed link's token belongs to, in whatever state; locked."""
    plain = plain_code(typed)
    if plain:
        row = invitation_by_hash(session, accounts.hash_of_code(plain))
        return Found(row, mailed=False) if row else None
    row = session.get(InvitationRow, secret_links.account_of(typed), with_for_update=True)
    if row is None or not secret_links.fits(secret, typed, "invitation", row.code_hash):
        return None
    return Found(row, mailed=True)


def accept(session: Session, found: Found | None, name: str, email: str, hashed: str, now: int) -> UserRow:
    """Makes the invited person's account, once; raises FormError(code_*, name_*, email_*).

    Whoever followed the mailed link, and keeps the address it was sent to, has confirmed that address.
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


def renew(session: Session, id_: int, now: int, *, mail: bool) -> Issued:
    """A new code for an invitation that was not used or taken back, valid for 30 days; the old one ends.

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
    """Takes an open invitation back; one that was used stays used."""
    row = session.get_one(InvitationRow, id_)
    if not row.used_at:
        row.revoked_at = row.revoked_at or now

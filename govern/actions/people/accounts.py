"""Accounts: passwords, sign-up, sign-in, and changes of a person's own data."""

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from nacl import exceptions
from nacl.pwhash import argon2id
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from govern.actions.mail import addresses
from govern.actions.people.names import read_name
from govern.actions.signing_in import sessions
from govern.actions.writing.founding import new_member_id
from govern.store.private.accounts import UserRow, user_by_email

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 1000


class FormError(Exception):
    """A form is refused; error codes by field. Nothing was changed."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = dict(errors)
        super().__init__(self.errors)


def hash_password(password: str) -> str:
    """An Argon2id hash (RFC 9106) with libsodium's limits for interactive use."""
    hashed: bytes = argon2id.str(_normal(password))
    return hashed.decode("ascii")


def password_fits(hashed: str, password: str) -> bool:
    """Whether the password is right; takes the same time for a hash that no password matches."""
    usable = hashed.startswith(argon2id.STRPREFIX.decode())
    stored = hashed if usable else _hash_of_nobody()
    try:
        argon2id.verify(stored.encode(), _normal(password))
    except exceptions.InvalidkeyError:
        return False
    return usable


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return hash_password(secrets.token_hex(16))


def _normal(password: str) -> bytes:
    # NFKC: the same password typed on another keyboard gives the same bytes (RFC 8265 recommends a normal form).
    return unicodedata.normalize("NFKC", password[:LONGEST_PASSWORD]).encode()


def normal_email(email: str) -> str:
    """The normalized e-mail address, for comparison."""
    return addresses.canonical(email)


def normal_name(name: str) -> str:
    """A name in NFC with single spaces, without invisible characters."""
    return read_name(name).text


def name_error(name: str) -> str:
    """`name_missing`, `name_blank`, `name_signs`, `name_long`, or empty."""
    error = read_name(name).error
    return f"name_{error}" if error else ""


def optional_name_error(name: str) -> str:
    """As `name_error`, for an optional name."""
    error = name_error(name)
    return "" if error == "name_missing" else error


def email_error(email: str) -> str:
    """The error code of an e-mail address (`email_*`), or empty."""
    return addresses.error(normal_email(email))


def password_error(password: str, again: str) -> str:
    """`password_short`, `password_long`, `password_differs`, or empty; lengths count characters."""
    normal = unicodedata.normalize("NFKC", password)
    if len(normal) < SHORTEST_PASSWORD:
        return "password_short"
    if len(normal) > LONGEST_PASSWORD:
        return "password_long"
    return "" if password == again else "password_differs"


def refuse(errors: Mapping[str, str]) -> None:
    """Raises FormError if any field has a code."""
    found = {field: code for field, code in errors.items() if code}
    if found:
        raise FormError(found)


def create_user(
    session: Session, name: str, email: str, hashed: str, now: int, *, member: str = "", club: str = ""
) -> UserRow:
    """Create an account with a new opaque member id, or the one given; raises FormError(email_taken)."""
    row = UserRow(
        member=member or new_member_id(),
        name=normal_name(name),
        club=normal_name(club),
        email=normal_email(email),
        password=hashed,
        created_at=now,
    )
    session.add(row)
    _flush(session)
    return row


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:
        raise FormError({"email": "email_taken"}) from error


def find_user(session: Session, email: str, password: str) -> UserRow | None:
    """The account if e-mail and password match and it is not disabled; always takes the same time."""
    row = user_by_email(session, normal_email(email))
    fits = password_fits(row.password if row else "", password)
    return row if row is not None and fits and not row.disabled_at else None


def change_profile(session: Session, user: int, name: str, email: str) -> bool:
    """Change name and e-mail address; a new address is unconfirmed. Returns whether it is new.

    Raises FormError(name_*, email_*).
    """
    refuse({"name": name_error(name), "email": email_error(email)})
    row = session.get_one(UserRow, user)
    moves = normal_email(email) != row.email
    row.name, row.email = normal_name(name), normal_email(email)
    if moves:
        row.email_confirmed_at, row.mail_error = 0, ""
    _flush(session)
    return moves


def change_password(session: Session, user: int, hashed: str) -> UserRow:
    """Set a new password, by its hash; every session of this account ends."""
    row = session.get_one(UserRow, user)
    row.password = hashed
    sessions.end_all(session, user)
    return row


def disable(session: Session, member: str, now: int) -> None:
    """Disable an account; the record, and the person's key, stay unchanged."""
    row = _by_member(session, member)
    row.disabled_at = row.disabled_at or now
    sessions.end_all(session, row.id)


def enable(session: Session, member: str) -> None:
    """Enable a disabled account."""
    _by_member(session, member).disabled_at = 0


def _by_member(session: Session, member: str) -> UserRow:
    return session.scalars(select(UserRow).where(UserRow.member == member)).one()


def hash_of_code(code: str) -> str:
    """The SHA-256 that is stored in place of a secret code."""
    return hashlib.sha256(code.encode()).hexdigest()

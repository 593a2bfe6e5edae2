"""Rows of sign-in: sessions, failed attempts, one-time password links, challenges for keys."""

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base


class SessionRow(Base):
    """A signed-in browser; only the hash of the cookie's token is stored."""

    __tablename__ = "sessions"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    browser: Mapped[str]  # such as "Firefox, Windows"; empty if unknown
    by_key: Mapped[bool]  # whether the person signed in with a key instead of a password
    created_at: Mapped[int]
    last_seen_at: Mapped[int]


class FailureRow(Base):
    """The number of recent wrong guesses of a secret, and the last time; `subject` is a hash."""

    __tablename__ = "failures"
    subject: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    at: Mapped[int] = mapped_column(index=True)


class PasswordRequestRow(Base):
    """A request for a new password, with the typed address, which may be unknown; deleted when handled."""

    __tablename__ = "password_requests"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    email: Mapped[str]
    at: Mapped[int]


class PasswordLinkRow(Base):
    """A one-time link for a new password; only the hash of its token is stored.

    `made_by` is the administrator's member id, `operator` for the command, or empty for a mailed link; for the latter
    `address` is the fingerprint of the e-mail address.
    """

    __tablename__ = "password_links"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    created_at: Mapped[int]
    expires_at: Mapped[int]
    used_at: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[int] = mapped_column(default=0)


class KeyChallengeRow(Base):
    """A challenge for a device to sign; deleted when answered."""

    __tablename__ = "key_challenges"
    nonce_hash: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[int] = mapped_column(index=True)


def password_link(session: Session, id_: int) -> PasswordLinkRow | None:
    """A link for a new password by its number."""
    return session.get(PasswordLinkRow, id_)

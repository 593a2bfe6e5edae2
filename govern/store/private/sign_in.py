"""Private rows of signing in: sessions, failed attempts, one-time links for a new password, challenges for keys."""

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class SessionRow(Base):
    """A browser that has signed in; of the token in its cookie only the hash is kept."""

    __tablename__ = "sessions"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    browser: Mapped[str]  # such as "Firefox, Windows"; empty if it did not say
    by_key: Mapped[bool]  # whether it began by proving a key instead of a password
    created_at: Mapped[int]
    last_seen_at: Mapped[int]


class FailureRow(Base):
    """How often a secret was guessed wrongly of late, and when last; `subject` is a hash."""

    __tablename__ = "failures"
    subject: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    at: Mapped[int] = mapped_column(index=True)


class PasswordRequestRow(Base):
    """Somebody typed an e-mail address and asked for a new password; it may be nobody's. Dropped once looked at."""

    __tablename__ = "password_requests"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    email: Mapped[str]
    at: Mapped[int]


class PasswordLinkRow(Base):
    """A one-time link for a new password; of its token only the hash is kept.

    `made_by` is the administrator's member id, `operator` for the command, or empty for one that was mailed, and then
    `address` is the fingerprint of the e-mail address that it went to.
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
    """A challenge that a device was given to sign; gone once it was answered."""

    __tablename__ = "key_challenges"
    nonce_hash: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[int] = mapped_column(index=True)

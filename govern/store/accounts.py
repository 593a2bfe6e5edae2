"""Private rows: who signs in, who was invited, whose key awaits enrolment. None of this is ever in the record."""

from sqlalchemy import CheckConstraint, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base, JsonValue


class UserRow(Base):
    """A person's account: the opaque member id is chosen at sign-up, before any key exists."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    member: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    club: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    language: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    session_token: Mapped[str]
    created_at: Mapped[int]
    disabled_at: Mapped[int] = mapped_column(default=0)


class InvitationRow(Base):
    """An invitation; only the hash of its code is kept."""

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint("expires_at > created_at", "times"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    member: Mapped[str] = mapped_column(default="")  # the founder's, who is in the record before having an account
    name: Mapped[str]
    club: Mapped[str] = mapped_column(default="")
    email: Mapped[str]
    created_by: Mapped[str]
    created_at: Mapped[int]
    expires_at: Mapped[int]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), nullable=True)
    used_at: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[int] = mapped_column(default=0)


class ClaimRow(Base):
    """A key that a person made and proved to hold, waiting for a registrar to enrol it."""

    __tablename__ = "claims"
    member: Mapped[str] = mapped_column(ForeignKey("users.member"), primary_key=True)
    public_key: Mapped[str]
    claim: Mapped[JsonValue]
    created_at: Mapped[int]
    declined_at: Mapped[int] = mapped_column(default=0)


class DraftRow(Base):
    """A proposal being written: what stands in the form, as typed."""

    __tablename__ = "drafts"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("users.member"), index=True)
    form: Mapped[JsonValue]
    updated_at: Mapped[int]


class AttemptRow(Base):
    """How often something that could be guessed was tried within a window of time."""

    __tablename__ = "attempts"
    subject: Mapped[str] = mapped_column(primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]

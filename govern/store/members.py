"""Rows of people: members, their keys and roles."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from govern.store.base import Base


class MemberRow(Base):
    """A member, known by an opaque id."""

    __tablename__ = "members"
    __table_args__ = (CheckConstraint("tokens >= 0", "tokens"),)
    member: Mapped[str] = mapped_column(primary_key=True)
    tokens: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


class KeyRow(Base):
    """A member's public key."""

    __tablename__ = "keys"
    keyid: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    public_key: Mapped[str] = mapped_column(unique=True)
    at: Mapped[int]
    index: Mapped[int]


class RoleRow(Base):
    """Whether a member holds a role."""

    __tablename__ = "roles"
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    held: Mapped[bool]
    at: Mapped[int]
    index: Mapped[int]

"""Rows of members, their keys and roles, and their queries."""

from collections.abc import Iterable, Sequence

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.base import Base


class MemberRow(Base):
    """A member, identified by an opaque id."""

    __tablename__ = "members"
    __table_args__ = (CheckConstraint("tokens >= 0", "tokens"), Index("ix_members_at", "at", "member"))
    member: Mapped[str] = mapped_column(primary_key=True)
    tokens: Mapped[int]
    left_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


class KeyRow(Base):
    """A member's public key."""

    __tablename__ = "keys"
    keyid: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    public_key: Mapped[str] = mapped_column(unique=True)
    starts_at: Mapped[int]
    ended_at: Mapped[int]
    votes_from: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


class KeyResetRow(Base):
    """A registrar's approval of a member's new key."""

    __tablename__ = "key_resets"
    keyid: Mapped[str] = mapped_column(primary_key=True)
    registrar: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    at: Mapped[int]
    index: Mapped[int]


class RoleRow(Base):
    """Whether a member holds a role."""

    __tablename__ = "roles"
    __table_args__ = (Index("ix_roles_role", "role", "held", "at"), Index("ix_roles_scope", "scope", "role"))
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    held: Mapped[bool]
    given_by: Mapped[str]
    at: Mapped[int]
    index: Mapped[int]


def member(session: Session, id_: str) -> MemberRow | None:
    """A member, also one who has left."""
    return session.get(MemberRow, id_)


def member_with_key(session: Session, public_key: str) -> str:
    """The member id of a public key (base64), or empty."""
    return session.scalar(select(KeyRow.member).where(KeyRow.public_key == public_key)) or ""


def keys_of(session: Session, member: str) -> Sequence[KeyRow]:
    """A member's keys, oldest first."""
    return session.scalars(select(KeyRow).where(KeyRow.member == member).order_by(KeyRow.index)).all()


def living_keys(keys: Iterable[KeyRow], at: int) -> list[KeyRow]:
    """A member's keys that are valid at a time."""
    return [key for key in keys if key.starts_at <= at and not 0 < key.ended_at <= at]


def agreements(session: Session, keyids: Iterable[str]) -> dict[str, list[str]]:
    """The registrars who approved new keys, by key id."""
    query = select(KeyResetRow.keyid, KeyResetRow.registrar).where(KeyResetRow.keyid.in_(set(keyids)))
    found: dict[str, list[str]] = {}
    for keyid, registrar in session.execute(query.order_by(KeyResetRow.index)):
        found.setdefault(keyid, []).append(registrar)
    return found


def roles_of(session: Session, members: Iterable[str]) -> dict[str, list[str]]:
    """The roles that these members hold in the community."""
    held = (RoleRow.scope == COMMUNITY, RoleRow.held.is_(True))
    query = select(RoleRow.member, RoleRow.role).where(RoleRow.member.in_(set(members)), *held)
    found: dict[str, list[str]] = {}
    for member, role in session.execute(query.order_by(RoleRow.role)):
        found.setdefault(member, []).append(role)
    return found


def roles_anywhere(session: Session, member: str) -> list[str]:
    """The names of the roles that a member holds in the community and in clubs, one for each scope."""
    query = select(RoleRow.role).where(RoleRow.member == member, RoleRow.held.is_(True))
    return list(session.scalars(query.order_by(RoleRow.role)))


def history_of_roles(session: Session, member: str) -> Sequence[RoleRow]:
    """Each role that a member holds or held in the community, with its latest change."""
    query = select(RoleRow).where(RoleRow.member == member, RoleRow.scope == COMMUNITY)
    return session.scalars(query.order_by(RoleRow.role)).all()


def offices_of(session: Session, member: str, limit: int) -> Sequence[RoleRow]:
    """The roles that a member holds, in the community and in clubs."""
    query = select(RoleRow).where(RoleRow.member == member, RoleRow.held.is_(True))
    return session.scalars(query.order_by(RoleRow.scope.desc(), RoleRow.role).limit(limit)).all()


def holders(session: Session, role: str, limit: int) -> Sequence[RoleRow]:
    """The holders of a role in the community, those who have held it longest first."""
    query = select(RoleRow).where(RoleRow.role == role, RoleRow.scope == COMMUNITY, RoleRow.held.is_(True))
    return session.scalars(query.order_by(RoleRow.at, RoleRow.member).limit(limit)).all()


def enrolled(session: Session, members: Iterable[str]) -> set[str]:
    """The ids among these that belong to members."""
    return set(session.scalars(select(MemberRow.member).where(MemberRow.member.in_(set(members)))))

"""Rows of clubs and their members, and their queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.store.base import Base
from govern.store.facts.members import RoleRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.private.accounts import UserRow
from govern.store.record.texts import TextRow, fold
from govern.store.record.withheld import is_withheld

MOST_CHOICES: Final = 500


class ClubRow(Base):
    """A club."""

    __tablename__ = "clubs"
    __table_args__ = (CheckConstraint("members >= 0", "members"), Index("ix_clubs_at", "at", "club"))
    club: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    purpose: Mapped[str]
    opened_by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    members: Mapped[int]
    rulebook: Mapped[int]
    ratified_at: Mapped[int]
    closed_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ClubMemberRow(Base):
    """A member's membership of a club, or request to join."""

    __tablename__ = "club_members"
    __table_args__ = (
        Index("ix_club_members_member", "member", "active", "at"),
        Index("ix_club_members_active", "club", "active", "at", "member"),
        Index("ix_club_members_asked", "club", "asked_at", "member"),
    )
    club: Mapped[str] = mapped_column(ForeignKey("clubs.club"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    active: Mapped[bool]
    asked_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


MOST_WORDS = 6


@dataclass(frozen=True)
class ClubMembership:
    """A club of a member; `since` is the time of admission."""

    club: ClubRow
    since: int


def club(session: Session, id_: str) -> ClubRow | None:
    """A club, also one that is closed."""
    return session.get(ClubRow, id_)


def page(session: Session, words: str, cursor: Cursor | None) -> Page[ClubRow]:
    """Clubs whose name contains all these words, newest first."""
    query = select(ClubRow)
    if words:
        query = query.join(TextRow, TextRow.hash == ClubRow.name).where(~is_withheld(ClubRow.name))
        for word in fold(words).split()[:MOST_WORDS]:
            query = query.where(TextRow.folded.contains(word, autoescape=True))
    order = (ClubRow.at, ClubRow.club)
    return read_page(session, query, order, cursor, lambda row: row.ClubRow, lambda club: (club.at, club.club))


def page_of_members(
    session: Session, club: str, words: str, cursor: Cursor | None, *, names: bool
) -> Page[ClubMemberRow]:
    """The members of a club, the last to join first; filtered by the start of an id or, if `names`, by name."""
    row = ClubMemberRow
    query = select(row).where(row.club == club, row.active.is_(True))
    if words:
        found = row.member.startswith(words, autoescape=True)
        if names:
            query = query.outerjoin(UserRow, UserRow.member == row.member)
            found = found | UserRow.name.icontains(words, autoescape=True)
        query = query.where(found)
    return read_page(
        session,
        query,
        (row.at, row.member),
        cursor,
        lambda found: found.ClubMemberRow,
        lambda one: (one.at, one.member),
    )


def page_of_asking(session: Session, club: str, cursor: Cursor | None) -> Page[ClubMemberRow]:
    """The requests to join a club that wait for an answer, latest first."""
    row = ClubMemberRow
    query = select(row).where(row.club == club, row.asked_at > 0)
    order = (row.asked_at, row.member)
    return read_page(
        session, query, order, cursor, lambda found: found.ClubMemberRow, lambda one: (one.asked_at, one.member)
    )


def membership(session: Session, club: str, member: str) -> ClubMemberRow | None:
    """The row of a person's membership of a club, or None."""
    return session.get(ClubMemberRow, (club, member))


def all_open(session: Session) -> list[str]:
    """The clubs that are not closed, in the order of their opening."""
    query = select(ClubRow.club).where(ClubRow.closed_at == 0).order_by(ClubRow.index)
    return list(session.scalars(query.limit(MOST_CHOICES)))


def clubs_of(session: Session, member: str, limit: int) -> list[ClubMembership]:
    """The clubs of a member, the last joined first."""
    query = (
        select(ClubRow, ClubMemberRow.at)
        .join(ClubMemberRow, ClubMemberRow.club == ClubRow.club)
        .where(ClubMemberRow.member == member, ClubMemberRow.active.is_(True))
        .order_by(ClubMemberRow.at.desc(), ClubRow.club)
        .limit(limit)
    )
    return [ClubMembership(row[0], int(row[1])) for row in session.execute(query)]


def roles_in(session: Session, club: str, limit: int) -> Sequence[RoleRow]:
    """The roles held in a club, by role, those held longest in front."""
    query = select(RoleRow).where(RoleRow.scope == club, RoleRow.held.is_(True))
    return session.scalars(query.order_by(RoleRow.role, RoleRow.at, RoleRow.member).limit(limit)).all()


def own_roles(session: Session, club: str, member: str) -> frozenset[str]:
    """The roles that a member holds in a club."""
    row = RoleRow
    query = select(row.role).where(row.member == member, row.scope == club, row.held.is_(True))
    return frozenset(session.scalars(query))


def has_convener(session: Session, club: str) -> bool:
    """Whether a club has a convener."""
    query = select(RoleRow.member).where(RoleRow.scope == club, RoleRow.role == "convener", RoleRow.held.is_(True))
    return session.scalar(query.limit(1)) is not None


def choices(session: Session, club: str, words: str, limit: int) -> list[tuple[str, str]]:
    """Members of a club as (id, name), by name, for a choice field."""
    row = ClubMemberRow
    query = (
        select(row.member, UserRow.name)
        .outerjoin(UserRow, UserRow.member == row.member)
        .where(row.club == club, row.active.is_(True))
    )
    if words:
        named = UserRow.name.icontains(words, autoescape=True)
        query = query.where(named | row.member.startswith(words, autoescape=True))
    found = session.execute(query.order_by(UserRow.name, row.member).limit(limit))
    return [(member, name or "") for member, name in found]

"""Drafts of proposals, and the members whom a draft may name as payee; all private."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from govern.store.facts.books import AccountRow
from govern.store.facts.clubs import ClubMemberRow, ClubRow
from govern.store.facts.members import MemberRow
from govern.store.private.accounts import DraftRow, UserRow


def drafts_of(session: Session, member: str, limit: int) -> Sequence[DraftRow]:
    """A member's drafts, the latest first."""
    query = select(DraftRow).where(DraftRow.member == member)
    return session.scalars(query.order_by(DraftRow.updated_at.desc(), DraftRow.id.desc()).limit(limit)).all()


def draft_of(session: Session, member: str, id_: int) -> DraftRow | None:
    """A draft by id, if it belongs to this member."""
    return session.scalar(select(DraftRow).where(DraftRow.id == id_, DraftRow.member == member))


def clubs_of(session: Session, member: str, limit: int) -> list[tuple[str, str]]:
    """A member's open clubs: (id, blob of the name)."""
    query = (
        select(ClubRow.club, ClubRow.name)
        .join(ClubMemberRow, ClubMemberRow.club == ClubRow.club)
        .where(ClubMemberRow.member == member, ClubMemberRow.active.is_(True), ClubRow.closed_at == 0)
        .order_by(ClubRow.club)
        .limit(limit)
    )
    return [(row.club, row.name) for row in session.execute(query)]


def clubs_to_choose(session: Session, limit: int, also: str = "") -> list[tuple[str, str]]:
    """The first clubs and the club `also`: (id, blob of the name)."""
    first = select(ClubRow.club).order_by(ClubRow.club).limit(limit)
    query = select(ClubRow.club, ClubRow.name).where(or_(ClubRow.club.in_(first), ClubRow.club == also))
    return [(row.club, row.name) for row in session.execute(query.order_by(ClubRow.club))]


def people_called(session: Session, typed: str, limit: int) -> list[tuple[str, str]]:
    """Members with this id, or whose name contains the typed text: (member id, name)."""
    query = (
        select(UserRow.member, UserRow.name)
        .join(MemberRow, MemberRow.member == UserRow.member)
        .where(or_(UserRow.member == typed, UserRow.name.icontains(typed, autoescape=True)))
        .order_by(UserRow.name, UserRow.member)
        .limit(limit)
    )
    return [(row.member, row.name) for row in session.execute(query)]


def usual_currency(session: Session) -> str:
    """The currency of the treasury's first account; empty if there is none."""
    return session.scalar(select(AccountRow.currency).order_by(AccountRow.index).limit(1)) or ""

"""Rows of elections: candidates, and the holders of seats."""

from dataclasses import dataclass

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.rules.people.elections import seats_effect
from govern.rules.proposals.kinds import asking
from govern.store.base import Base
from govern.store.facts.proposals import ProposalRow
from govern.store.paging import Cursor, Page, read_page


class CandidacyRow(Base):
    """A nomination for an election, and whether the nominee accepted it."""

    __tablename__ = "candidacies"
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True, index=True)
    nominated_by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    statement: Mapped[str]
    accepted_at: Mapped[int]
    withdrawn_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


class SeatRow(Base):
    """A seat, its elected holder and its term."""

    __tablename__ = "seats"
    __table_args__ = (
        CheckConstraint("starts < ends", "term"),
        CheckConstraint("ended IN ('', 'excluded', 'resigned', 'term')", "ended"),
        Index("ix_seats_office", "scope", "office", "ended_at"),
    )
    election: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    holder: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True, index=True)
    scope: Mapped[str]
    office: Mapped[str]
    by_election: Mapped[bool]
    starts: Mapped[int]
    ends: Mapped[int]
    ended_at: Mapped[int]
    ended: Mapped[str]
    at: Mapped[int]
    index: Mapped[int]


@dataclass(frozen=True)
class Term:
    """A regular election whose term is running: the office, its number of seats, and the end of the term."""

    election: str
    office: str
    seats: int
    ends: int


def terms_under_way(session: Session, scope: str) -> list[Term]:
    """The regular elections of a scope whose term has not ended, those that end first in front."""
    row = ProposalRow
    query = select(row).where(row.due_at > 0, row.scope == scope)
    query = query.where(row.kind.in_(asking("candidates")), row.carried_out_at > 0).order_by(row.due_at, row.id)
    found = [(one, seats_effect(one)) for one in session.scalars(query)]
    return [Term(one.id, own.office, own.seats, one.due_at) for one, own in found if not own.until]


def seats_held(session: Session, scope: str) -> list[SeatRow]:
    """The seats of a scope held now, by office."""
    query = select(SeatRow).where(SeatRow.scope == scope, SeatRow.ended_at == 0)
    return list(session.scalars(query.order_by(SeatRow.office, SeatRow.starts, SeatRow.holder)))


def seats_past(session: Session, scope: str, cursor: Cursor | None) -> Page[SeatRow]:
    """The seats of a scope whose term has ended, the last ended in front."""
    query = select(SeatRow).where(SeatRow.scope == scope, SeatRow.ended_at > 0)
    order = (SeatRow.ended_at, SeatRow.election, SeatRow.holder)
    return read_page(
        session, query, order, cursor, lambda row: row.SeatRow, lambda one: (one.ended_at, one.election, one.holder)
    )


def seats_of(session: Session, member: str, limit: int) -> list[SeatRow]:
    """The seats that a member holds or held, latest first."""
    query = select(SeatRow).where(SeatRow.holder == member).order_by(SeatRow.starts.desc(), SeatRow.election)
    return list(session.scalars(query.limit(limit)))


def offices_elected(session: Session, scope: str, limit: int) -> list[str]:
    """The offices of a scope that were ever filled by election."""
    query = select(SeatRow.office).where(SeatRow.scope == scope).distinct().order_by(SeatRow.office)
    return list(session.scalars(query.limit(limit)))


def candidacies(session: Session, proposal: str, limit: int) -> list[CandidacyRow]:
    """The nominations for an election, in the order of their last change."""
    query = select(CandidacyRow).where(CandidacyRow.proposal == proposal)
    return list(session.scalars(query.order_by(CandidacyRow.at, CandidacyRow.member).limit(limit)))


def standing(session: Session, proposal: str) -> int:
    """The number of candidates in an election: accepted and not withdrawn."""
    row = CandidacyRow
    stands = (row.proposal == proposal, row.accepted_at > 0, row.withdrawn_at == 0)
    return session.scalar(select(func.count()).select_from(row).where(*stands)) or 0

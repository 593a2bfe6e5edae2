"""Rows of proposals and their sponsors, and their queries."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, and_, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from govern.protocol import facts
from govern.rules.proposals import stages
from govern.rules.proposals.kind import MoneyAsked
from govern.rules.proposals.kinds import effects_of, kinds
from govern.rules.proposals.stages import Stage
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.base import Base, JsonValue
from govern.store.facts.clubs import ClubMemberRow
from govern.store.facts.polls import PollRow, ResultRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.record.texts import TextRow, fold
from govern.store.record.withheld import is_withheld
from govern.store.row_to_fact import fact_of, fact_or_none


class ProposalRow(Base):
    """A proposal and its progress; a time of 0 means not yet."""

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint("sponsors >= 0", "sponsors"),
        Index("ix_proposals_due", "due_at", "id"),
        Index("ix_proposals_at", "at", "id"),
        Index("ix_proposals_outcome", "outcome", "at", "id"),
        Index("ix_proposals_admitted_at", "admitted_at", "sponsoring_ends"),
        Index("ix_proposals_scope", "scope", "at", "id"),
        Index("ix_proposals_topic", "topic", "at", "id"),
        CheckConstraint("ruling IN ('', 'upheld', 'void')", "ruling"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str]
    topic: Mapped[str]
    kind: Mapped[str]
    author: Mapped[str] = mapped_column(ForeignKey("members.member"), index=True)
    title: Mapped[str]
    body: Mapped[str]
    effects: Mapped[JsonValue]
    version: Mapped[int]
    version_id: Mapped[str]
    rulebook_scope: Mapped[str]
    rulebook: Mapped[int]
    sponsors: Mapped[int]
    sponsors_needed: Mapped[int]
    sponsoring_ends: Mapped[int]
    admitted_at: Mapped[int]
    review_ends: Mapped[int]
    withdrawn_at: Mapped[int]
    cancelled_at: Mapped[int]
    reason: Mapped[str]
    poll: Mapped[str]
    outcome: Mapped[str]
    standstill_ends: Mapped[int]
    vetoed_at: Mapped[int]
    challenged_at: Mapped[int]
    ruling_ends: Mapped[int]
    ruling: Mapped[str]
    grace_ends: Mapped[int]
    effects_applied: Mapped[int]
    carried_out_at: Mapped[int]
    expired_at: Mapped[int]
    due_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class SponsorshipRow(Base):
    """A member's support for putting a proposal to the vote."""

    __tablename__ = "sponsorships"
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    version: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class VersionRow(Base):
    """One version of a proposal."""

    __tablename__ = "versions"
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    body: Mapped[str]
    effects: Mapped[JsonValue]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ChallengeRow(Base):
    """A challenge to an outcome, and its ruling."""

    __tablename__ = "challenges"
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    challenged_by: Mapped[str] = mapped_column(ForeignKey("members.member"))
    grounds: Mapped[str]
    ruled_by: Mapped[str]
    ruling: Mapped[str]
    ruling_text: Mapped[str]
    ruled_at: Mapped[int]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


class ResolutionRow(Base):
    """An entry of the register of resolutions."""

    __tablename__ = "resolutions"
    id: Mapped[str] = mapped_column(primary_key=True)
    proposal: Mapped[str] = mapped_column(ForeignKey("proposals.id"), unique=True)
    poll: Mapped[str]
    option: Mapped[str]
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


MOST_WORDS: Final = 6
MOST_SIGNED: Final = 50  # the limit of a member's drafts


@dataclass(frozen=True)
class ProposalSummary:
    """A proposal with its vote and result, if any."""

    proposal: facts.Proposal
    poll: facts.Poll | None
    result: facts.Result | None

    def stage(self, at: int) -> Stage:
        """The stage at a time."""
        return stages.stage(self.proposal, self.poll, at)

    @property
    def mandates_asked(self) -> list[MoneyAsked]:
        """The sums of the mandates that a spending proposal asks for."""
        kind = kinds()[self.proposal.kind]
        found = map(kind.sum_of, effects_of(self.proposal)) if kind.is_plain_spending else ()
        return [one for one in found if one]


@dataclass(frozen=True)
class ProposalFilter:
    """The filter of a list of proposals; an empty field does not filter."""

    stages: tuple[Stage, ...] = ()
    kind: str = ""
    scope: str = ""
    topic: str = ""
    author: str = ""
    words: str = ""


def lines() -> Any:
    """A query of all proposals with their votes and results; read its rows with `to_line`."""
    return (
        select(ProposalRow, PollRow, ResultRow)
        .outerjoin(PollRow, PollRow.id == ProposalRow.poll)
        .outerjoin(ResultRow, ResultRow.poll == ProposalRow.poll)
    )


def to_line(row: Any) -> ProposalSummary:
    """Convert a row of `lines` to facts."""
    return ProposalSummary(
        fact_of(facts.Proposal, row.ProposalRow),
        fact_or_none(facts.Poll, row.PollRow),
        fact_or_none(facts.Result, row.ResultRow),
    )


def one(session: Session, id_: str) -> ProposalSummary | None:
    """A proposal by its id."""
    row = session.execute(lines().where(ProposalRow.id == id_)).first()
    return None if row is None else to_line(row)


def page(session: Session, criteria: ProposalFilter, at: int, cursor: Cursor | None) -> Page[ProposalSummary]:
    """Proposals that match a filter at a time, newest first."""
    query = lines()
    if criteria.stages:
        query = query.where(or_(*(in_stage(stage, at) for stage in criteria.stages)))
    for name in ("kind", "scope", "topic", "author"):
        if getattr(criteria, name):
            query = query.where(getattr(ProposalRow, name) == getattr(criteria, name))
    if criteria.words:
        query = _with_words(query, criteria.words)
    order = (ProposalRow.at, ProposalRow.id)
    return read_page(session, query, order, cursor, to_line, lambda line: (line.proposal.at, line.proposal.id))


def _with_words(query: Any, words: str) -> Any:
    title, body = aliased(TextRow), aliased(TextRow)
    query = query.outerjoin(title, and_(title.hash == ProposalRow.title, ~is_withheld(title.hash)))
    query = query.outerjoin(body, and_(body.hash == ProposalRow.body, ~is_withheld(body.hash)))
    for word in fold(words).split()[:MOST_WORDS]:
        query = query.where(
            or_(title.folded.contains(word, autoescape=True), body.folded.contains(word, autoescape=True))
        )
    return query


def in_stage(stage: Stage, at: int) -> ColumnElement[bool]:
    """`rules.proposals.stages.stage` as a condition on the rows of `lines`."""
    return and_(*_stages(at)[stage])


def _stages(at: int) -> dict[Stage, tuple[ColumnElement[bool], ...]]:
    row, kept = ProposalRow, (ProposalRow.withdrawn_at == 0, ProposalRow.cancelled_at == 0)
    unannounced = (*kept, row.poll == "")
    voting = (*kept, row.poll != "", PollRow.closed_at == 0)
    counted = (*kept, row.poll != "", PollRow.closed_at != 0)
    passed = (*counted, row.outcome.not_in(("rejected", "no-quorum")))
    standing = (*passed, row.carried_out_at == 0, row.vetoed_at == 0, row.ruling != "void", row.expired_at == 0)
    disputed = and_(row.challenged_at != 0, row.ruling == "", row.ruling_ends > at)
    return {
        "gathering": (*unannounced, row.admitted_at == 0, row.sponsoring_ends > at),
        "not-admitted": (*unannounced, row.admitted_at == 0, row.sponsoring_ends <= at),
        "review": (*unannounced, row.admitted_at != 0),
        "announced": (*voting, PollRow.opens > at),
        "open": (*voting, PollRow.opens <= at, PollRow.closes > at),
        "closing": (*voting, PollRow.opens <= at, PollRow.closes <= at),
        "rejected": (*counted, row.outcome == "rejected"),
        "no-quorum": (*counted, row.outcome == "no-quorum"),
        "carried-out": (*passed, row.carried_out_at != 0),
        "vetoed": (*passed, row.carried_out_at == 0, row.vetoed_at != 0),
        "void": (*passed, row.carried_out_at == 0, row.vetoed_at == 0, row.ruling == "void"),
        "expired": (
            *passed,
            row.carried_out_at == 0,
            row.vetoed_at == 0,
            row.ruling != "void",
            row.expired_at != 0,
        ),
        "challenged": (*standing, disputed),
        "standstill": (*standing, ~disputed, row.standstill_ends > at),
        "passed": (*standing, ~disputed, row.standstill_ends <= at),
        "withdrawn": (row.withdrawn_at != 0,),
        "cancelled": (row.withdrawn_at == 0, row.cancelled_at != 0),
    }


def open_votes(session: Session, at: int, limit: int) -> list[ProposalSummary]:
    """The votes open at a time, those that close first in front."""
    query = lines().where(in_stage("open", at)).order_by(PollRow.closes, PollRow.id).limit(limit)
    return [to_line(row) for row in session.execute(query)]


def latest_results(session: Session, limit: int) -> list[ProposalSummary]:
    """The votes counted last."""
    query = lines().where(ResultRow.poll.is_not(None)).order_by(ResultRow.index.desc()).limit(limit)
    return [to_line(row) for row in session.execute(query)]


def seeking_sponsors(session: Session, member: str, at: int, limit: int, only: str = "") -> list[ProposalSummary]:
    """Other members' proposals that a member may still sponsor, by deadline; or only the one with id `only`."""
    sponsored = select(SponsorshipRow.proposal).where(
        SponsorshipRow.proposal == ProposalRow.id, SponsorshipRow.member == member
    )
    query = lines().where(in_stage("gathering", at), ProposalRow.author != member, ~sponsored.exists())
    query = query.where(in_scope_of(member), *((ProposalRow.id == only,) if only else ()))
    query = query.order_by(ProposalRow.sponsoring_ends, ProposalRow.id).limit(limit)
    return [to_line(row) for row in session.execute(query)]


def in_scope_of(member: str) -> ColumnElement[bool]:
    """Condition: the proposal belongs to the community, or to a club of the member."""
    row = ClubMemberRow
    own = select(row.club).where(row.member == member, row.active.is_(True))
    return or_(ProposalRow.scope == COMMUNITY, ProposalRow.scope.in_(own))


def under_way(session: Session, author: str, at: int, limit: int) -> list[ProposalSummary]:
    """A member's own proposals that are not finished, newest first."""
    going = [and_(*is_so) for stage, is_so in _stages(at).items() if stage not in stages.FINAL]
    query = lines().where(ProposalRow.author == author, or_(*going))
    query = query.order_by(ProposalRow.at.desc(), ProposalRow.id.desc()).limit(limit)
    return [to_line(row) for row in session.execute(query)]


def sponsors_of(session: Session, proposal: str) -> list[facts.Sponsorship]:
    """The sponsors of a proposal, in the order of the record; never many more than are needed."""
    query = select(SponsorshipRow).where(SponsorshipRow.proposal == proposal).order_by(SponsorshipRow.index)
    return [fact_of(facts.Sponsorship, row) for row in session.scalars(query)]


def resolution_of(session: Session, proposal: str) -> facts.Resolution | None:
    """The entry of a carried motion in the register of resolutions."""
    row = session.scalar(select(ResolutionRow).where(ResolutionRow.proposal == proposal))
    return fact_or_none(facts.Resolution, row)


def version_of(session: Session, proposal: str, number: int) -> facts.Version | None:
    """One version of a proposal."""
    return fact_or_none(facts.Version, session.get(VersionRow, (proposal, number)))


def versions_of(session: Session, proposal: str, cursor: Cursor | None) -> Page[facts.Version]:
    """A page of a proposal's versions, the latest first."""
    query = select(VersionRow).where(VersionRow.proposal == proposal)
    return read_page(
        session,
        query,
        (VersionRow.version,),
        cursor,
        make=lambda row: fact_of(facts.Version, row.VersionRow),
        key=lambda version: (version.version,),
    )


def challenge_of(session: Session, proposal: str) -> facts.Challenge | None:
    """The challenge to a proposal's outcome with its ruling, or None."""
    return fact_or_none(facts.Challenge, session.get(ChallengeRow, proposal))


def signed_since(session: Session, author: str, since: int, proposal: str) -> list[VersionRow]:
    """The versions an author signed after a time, newest first: of `proposal`, or the first of each new proposal."""
    query = select(VersionRow).join(ProposalRow, ProposalRow.id == VersionRow.proposal)
    query = query.where(ProposalRow.author == author, VersionRow.at > since)
    query = query.where(VersionRow.proposal == proposal) if proposal else query.where(VersionRow.version == 1)
    return list(session.scalars(query.order_by(VersionRow.index.desc()).limit(MOST_SIGNED)))

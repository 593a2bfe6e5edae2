"""Rows of delegations, current and frozen with a vote, and their queries by member and by delegate."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, Index, func, select, union
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from govern.rules.voting.delegation_chains import DelegationChain, follow
from govern.store.base import Base
from govern.store.facts.ballots import BallotRow
from govern.store.facts.members import MemberRow
from govern.store.facts.polls import ElectorRow, FrozenDelegationRow, PollRow
from govern.store.facts.proposals import ProposalSummary, lines, to_line
from govern.store.paging import Cursor, Page, read_page


class DelegationRow(Base):
    """A member's delegate in an area; none if `delegate` is empty."""

    __tablename__ = "delegations"
    __table_args__ = (
        Index("ix_delegations_member", "member", "index"),
        Index("ix_delegations_delegate", "delegate", "ended_at", "index"),
    )
    member: Mapped[str] = mapped_column(ForeignKey("members.member"), primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True, index=True)
    delegate: Mapped[str]
    ends: Mapped[int]
    ended_at: Mapped[int]
    seq: Mapped[int]
    id: Mapped[str] = mapped_column(unique=True)
    at: Mapped[int]
    index: Mapped[int] = mapped_column(unique=True)


@dataclass(frozen=True)
class Graph:
    """The frozen delegations of a vote, the weights of the members in it, and which of them have a counted ballot."""

    edges: dict[str, str]
    weights: dict[str, int]
    voted: frozenset[str]


def page_of_own(session: Session, member: str, cursor: Cursor | None) -> Page[DelegationRow]:
    """A member's delegations in all areas, latest first, including ended ones."""
    return _page(session, select(DelegationRow).where(DelegationRow.member == member), cursor)


def page_to(session: Session, delegate: str, at: int, cursor: Cursor | None) -> Page[DelegationRow]:
    """The delegations to a member that are in force at a time, latest first."""
    row = DelegationRow
    return _page(session, select(row).where(row.delegate == delegate, row.ended_at == 0, row.ends > at), cursor)


def _page(session: Session, query: Any, cursor: Cursor | None) -> Page[DelegationRow]:
    order = (DelegationRow.index,)
    return read_page(session, query, order, cursor, lambda row: row.DelegationRow, lambda one: (one.index,))


def own(session: Session, member: str, area: str) -> DelegationRow | None:
    """A member's delegation in an area, ended or not."""
    return session.get(DelegationRow, (member, area))


def dead_ends(session: Session, members: Collection[str], at: int, has_vote: Callable[[int], bool]) -> frozenset[str]:
    """Members to whom a delegation is in vain now: their tokens give no vote, and they let nobody else vote."""
    if not members:
        return frozenset()
    row = DelegationRow
    delegating = select(row.member).where(row.member.in_(members), row.ended_at == 0, row.ends > at, row.delegate != "")
    rows = session.execute(
        select(MemberRow.member, MemberRow.tokens).where(
            MemberRow.member.in_(members), MemberRow.member.not_in(delegating)
        )
    )
    return frozenset(member for member, tokens in rows if not has_vote(tokens))


def page_of_votes(session: Session, member: str, at: int, cursor: Cursor | None) -> Page[ProposalSummary]:
    """The announced or open votes for which a member's delegation is frozen, the last announced first."""
    frozen = FrozenDelegationRow
    query = (
        lines()
        .join(frozen, frozen.poll == PollRow.id)
        .where(frozen.member == member, PollRow.closed_at == 0, PollRow.closes > at)
    )
    order = (PollRow.index,)
    return read_page(session, query, order, cursor, to_line, lambda line: (line.poll.index if line.poll else 0,))


def delegate_in(session: Session, poll: str, member: str) -> str:
    """A member's frozen delegate in a vote; empty if there is none."""
    found = session.get(FrozenDelegationRow, (poll, member))
    return found.delegate if found else ""


def voice_of(session: Session, poll: str, member: str, depth: int) -> DelegationChain | None:
    """The delegation chain from a member in a vote; None if the member delegated nothing in it."""
    if not delegate_in(session, poll, member):
        return None
    return follow(
        member,
        lambda one: delegate_in(session, poll, one),
        lambda one: bool(session.scalar(select(_has_voted(poll, one)))),
        depth,
    )


def _has_voted(poll: str, member: str) -> Any:
    row = BallotRow
    return select(row.member).where(row.poll == poll, row.member == member, row.choice != "").exists()


def page_of_delegating(session: Session, poll: str, delegate: str, cursor: Cursor | None) -> Page[FrozenDelegationRow]:
    """The members who have delegated a vote to `delegate`."""
    row = FrozenDelegationRow
    query = select(row).where(row.poll == poll, row.delegate == delegate)
    return read_page(
        session, query, (row.member,), cursor, lambda found: found.FrozenDelegationRow, lambda one: (one.member,)
    )


def graph(session: Session, poll: str) -> Graph:
    """All frozen delegations of a vote; its cost depends on their number only, not on the size of the roll."""
    row, own_weight, delegate_weight = FrozenDelegationRow, aliased(ElectorRow), aliased(ElectorRow)
    query = (
        select(row.member, row.delegate, own_weight.weight, delegate_weight.weight)
        .join(own_weight, (own_weight.poll == row.poll) & (own_weight.member == row.member))
        .outerjoin(delegate_weight, (delegate_weight.poll == row.poll) & (delegate_weight.member == row.delegate))
        .where(row.poll == poll)
    )
    edges: dict[str, str] = {}
    weights: dict[str, int] = {}
    for member, delegate, own_, other in session.execute(query):
        edges[member], weights[member] = delegate, own_
        weights.setdefault(delegate, other or 0)
    return Graph(edges, weights, frozenset(_voted(session, poll)))


def _voted(session: Session, poll: str) -> Sequence[str]:
    ballot, frozen = BallotRow, FrozenDelegationRow
    inside = union(select(frozen.member).where(frozen.poll == poll), select(frozen.delegate).where(frozen.poll == poll))
    return session.scalars(
        select(ballot.member).where(ballot.poll == poll, ballot.member.in_(inside), ballot.choice != "")
    ).all()


def last_ballot(session: Session, poll: str) -> int:
    """The leaf index of the latest ballot in a vote; -1 before the first."""
    found = session.scalar(select(func.max(BallotRow.index)).where(BallotRow.poll == poll))
    return -1 if found is None else int(found)

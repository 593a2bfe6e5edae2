"""Rows of ballots (each member's latest in each vote) and their queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from govern.protocol import facts
from govern.store.base import Base, JsonValue
from govern.store.facts.polls import ElectorRow, FrozenDelegationRow, PollRow
from govern.store.facts.proposals import ProposalSummary, lines, to_line
from govern.store.paging import Cursor, Page, read_page
from govern.store.row_to_fact import fact_of, fact_or_none

EMPTY: Final = text("choice IN ('\"\"', '[]')")  # as literals: otherwise the partial index is not used
EMPTY_CHOICES: Final[Mapping[str, Any]] = {"blank": [], "withdrawn": ""}


class BallotRow(Base):
    """A member's latest ballot in a vote; exists only for electors."""

    __tablename__ = "ballots"
    __table_args__ = (
        ForeignKeyConstraint(["poll", "member"], ["electors.poll", "electors.member"]),
        CheckConstraint("seq >= 1 AND weight > 0", "counts"),
        Index("ix_ballots_poll_index", "poll", "index", unique=True),
        Index("ix_ballots_member_index", "member", "index"),
        Index("ix_ballots_empty", "poll", "choice", "index", sqlite_where=EMPTY, postgresql_where=EMPTY),
    )
    poll: Mapped[str] = mapped_column(primary_key=True)
    member: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    seq: Mapped[int]
    choice: Mapped[JsonValue]
    before: Mapped[JsonValue]
    weight: Mapped[int]
    at: Mapped[int]
    index: Mapped[int]


@dataclass(frozen=True)
class ChoiceTotal:
    """The number and the total weight of the counted ballots for a choice."""

    voters: int
    weight: int


@dataclass(frozen=True)
class OwnVote:
    """An open vote in which a member may take part.

    `choice` is None before the first ballot and empty if withdrawn. `delegate` is empty unless the member delegates
    this vote.
    """

    line: ProposalSummary
    weight: int
    choice: Any | None
    delegate: str


def counts(session: Session, poll: str) -> dict[str, ChoiceTotal]:
    """The current ballots of a vote on a single question by choice, without withdrawn ones."""
    query = (
        select(BallotRow.choice, func.count(), func.sum(BallotRow.weight))
        .where(BallotRow.poll == poll, BallotRow.choice != "")
        .group_by(BallotRow.choice)
    )
    return {choice: ChoiceTotal(int(voters), int(weight)) for choice, voters, weight in session.execute(query)}


def turnout(session: Session, poll: str) -> ChoiceTotal:
    """The number and the total weight of the current ballots of a vote, without withdrawn ones."""
    query = select(func.count(), func.coalesce(func.sum(BallotRow.weight), 0))
    voters, weight = session.execute(query.where(BallotRow.poll == poll, BallotRow.choice != "")).one()
    return ChoiceTotal(int(voters), int(weight))


def empty_ones(session: Session, poll: str) -> dict[str, int]:
    """The numbers of blank and of withdrawn ballots of a vote."""
    query = select(BallotRow.choice, func.count()).where(BallotRow.poll == poll, EMPTY).group_by(BallotRow.choice)
    found = [(choice, int(number)) for choice, number in session.execute(query)]
    return {name: sum(number for one, number in found if one == choice) for name, choice in EMPTY_CHOICES.items()}


def objections(session: Session, poll: str, limit: int) -> list[facts.Ballot]:
    """The first ballots that object in a vote by consent."""
    query = select(BallotRow).where(BallotRow.poll == poll, BallotRow.choice == "object")
    return [fact_of(facts.Ballot, row) for row in session.scalars(query.order_by(BallotRow.index).limit(limit))]


def page(session: Session, poll: str, cursor: Cursor | None, only: str = "") -> Page[facts.Ballot]:
    """Each voter's latest ballot, newest first; `only` is "blank", "withdrawn" or empty for all."""
    query = select(BallotRow).where(BallotRow.poll == poll)
    if only:
        query = query.where(BallotRow.choice == EMPTY_CHOICES[only], EMPTY)
    return read_page(
        session,
        query,
        (BallotRow.index,),
        cursor,
        make=lambda row: fact_of(facts.Ballot, row.BallotRow),
        key=lambda ballot: (ballot.index,),
    )


def ballot_of(session: Session, poll: str, member: str) -> facts.Ballot | None:
    """A member's latest ballot in a vote."""
    return fact_or_none(facts.Ballot, session.get(BallotRow, (poll, member)))


def own_votes(session: Session, member: str, at: int, limit: int) -> list[OwnVote]:
    """The open votes whose roll includes a member, those that close first in front."""
    frozen = (FrozenDelegationRow.poll == PollRow.id) & (FrozenDelegationRow.member == member)
    query = (
        lines()
        .add_columns(ElectorRow.weight, BallotRow.choice, FrozenDelegationRow.delegate)
        .join(ElectorRow, (ElectorRow.poll == PollRow.id) & (ElectorRow.member == member))
        .outerjoin(BallotRow, (BallotRow.poll == PollRow.id) & (BallotRow.member == member))
        .outerjoin(FrozenDelegationRow, frozen)
        .where(PollRow.closed_at == 0, PollRow.opens <= at, PollRow.closes > at)
        .order_by(PollRow.closes, PollRow.id)
        .limit(limit)
    )
    return [OwnVote(to_line(row), row.weight, row.choice, row.delegate or "") for row in session.execute(query)]

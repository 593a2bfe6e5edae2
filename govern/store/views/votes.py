"""A member's votes with their proposals."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.store.facts.ballots import BallotRow
from govern.store.facts.polls import PollRow
from govern.store.facts.proposals import ProposalRow
from govern.store.paging import PAGE, Cursor, Page, read_page


@dataclass(frozen=True)
class Vote:
    """A member's latest ballot in a vote."""

    proposal: ProposalRow
    poll: PollRow
    choice: Any
    weight: int
    at: int
    index: int


def page_of_votes(session: Session, member: str, cursor: Cursor | None, size: int = PAGE) -> Page[Vote]:
    """The votes in which a member has a ballot, latest ballot first."""
    query: Any = (
        select(ProposalRow, PollRow, BallotRow.choice, BallotRow.weight, BallotRow.at, BallotRow.index)
        .join(PollRow, PollRow.id == BallotRow.poll)
        .join(ProposalRow, ProposalRow.id == PollRow.proposal)
        .where(BallotRow.member == member)
    )
    return read_page(
        session, query, (BallotRow.index,), cursor, lambda row: Vote(*row), lambda vote: (vote.index,), size
    )

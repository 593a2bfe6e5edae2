"""Everything that the database holds for the page of one proposal, read before any of it is put into words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.protocol.facts import Ballot, Poll, Resolution, Sponsorship
from govern.rules.voting import exports
from govern.rules.voting.exports import Cast
from govern.rules.voting.methods import METHODS, SEVERAL, SINGLE
from govern.store.facts import ballots, discussion, grants, polls, proposals
from govern.store.facts.ballots import EMPTY_CHOICES, ChoiceTotal
from govern.store.facts.discussion import CommentRow
from govern.store.facts.grants import GrantRoundRow, PoolRow
from govern.store.facts.polls import ReasonRow
from govern.store.facts.proposals import ProposalSummary
from govern.store.facts.treasury import BudgetLineRow, MandateRow
from govern.store.paging import Cursor, Page
from govern.store.projection import Projection
from govern.store.record import leaves, log
from govern.store.record.leaves import StatementRef
from govern.store.views import budgets

OBJECTIONS: Final = 40  # all of them stand among the ballots
COMMENTS: Final = 3


@dataclass(frozen=True)
class BallotListFilter:
    """Which of a vote's ballots the reader asked for: a place in their list, and those that choose nothing."""

    cursor: Cursor | None = None
    only: str = ""


@dataclass(frozen=True)
class Consequences:
    """The section “What came of it”; mandates of a round or a pool are on its own page."""

    mandates: tuple[MandateRow, ...] = ()
    lines: tuple[BudgetLineRow, ...] = ()
    round: GrantRoundRow | None = None
    pool: PoolRow | None = None
    resolution: Resolution | None = None


@dataclass(frozen=True)
class RollEntry:
    """A member's weight on the roll of a vote, 0 without one, and the confirmed awards and tokens that they held."""

    weight: int
    awards: int
    tokens: int


@dataclass(frozen=True)
class CountRows:
    """The results of a closed vote over several options: the document on its count, and the closing leaf.

    `cast` are the counted ballots if a recount of a file needs them.
    """

    document: bytes
    closing: StatementRef | None
    cast: Cast


@dataclass(frozen=True)
class VoteRows:
    """A vote: its ballots as the reader asked for them, the reasons beside them, and what was counted."""

    counts: Mapping[str, ChoiceTotal]
    turnout: ChoiceTotal
    ballots: Page[Ballot]
    only: str
    empty_ones: Mapping[str, int]
    objections: Sequence[Ballot]
    reasons: Mapping[str, ReasonRow]
    reasons_of_objections: Mapping[str, ReasonRow]
    own: RollEntry | None
    count: CountRows | None


@dataclass(frozen=True)
class ProposalRows:
    """A proposal's sponsors, vote, consequences and latest comments, and the budgets that it would draw on."""

    sponsors: Sequence[Sponsorship]
    vote: VoteRows | None
    came: Consequences
    comments: Sequence[CommentRow]
    budget_lines: Sequence[BudgetLineRow]


def read_rows(
    session: Session, line: ProposalSummary, member: str, at: int, listed: BallotListFilter, programmes: Iterable[str]
) -> ProposalRows:
    """Read everything; `member` is the reader, empty for a visitor."""
    return ProposalRows(
        sponsors=proposals.sponsors_of(session, line.proposal.id),
        vote=_vote(session, line, line.poll, member, at, listed) if line.poll else None,
        came=_consequences(session, line),
        comments=discussion.latest_comments(session, line.proposal.id, COMMENTS),
        budget_lines=budgets.of_programmes(session, programmes),
    )


def roll_entry(session: Session, poll: Poll, member: str) -> RollEntry:
    """Read what the roll gives a member, and from what."""
    return RollEntry(polls.weight_of(session, poll.id, member), *polls.tokens_by(session, member, poll.at))


def reasons_of(session: Session, poll: Poll, given: Iterable[Ballot]) -> dict[str, ReasonRow]:
    """Read by member the reasons for these ballots; a ballot that was withdrawn has none."""
    if poll.reasons == "off":
        return {}
    wanted = [(ballot.member, ballot.seq) for ballot in given if ballot.choice != ""]
    return discussion.reasons_for(session, poll.id, wanted)


def _vote(
    session: Session, line: ProposalSummary, poll: Poll, member: str, at: int, listed: BallotListFilter
) -> VoteRows:
    only = listed.only if listed.only in EMPTY_CHOICES else ""
    page = ballots.page(session, poll.id, listed.cursor, only)
    by_consent = line.result is not None and METHODS[poll.method].view == "consent"
    objections = ballots.objections(session, poll.id, OBJECTIONS) if by_consent else []
    return VoteRows(
        counts=ballots.counts(session, poll.id) if at >= poll.opens and poll.method in SINGLE else {},
        turnout=ballots.turnout(session, poll.id),
        ballots=page,
        only=only,
        empty_ones=ballots.empty_ones(session, poll.id),
        objections=objections,
        reasons=reasons_of(session, poll, page.items),
        reasons_of_objections=reasons_of(session, poll, objections),
        own=roll_entry(session, poll, member) if member else None,
        count=_count(session, line) if poll.method in SEVERAL else None,
    )


def _count(session: Session, line: ProposalSummary) -> CountRows | None:
    result = line.result
    if result is None or line.poll is None:
        return None
    document = log.blob(session.connection(), result.count_blob) or b"{}"
    cast = exports.cast_of(Projection(session.connection()), line.poll) if exports.needs_people(result) else []
    return CountRows(document, leaves.at_index(session, result.index), cast)


def _consequences(session: Session, line: ProposalSummary) -> Consequences:
    proposal = line.proposal
    if not proposal.effects_applied:
        return Consequences()
    own = (MandateRow.proposal == proposal.id, MandateRow.origin == "")
    return Consequences(
        mandates=tuple(session.scalars(select(MandateRow).where(*own).order_by(MandateRow.effect))),
        lines=tuple(budgets.of_proposal(session, proposal.id)),
        round=grants.newest_of(session, GrantRoundRow, proposal.id),
        pool=grants.newest_of(session, PoolRow, proposal.id),
        resolution=proposals.resolution_of(session, proposal.id),
    )

"""News and deadlines of the whole community, for feeds and calendars."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.store.facts.polls import PollRow, ResultRow
from govern.store.facts.proposals import ProposalRow, ProposalSummary, lines, to_line


@dataclass(frozen=True)
class Deadline:
    """When a vote `opens` or `closes`.

    `at` is the time of the last change, `changes` the number of changes.
    """

    kind: str
    proposal: str
    text: str
    moment: int
    at: int
    changes: int


def news(session: Session, limit: int) -> list[ProposalSummary]:
    """The latest proposals, and those with the latest results."""
    put = session.execute(lines().order_by(ProposalRow.at.desc(), ProposalRow.id.desc()).limit(limit))
    counted = lines().where(ResultRow.poll.is_not(None)).order_by(ResultRow.index.desc()).limit(limit)
    found = {line.proposal.id: line for rows in (put, session.execute(counted)) for line in map(to_line, rows)}
    return list(found.values())


def votes(session: Session, limit: int) -> list[Deadline]:
    """Openings and closings of the votes that have not ended, and of those that closed last."""
    query = select(PollRow, ProposalRow.title).join(ProposalRow, ProposalRow.id == PollRow.proposal)
    going = query.where(PollRow.closed_at == 0, ProposalRow.cancelled_at == 0).order_by(PollRow.closes, PollRow.id)
    over = query.where(PollRow.closed_at > 0).order_by(PollRow.closed_at.desc(), PollRow.id)
    rows = [*session.execute(going.limit(limit)), *session.execute(over.limit(limit))]
    return [one for poll, title in rows for one in _of(poll, title)]


def _of(poll: PollRow, title: str) -> tuple[Deadline, Deadline]:
    return (
        Deadline("opens", poll.proposal, title, poll.opens, poll.at, 0),
        Deadline("closes", poll.proposal, title, poll.closes, poll.at, poll.extensions),
    )

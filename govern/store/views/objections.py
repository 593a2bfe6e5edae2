"""Queries of the objections to a vote's roll."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from govern.protocol import facts
from govern.store.facts.polls import ObjectionRow
from govern.store.row_to_fact import fact_of


def objections_to(session: Session, poll: str, limit: int) -> list[facts.Objection]:
    """The latest objections to a vote's roll, newest first."""
    query = select(ObjectionRow).where(ObjectionRow.poll == poll).order_by(ObjectionRow.index.desc()).limit(limit)
    return [fact_of(facts.Objection, row) for row in session.scalars(query)]


def count_objections(session: Session, poll: str) -> int:
    """The number of members who object to a vote's roll."""
    return session.scalar(select(func.count()).select_from(ObjectionRow).where(ObjectionRow.poll == poll)) or 0

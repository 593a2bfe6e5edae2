"""Queries of a vote's roll: a page by weight, one member's entries, and the hashed lines."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from govern.store.facts.polls import ChamberElectorRow, ElectorRow, PollRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.private.accounts import UserRow
from govern.store.record import log


def poll(session: Session, id_: str) -> PollRow | None:
    """A vote."""
    return session.get(PollRow, id_)


def elector(session: Session, poll: str, member: str) -> ElectorRow | None:
    """A member's entry on the roll of a vote."""
    return session.get(ElectorRow, (poll, member))


def page(session: Session, poll: str, words: str, cursor: Cursor | None, *, names: bool) -> Page[ElectorRow]:
    """Entries of a roll, the heaviest first; filtered by the start of an id or, if `names`, by name."""
    query = _found(select(ElectorRow).where(ElectorRow.poll == poll), ElectorRow.member, words, names=names)
    order = (ElectorRow.weight, ElectorRow.member)
    return read_page(session, query, order, cursor, lambda row: row.ElectorRow, lambda one: (one.weight, one.member))


def page_of_chamber(
    session: Session, poll: str, chamber: str, words: str, cursor: Cursor | None, *, names: bool
) -> Page[ChamberElectorRow]:
    """Entries of a chamber's roll, by member."""
    row = ChamberElectorRow
    query = _found(select(row).where(row.poll == poll, row.chamber == chamber), row.member, words, names=names)
    return read_page(
        session, query, (row.member,), cursor, lambda found: found.ChamberElectorRow, lambda one: (one.member,)
    )


def _found(query: Any, member: Any, words: str, *, names: bool) -> Any:
    if not words:
        return query
    fits = member.startswith(words, autoescape=True)
    if names:
        query = query.outerjoin(UserRow, UserRow.member == member)
        fits = fits | UserRow.name.icontains(words, autoescape=True)
    return query.where(fits)


def in_chambers(session: Session, poll: str, chambers: Iterable[str], member: str) -> dict[str, int]:
    """A member's weight in each of these chambers; 0 if not an elector."""
    found = {one: session.get(ChamberElectorRow, (poll, one, member)) for one in chambers}
    return {chamber: row.weight if row else 0 for chamber, row in found.items()}


def lines(connection: Connection, blob: str) -> list[bytes]:
    """The lines of a roll's blob as hashed, in ascending order of members."""
    data = log.blob(connection, blob) if blob else None
    return data.splitlines() if data else []

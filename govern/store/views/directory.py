"""The directory: members, found by id or, for those who may know them, by name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.store.facts.members import MemberRow
from govern.store.paging import Page, Place, read_page
from govern.store.private.accounts import UserRow


def page(session: Session, words: str, place: Place | None, *, names: bool) -> Page[MemberRow]:
    """Members, newest first, whose id begins with `words` or, if `names` may be known, whose name or club has them."""
    order = (MemberRow.at, MemberRow.member)
    return read_page(
        session,
        _found(select(MemberRow), words, names=names),
        order,
        place,
        make=lambda row: row.MemberRow,
        key=lambda member: (member.at, member.member),
    )


def choices(session: Session, words: str, limit: int) -> list[tuple[str, str]]:
    """Ids and names of members who have not left, to choose from, by name; for those who may know names."""
    query = _found(select(MemberRow.member, UserRow.name).where(MemberRow.left_at == 0), words, names=True)
    if not words:
        query = query.outerjoin(UserRow, UserRow.member == MemberRow.member)
    found = session.execute(query.order_by(UserRow.name, MemberRow.member).limit(limit))
    return [(member, name or "") for member, name in found]


def _found(query: Any, words: str, *, names: bool) -> Any:
    by_id = MemberRow.member.startswith(words, autoescape=True)
    if not words:
        return query
    if not names:
        return query.where(by_id)
    named = UserRow.name.icontains(words, autoescape=True) | UserRow.club.icontains(words, autoescape=True)
    return query.outerjoin(UserRow, UserRow.member == MemberRow.member).where(by_id | named)

"""Queries of the member directory: by id or, for readers who may see names, by name."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from govern.store.facts.members import MemberRow
from govern.store.paging import Cursor, Page, read_page
from govern.store.private.accounts import UserRow


def page(session: Session, words: str, cursor: Cursor | None, *, names: bool) -> Page[MemberRow]:
    """Members whose id begins with `words` or, if `names`, whose name or club contains them; newest first."""
    order = (MemberRow.at, MemberRow.member)
    return read_page(
        session,
        _found(select(MemberRow), words, names=names),
        order,
        cursor,
        make=lambda row: row.MemberRow,
        key=lambda member: (member.at, member.member),
    )


def choices(session: Session, words: str, limit: int) -> list[tuple[str, str]]:
    """Ids and names of current members, by name, for a choice field; only for readers who may see names."""
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

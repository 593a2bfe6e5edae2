"""Queries of the record for readers: newest first, by kind, by member, by id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from govern.record import envelope, leaf, strict_json
from govern.record.envelope import Envelope
from govern.store.paging import Cursor, Page, read_page
from govern.store.private.accounts import UserRow
from govern.store.record.log import LeafRow, LeafText

MOST_NAMED: Final = 50


@dataclass(frozen=True)
class StatementRef:
    """A leaf as read: the statement, its index and its time; `member` is empty for the clerk."""

    index: int
    id: str
    kind: str
    member: str
    at: int
    data: bytes
    envelope: Envelope
    payload: dict[str, Any]


@dataclass(frozen=True)
class StatementFilter:
    """The filter of a search in the record; `members` is None unless a member or a name is searched for."""

    kind: str = ""
    members: tuple[str, ...] | None = None
    id_prefix: str = ""


def page(session: Session, criteria: StatementFilter, cursor: Cursor | None) -> Page[StatementRef]:
    """A page of the leaves that match, newest first."""
    query = select(LeafRow).where(*_conditions(criteria))
    return read_page(session, query, (LeafRow.index,), cursor, make=lambda row: _said(row.LeafRow), key=_place)


def _place(said: StatementRef) -> tuple[int]:
    return (said.index,)


def _conditions(criteria: StatementFilter) -> Iterable[ColumnElement[bool]]:
    yield true()
    if criteria.kind:
        yield LeafRow.kind == criteria.kind
    if criteria.members is not None:
        yield LeafRow.member.in_(criteria.members)
    if criteria.id_prefix:
        yield LeafRow.id >= criteria.id_prefix
        yield LeafRow.id < criteria.id_prefix + "g"  # the first string after all hex digits that continue the prefix


def row_of(session: Session, id_: str) -> LeafRow | None:
    """The row of a statement."""
    return session.scalar(select(LeafRow).where(LeafRow.id == id_))


def id_at(session: Session, index: int) -> str:
    """The id of the statement at an existing leaf index."""
    return session.scalars(select(LeafRow.id).where(LeafRow.index == index)).one()


def at_index(session: Session, index: int) -> StatementRef | None:
    """The leaf at an index, or None."""
    row = session.scalar(select(LeafRow).where(LeafRow.index == index))
    return None if row is None else _said(row)


def with_ids(session: Session, ids: Sequence[str]) -> list[StatementRef]:
    """The leaves of these statements, in the order of the record."""
    query = select(LeafRow).where(LeafRow.id.in_(ids)).order_by(LeafRow.index)
    return [_said(row) for row in session.scalars(query)]


def at_indexes(session: Session, indexes: Sequence[int]) -> list[StatementRef]:
    """The leaves at several indexes, in the order of the record."""
    query = select(LeafRow).where(LeafRow.index.in_(indexes)).order_by(LeafRow.index)
    return [_said(row) for row in session.scalars(query)]


def naming(session: Session, digest: str, kind: str) -> StatementRef | None:
    """The first statement of a kind that names a text blob."""
    query = select(LeafRow).join(LeafText, LeafText.index == LeafRow.index)
    query = query.where(LeafText.hash == digest, LeafRow.kind == kind).order_by(LeafRow.index).limit(1)
    row = session.scalar(query)
    return None if row is None else _said(row)


def texts_of(session: Session, index: int) -> list[str]:
    """The hashes of the blobs that a leaf names."""
    return list(session.scalars(select(LeafText.hash).where(LeafText.index == index).order_by(LeafText.hash)))


def members_named(session: Session, words: str) -> tuple[str, ...]:
    """The members whose private name contains these words; only for readers who may see names."""
    query = select(UserRow.member).where(UserRow.name.icontains(words, autoescape=True)).limit(MOST_NAMED)
    return tuple(session.scalars(query))


def _said(row: LeafRow) -> StatementRef:
    signed = leaf.parse(row.data).envelope
    payload = strict_json.decode(signed.payload)
    if not isinstance(payload, dict):
        raise TypeError(f"leaf {row.index} holds no statement")
    return StatementRef(row.index, row.id, row.kind, row.member, row.at, row.data, signed, payload)


def envelope_of(said: StatementRef) -> dict[str, Any]:
    """The envelope as a strict-JSON value."""
    return envelope.to_value(said.envelope)


def first_naming(session: Session, digests: Iterable[str]) -> dict[str, StatementRef]:
    """The first statement that names each of some text blobs."""
    first = select(LeafText.hash, func.min(LeafText.index).label("index")).where(LeafText.hash.in_(set(digests)))
    found = first.group_by(LeafText.hash).subquery()
    rows = session.execute(select(found.c.hash, LeafRow).join(LeafRow, LeafRow.index == found.c.index))
    return {digest: _said(row) for digest, row in rows}


def size(session: Session) -> int:
    """The number of leaves of the record."""
    last = session.scalar(select(LeafRow.index).order_by(LeafRow.index.desc()).limit(1))
    return 0 if last is None else last + 1


def between(session: Session, start: int, end: int, kinds: Iterable[str]) -> Iterable[StatementRef]:
    """The leaves start <= index < end of these kinds, in the order of the record."""
    query = select(LeafRow).where(LeafRow.index >= start, LeafRow.index < end, LeafRow.kind.in_(tuple(kinds)))
    return [_said(row) for row in session.scalars(query.order_by(LeafRow.index))]

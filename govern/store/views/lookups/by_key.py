"""Look-ups of names, texts, clubs and elected seats, each with one query for many keys."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import QueryableAttribute, Session, aliased

from govern.protocol.facts import HiddenText
from govern.store.facts.clubs import ClubRow
from govern.store.facts.elections import SeatRow
from govern.store.facts.treasury import MandateRow
from govern.store.private.accounts import UserRow
from govern.store.record import withheld
from govern.store.record.log import BlobRow

Keys = Collection[str]


@dataclass(frozen=True)
class MemberName:
    """A member's name; `doubled` says that another account's name looks the same."""

    name: str
    doubled: bool


@dataclass(frozen=True)
class StoredText:
    """The bytes of a text, or its withholding; a withheld text is not read."""

    data: bytes
    withheld: HiddenText | None


def names(session: Session, members: Keys) -> dict[str, MemberName]:
    """The names of some members."""
    other = aliased(UserRow)
    alike = select(other.id).where(other.skeleton == UserRow.skeleton, other.id != UserRow.id, other.skeleton != "")
    query = select(UserRow.member, UserRow.name, alike.exists()).where(UserRow.member.in_(members))
    return {member: MemberName(name, bool(doubled)) for member, name, doubled in session.execute(query)}


def texts(session: Session, hashes: Keys) -> dict[str, StoredText]:
    """Texts by their hashes, with two queries."""
    hidden = withheld.find(session, hashes)
    shown = [digest for digest in hashes if digest not in hidden]
    rows = session.execute(select(BlobRow.hash, BlobRow.data).where(BlobRow.hash.in_(shown)))
    found = {row.hash: StoredText(row.data, None) for row in rows}
    return found | {digest: StoredText(b"", one) for digest, one in hidden.items()}


def club_names(session: Session, clubs: Keys) -> dict[str, str]:
    """The hashes of some clubs' names."""
    query = select(ClubRow.club, ClubRow.name).where(ClubRow.club.in_(clubs))
    return {row.club: row.name for row in session.execute(query)}


def elected(session: Session, scopes: Keys) -> dict[str, frozenset[tuple[str, str]]]:
    """The elected holders (member, office) by scope."""
    held = (SeatRow.scope.in_(scopes), SeatRow.ended_at == 0)
    query = select(SeatRow.scope, SeatRow.holder, SeatRow.office).where(*held)
    found: dict[str, set[tuple[str, str]]] = {}
    for row in session.execute(query):
        found.setdefault(row.scope, set()).add((row.holder, row.office))
    return {scope: frozenset(pairs) for scope, pairs in found.items()}


@dataclass(frozen=True)
class PublicNames:
    """Rows with a name in the record: the columns of ids, of hashes of names, and of leaf indexes."""

    id_: QueryableAttribute[str]
    name: QueryableAttribute[str]
    index: QueryableAttribute[int]

    def state(self, session: Session) -> tuple[int, int]:
        """The number of rows and the last leaf index; names never change, so equal states mean equal names."""
        count, last = session.execute(select(func.count(), func.max(self.index))).one()
        return int(count), int(last or 0)

    def read(self, session: Session) -> dict[str, str]:
        """The hash of each name by id."""
        query = select(self.id_, self.name).where(self.name != "").distinct()
        return {row[0]: row[1] for row in session.execute(query)}


CLUBS: Final = PublicNames(ClubRow.club, ClubRow.name, ClubRow.index)
PAYEES: Final = PublicNames(MandateRow.payee_name, MandateRow.payee_name, MandateRow.index)

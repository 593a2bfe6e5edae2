"""A person's progress towards membership: what is pending, with whom, and since when."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.store.facts import members
from govern.store.private import accounts
from govern.web.frame.access.people import Reader, name_of, remember_names
from govern.web.frame.access.read_access import may_know_names

NAMED: Final = 5


@dataclass(frozen=True)
class WaitingStage:
    """`stage` is `key` (to be created), `registrar` (to be enrolled), `declined` or `left`; `since` is its time.

    `registrars` are names if the reader may see them; `inviter` is the name in the invitation.
    """

    stage: str
    since: int
    registrars: tuple[str, ...]
    has_registrar: bool
    inviter: str


def waiting(session: Session, reader: Reader) -> WaitingStage | None:
    """The reader's progress; None for members and for visitors."""
    if not reader.is_authenticated or reader.is_member:
        return None
    stage, since = _stage(session, reader.member_id)
    holders = members.holders(session, "registrar", NAMED)
    remember_names(one.member for one in holders)
    named = tuple(name_of(one.member) for one in holders) if may_know_names() else ()
    return WaitingStage(stage, since, named, bool(holders), accounts.inviter_of(session, reader.row.id))


def _stage(session: Session, member: str) -> tuple[str, int]:
    row = members.member(session, member)
    if row is not None and row.left_at:
        return "left", row.left_at
    claim = accounts.claim_of(session, member)
    if claim is None:
        return "key", 0
    return ("declined", claim.declined_at) if claim.declined_at else ("registrar", claim.created_at)

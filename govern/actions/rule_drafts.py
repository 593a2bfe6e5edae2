"""Drafts of rulebooks: kept as typed, for their author alone, until they are signed or deleted."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.actions.accounts import FormError
from govern.actions.draft_fields import LARGEST_BODY, LONGEST
from govern.store.rule_drafts import RuleDraftRow, draft_of

MOST_DRAFTS: Final = 20
MOST_FIELDS: Final = 4000  # all seven kinds with nine stricter cases each have fewer
LONGEST_VALUE: Final = 1000


@dataclass(frozen=True)
class Begun:
    """Where a draft comes from: the scope, the rulebook it was made from, and the amendment it revises, or empty."""

    scope: str
    base: Mapping[str, Any]
    proposal: str


def typed(form: Mapping[str, str], without: tuple[str, ...]) -> dict[str, str]:
    """What stands in a form, in normal form C and with plain line ends, so that it can be kept."""
    names = [name for name in form if name not in without and len(name) < 100][:MOST_FIELDS]
    return {
        name: _typed(form[name], LONGEST.get(name, LARGEST_BODY if name == "body" else LONGEST_VALUE)) for name in names
    }


def _typed(text: str, longest: int) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")[: longest + 1]


def begin(session: Session, member: str, begun: Begun, form: Mapping[str, str], now: int) -> int:
    """Keeps a new draft; its number. Raises FormError when there are too many."""
    if session.query(RuleDraftRow).filter_by(member=member).count() >= MOST_DRAFTS:
        raise FormError({"title": "too_many_drafts"})
    row = RuleDraftRow(
        member=member,
        scope=begun.scope,
        proposal=begun.proposal,
        base=dict(begun.base),
        form=dict(form),
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def change(session: Session, member: str, id_: int, form: Mapping[str, str], now: int) -> None:
    """Keeps what now stands in the form of a draft of this member; raises LookupError if there is none."""
    row = draft_of(session, member, id_)
    if row is None:
        raise LookupError(f"no draft {id_} of {member}")
    row.form, row.updated_at = dict(form), now


def discard(session: Session, member: str, id_: int) -> None:
    """Deletes a draft of this member, if there is such a one."""
    row = draft_of(session, member, id_)
    if row is not None:
        session.delete(row)

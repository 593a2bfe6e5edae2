"""Drafts of rulebooks: stored as typed, visible only to their author, until signed or deleted."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.actions.people.accounts import FormError
from govern.protocol.effect import Effect
from govern.rules.proposals.kinds.amendment import AdoptRulebook, RatifyRulebook
from govern.store.private.rule_drafts import RuleDraftRow, draft_of

MOST_DRAFTS: Final = 20
MOST_FIELDS: Final = 4000  # all seven kinds with nine stricter cases each have fewer
LARGEST_FORM: Final = 200_000  # bytes of all names and texts together; a whole form as it is written has 50,000


@dataclass(frozen=True)
class RuleDraftOrigin:
    """The origin of a draft: its scope, the rulebook it is based on, and the amendment it revises, or empty."""

    scope: str
    base: Mapping[str, Any]
    proposal: str


def typed(form: Mapping[str, str], without: tuple[str, ...]) -> dict[str, str]:
    """The form's values in normalization form C with plain line ends, for storage."""
    names = [name for name in form if name not in without and len(name) < 100][:MOST_FIELDS]
    return {name: _typed(form[name]) for name in names}


def _typed(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def fitting(form: Mapping[str, str]) -> dict[str, str]:
    """The form if it is small enough to be stored; otherwise raises FormError at its longest text."""
    if sum(len(name) + len(text.encode()) for name, text in form.items()) > LARGEST_FORM:
        raise FormError({max(form, key=lambda name: len(form[name].encode())): "form_long"})
    return dict(form)


def begin(session: Session, member: str, begun: RuleDraftOrigin, form: Mapping[str, str], now: int) -> int:
    """Store a new draft and return its number; raises FormError if there are too many or it is too long."""
    if session.query(RuleDraftRow).filter_by(member=member).count() >= MOST_DRAFTS:
        raise FormError({"title": "too_many_drafts"})
    row = RuleDraftRow(
        member=member,
        scope=begun.scope,
        proposal=begun.proposal,
        base=dict(begun.base),
        form=fitting(form),
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def change(session: Session, member: str, id_: int, form: Mapping[str, str], now: int) -> None:
    """Replace the values of a member's draft.

    Raises LookupError if the member has no such draft, and FormError if it is too long.
    """
    row = draft_of(session, member, id_)
    if row is None:
        raise LookupError(f"no draft {id_} of {member}")
    row.form, row.updated_at = fitting(form), now


def discard(session: Session, member: str, id_: int) -> None:
    """Delete a draft if it belongs to this member."""
    row = draft_of(session, member, id_)
    if row is not None:
        session.delete(row)


def adopting(rulebook: dict[str, Any]) -> Effect:
    """The effect of an amendment that adopts a rulebook."""
    return AdoptRulebook(rulebook=rulebook)


def ratifying(number: int) -> Effect:
    """The effect of an amendment that ratifies the rulebook in force, by its number."""
    return RatifyRulebook(number=number)

"""Finds and deletes drafts that are already recorded."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.actions.drafts import drafts, rule_drafts
from govern.rules.proposals.kinds import rulebook_in
from govern.store.facts.proposals import VersionRow, signed_since
from govern.store.private.accounts import DraftRow
from govern.store.private.rule_drafts import RuleDraftRow
from govern.web.frame.database import private_write
from govern.web.pages.rules import rulebook_form
from govern.web.pages.rules.rule_scopes import Scope
from govern.web.prose.texts import remember_texts, text_of

ADOPTED: Final = "adopted"


def recorded_as(session: Session, row: DraftRow) -> str:
    """The proposal with this draft's text, signed after the draft's last change; else empty."""
    found = _signed(session, row.member, row.updated_at, row.form.get("proposal", ""))
    remember_texts(blob for one in found for blob in (one.title, one.body))
    same = (one for one in found if drafts.is_recorded(row.form, text_of(one.title), text_of(one.body)))
    return next((one.proposal for one in same), "")


def unrecorded(session: Session, rows: Iterable[DraftRow]) -> list[DraftRow]:
    """A member's drafts that are not recorded; the others are deleted."""
    left: list[DraftRow] = []
    done: list[DraftRow] = []
    for row in rows:
        (done if recorded_as(session, row) else left).append(row)
    if done:
        gone = [(row.member, row.id) for row in done]
        with private_write() as writing:
            for member, id_ in gone:
                drafts.discard(writing, member, id_)
    return left


def rules_recorded_as(session: Session, row: RuleDraftRow, scope: Scope) -> str:
    """The amendment with this draft's rulebook, ADOPTED if it was adopted without a vote; else empty."""
    for one in _signed(session, row.member, row.updated_at, row.proposal):
        rulebook = rulebook_in(one.effects)
        if rulebook and _reads_as(row, rulebook):
            return one.proposal
    latest = scope.latest
    adopted = latest.adopted_by == row.member and latest.at > row.updated_at and _reads_as(row, latest.rules)
    return ADOPTED if adopted else ""


def rules_unrecorded(session: Session, rows: Iterable[RuleDraftRow], scope: Scope) -> list[RuleDraftRow]:
    """A member's drafts of a scope's rules that are not recorded; the others are deleted."""
    left: list[RuleDraftRow] = []
    done: list[RuleDraftRow] = []
    for row in rows:
        (done if rules_recorded_as(session, row, scope) else left).append(row)
    if done:
        gone = [(row.member, row.id) for row in done]
        with private_write() as writing:
            for member, id_ in gone:
                rule_drafts.discard(writing, member, id_)
    return left


def _signed(session: Session, member: str, since: int, proposal: str) -> list[VersionRow]:
    return signed_since(session, member, since, proposal)


def _reads_as(row: RuleDraftRow, rulebook: Mapping[str, Any]) -> bool:
    return rulebook_form.read(row.form, row.base, rulebook["number"]).rulebook == rulebook

"""Drafts of proposals: stored as typed, and read into a proposal to sign once they are complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.actions.drafts.draft_reading import DraftReading
from govern.actions.drafts.kinds import forms
from govern.actions.people.accounts import FormError
from govern.actions.people.names import read_name
from govern.protocol.effect import Effect
from govern.protocol.texts import LARGEST
from govern.record import strict_json
from govern.record.errors import StrictJSONError
from govern.rules.rulebook.rules import AMENDMENT, Rules
from govern.store.private.accounts import DraftRow
from govern.store.private.drafts import draft_of

MOST_DRAFTS: Final = 50


@dataclass(frozen=True)
class ReadyProposal:
    """A proposal ready to be signed; its effects hold plain texts in place of hashes.

    `proposal` is the one that this is a new version of, or empty; an amendment keeps its effects.
    """

    kind: str
    scope: str
    topic: str
    title: str
    body: str
    effects: tuple[Effect, ...]
    proposal: str


def save(session: Session, member: str, draft: Mapping[str, Any], now: int, id_: int | None) -> int:
    """Store a draft, complete or not, and return its number; raises FormError if there are too many."""
    row = None if id_ is None else draft_of(session, member, id_)
    if row is None:
        if session.query(DraftRow).filter_by(member=member).count() >= MOST_DRAFTS:
            raise FormError({"title": "too_many_drafts"})
        row = DraftRow(member=member)
        session.add(row)
    row.form, row.updated_at = fitting(draft), now
    session.flush()
    return row.id


def fitting(form: Mapping[str, Any]) -> dict[str, Any]:
    """The form if it is small enough for the database; otherwise raises FormError at its longest text."""
    try:
        strict_json.encode(dict(form))
    except StrictJSONError as error:
        if error.code != "json_size":
            raise
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        longest = max(texts, key=lambda name: len(texts[name].encode()))
        raise FormError({longest: "form_long"}) from error
    return dict(form)


def discard(session: Session, member: str, id_: int) -> None:
    """Delete a draft if it belongs to this member."""
    row = draft_of(session, member, id_)
    if row is not None:
        session.delete(row)


def read(session: Session, draft: Mapping[str, Any], rules: Rules) -> ReadyProposal:
    """Read a draft under its scope's rules; raises FormError with every invalid field."""
    reading = DraftReading(session, draft, rules)
    errors = reading.errors
    if draft["kind"] not in rules.kinds or draft["kind"] not in (*forms(), AMENDMENT):
        errors["kind"] = "choose"
    elif draft["kind"] == AMENDMENT and not draft["proposal"]:
        errors["kind"] = "rules_elsewhere"
    if draft["topic"] and draft["topic"] not in rules.topics and not draft["proposal"]:
        errors["topic"] = "topic"
    title, body = reading.line(draft, "title", "title"), _body(draft, errors)
    effects = forms()[draft["kind"]].read(reading) if "kind" not in errors and draft["kind"] in forms() else []
    if errors:
        raise FormError(errors)
    return ReadyProposal(draft["kind"], draft["scope"], draft["topic"], title, body, tuple(effects), draft["proposal"])


def _body(draft: Mapping[str, Any], errors: dict[str, str]) -> str:
    body = str(draft["body"]).strip()
    if not body:
        errors["body"] = "empty"
    elif len(body.encode()) > LARGEST:
        errors["body"] = "long"
    return body


def is_recorded(draft: Mapping[str, Any], title: str, body: str) -> bool:
    """Whether a recorded proposal has this draft's text, so that the draft is no longer needed."""
    return bool(title) and read_name(draft["title"]).text == title and draft["body"].strip() == body

"""Writing and revising a proposal: private drafts, a preview, and the review before signing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.drafts import draft_fields, drafts
from govern.actions.drafts.drafts import ReadyProposal
from govern.actions.people.accounts import FormError
from govern.protocol.facts import Proposal
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.rulebooks import followed, kind_rules, typed
from govern.store.private.accounts import DraftRow
from govern.store.private.drafts import draft_of
from govern.store.projection import Projection
from govern.store.views import budgets
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.dry_run import refusal_of
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.pages.proposals import draft_form, draft_revision
from govern.web.pages.proposals.effect_forms import SigningForm, complete, in_words, is_unchanged, signing_of
from govern.web.pages.proposals.recorded_drafts import recorded_as
from govern.web.pages.rules import rule_signing
from govern.web.prose.names_typed import tell_removed
from govern.web.prose.render import render
from govern.web.words.effects import budget_left
from govern.web.words.effects.budget_left import BudgetNote
from govern.web.words.effects.effect_words import EffectWords
from govern.web.words.kinds import kind_words
from govern.web.words.rules import requirements
from govern.web.words.terms.scope_words import scope_words, topic_words

pages = Blueprint("drafts", __name__, url_prefix="/proposals")
PREFILLED: Final = ("kind", "scope", "office", "seats", "by_election", "until", "change", "claimant", "person")


@dataclass(frozen=True)
class DraftReviewPage:
    """The review of a draft before it is signed, in words."""

    id: int
    ready: ReadyProposal
    revised: Proposal | None
    effects: EffectWords
    budget_left: Sequence[BudgetNote]
    signing: SigningForm
    refusal: str
    requirements: tuple[Sequence[str], Sequence[str], str]
    stricter: bool
    scope_name: str
    topic_name: str


def _draft(session: Session, id_: int, reader: Reader) -> DraftRow:
    row = draft_of(session, reader.member_id, id_)
    if row is None:
        abort(404)
    return row


def _signed_already(session: Session, row: DraftRow, reader: Reader) -> Response | None:
    """The redirect for a draft that is already recorded; deletes the draft, so that nobody signs it twice."""
    proposal = recorded_as(session, row)
    if not proposal:
        return None
    with private_write() as writing:
        drafts.discard(writing, reader.member_id, row.id)
    flash(_("This draft was signed and stands in the record."), "info")
    return redirect(url_for("proposals.show", id_=proposal))


@pages.get("/new")
@allow("user")
def new() -> str:
    """An empty form; query parameters may fill in some of it."""
    chosen = {name: request.args[name][:100] for name in PREFILLED if name in request.args}
    return _form(db.session(), {**draft_fields.blank(), **chosen}, None, {}, current_user)


@pages.get("/<id_>/revision")
@allow("user")
def revise(id_: str) -> str | Response:
    """The form with a proposal's latest version, for its author; amendments have their own form."""
    proposal = draft_form.revised_by(db.session(), {"proposal": id_}, current_user)
    if proposal is None:
        abort(404)
    if rule_signing.adopts(proposal):
        return redirect(url_for("rule_drafts.new", scope=proposal.scope, proposal=proposal.id))
    return _form(db.session(), draft_revision.for_revision(proposal), None, {}, current_user)


@pages.get("/drafts/<int:id_>")
@allow("user")
def edit(id_: int) -> str | Response:
    """Continue a draft; with the query parameter `check` it shows the errors."""
    row = _draft(db.session(), id_, current_user)
    if elsewhere := _signed_already(db.session(), row, current_user):
        return elsewhere
    draft, errors = draft_form.bound(db.session(), row.form, current_user), {}
    if "check" in request.args:
        try:
            _ready(db.session(), draft, current_user)
        except FormError as error:
            errors = error.errors
    return _form(db.session(), draft, id_, errors, current_user)


def _form(session: Session, draft: Mapping[str, Any], id_: int | None, codes: Mapping[str, str], reader: Reader) -> str:
    return render_template("proposals/draft.html", page=draft_form.page_of(session, draft, id_, codes, reader))


def _ready(
    session: Session, draft: Mapping[str, Any], reader: Reader
) -> tuple[ReadyProposal, SigningForm, Proposal | None]:
    """The statement to sign; raises FormError."""
    revised = draft_form.revised_by(session, draft, reader)
    ready = draft_form.read(session, draft, typed(draft_form.rulebook_of(session, draft, reader)), reader)
    signing = signing_of(ready, revised)
    if revised is not None and is_unchanged(signing, revised):
        raise FormError({"title": "unchanged"})
    return ready, signing, revised


@pages.post("/drafts")
@pages.post("/drafts/<int:id_>")
@allow("user")
def save(id_: int | None = None) -> Response | tuple[str, int]:
    """Store the typed values, then do the requested step; the review only without errors."""
    step = request.form.get("step", "")
    row = None if id_ is None else draft_of(db.session(), current_user.member_id, id_)
    before = {**draft_fields.blank(), **(row.form if row is not None else {})}
    draft, changed = draft_fields.after(
        step, draft_form.bound(db.session(), draft_fields.typed(request.form, before), current_user)
    )
    try:
        with private_write() as session:
            id_ = drafts.save(session, current_user.member_id, draft, now(), id_)
        if step == "review":
            _ready(db.session(), draft, current_user)
            tell_removed(draft_fields.names_in(request.form))
            return redirect(url_for("drafts.review", id_=id_))
    except FormError as error:
        return _form(db.session(), draft, id_, error.errors, current_user), 422
    tell_removed(draft_fields.names_in(request.form))
    if step == "save":
        flash(_("Your draft is saved. Only you can see it."), "success")
    return redirect(url_for("drafts.edit", id_=id_, _anchor=_place(step, changed, draft)))


def _place(step: str, changed: str, draft: Mapping[str, Any]) -> str | None:
    """The anchor on the page after a step."""
    if step.startswith("add."):
        return f"{changed}-{len(draft[changed]) - 1}" if changed else None
    return changed or ("scope" if step == "scope" else None)


@pages.get("/drafts/<int:id_>/review")
@allow("user")
def review(id_: int) -> str | Response:
    """Exactly what will be signed and its effects, with the form to sign it."""
    row = _draft(db.session(), id_, current_user)
    if elsewhere := _signed_already(db.session(), row, current_user):
        return elsewhere
    draft = draft_form.bound(db.session(), row.form, current_user)
    try:
        ready, signing, revised = _ready(db.session(), draft, current_user)
    except FormError:
        return redirect(url_for("drafts.edit", id_=id_, check=1))
    adopted = draft_form.rulebook_of(db.session(), draft, current_user)
    asked = kinds()[ready.kind].typed(complete(signing)["effects"])
    usual, latest = (
        typed(adopted).of_kind(ready.kind),
        followed(Projection(db.session.connection()), ready.scope, ready.kind, asked),
    )
    rules = kind_rules(adopted, ready.kind, asked, latest)
    return render_template(
        "proposals/review.html",
        page=DraftReviewPage(
            id=id_,
            ready=ready,
            revised=revised,
            effects=in_words(ready, revised),
            budget_left=budget_left.notes(
                ready.effects, budgets.of_programmes(db.session(), budget_left.drawn_on(ready.effects))
            ),
            signing=signing,
            refusal=_refusal(signing, current_user) if current_user.is_member else "",
            requirements=requirements.in_words(rules, ready.kind),
            stricter=rules != usual,
            scope_name=scope_words(ready.scope),
            topic_name=topic_words(ready.topic),
        ),
    )


def _refusal(signing: SigningForm, reader: Reader) -> str:
    """Why the rules would refuse this statement now; empty if they accept it."""
    return refusal_of(signing.kind, member=reader.member_id, **complete(signing))


@pages.post("/drafts/<int:id_>/deletion")
@allow("user")
def delete(id_: int) -> Response:
    """Delete a draft."""
    with private_write() as session:
        drafts.discard(session, current_user.member_id, id_)
    flash(_("The draft is deleted."), "success")
    return redirect(url_for("proposals.index"))


@pages.post("/preview")
@allow("user")
def preview() -> str:
    """Safe HTML of the Markdown in `{"text":…}`."""
    try:
        value: Any = strict_json.decode(request.get_data())
    except RecordError:
        abort(400)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        abort(400)
    return str(render(value["text"]))


@pages.context_processor
def _words() -> dict[str, object]:
    return {"kind_words": kind_words}

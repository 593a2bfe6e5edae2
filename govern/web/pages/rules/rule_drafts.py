"""Writing the next rulebook: private drafts, their changes, and recounts of past votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.drafts import rule_drafts
from govern.actions.drafts.rule_drafts import RuleDraftOrigin
from govern.actions.people.accounts import FormError
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.ids import hash_of_value
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.rules.proposals.kinds import rulebook_in
from govern.rules.rulebook.formats import number_of, written_in
from govern.rules.rulebook.lint import read_rulebook, warnings
from govern.rules.rulebook.presets import PRESETS, preset
from govern.rules.rulebook.simulation import Draft
from govern.store.private.rule_drafts import RuleDraftRow, draft_of
from govern.store.projection import Projection
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.pages.proposals.draft_form import error_words
from govern.web.pages.proposals.effect_forms import SigningForm
from govern.web.pages.proposals.recorded_drafts import ADOPTED, rules_recorded_as
from govern.web.pages.rules import rule_signing, rulebook_form, simulations, stricter_rules_form
from govern.web.pages.rules.edit.filled_form import FilledForm
from govern.web.pages.rules.edit.page import read_rulebook_form
from govern.web.pages.rules.rule_scopes import Scope, scope_or_404
from govern.web.pages.rules.rule_signing import RulebookComparison
from govern.web.prose.texts import remember_texts, text_of
from govern.web.words.kinds import heading_of
from govern.web.words.rules import rulebook_words
from govern.web.words.rules.rulebook_words import Difference, Section

pages = Blueprint("rule_drafts", __name__, url_prefix="/rules")
NO_FIELDS: Final = ("base", "csrf_token", "proposal", "step")
Answer = str | Response | tuple[str, int]
Json = Mapping[str, Any]


@dataclass(frozen=True)
class RuleDraftReviewPage:
    """The changes by a draft of the rules, and the form that signs it or puts it to the vote."""

    scope: Scope
    id: int
    revised: Proposal | None
    draft: Mapping[str, object]
    rulebook: Mapping[str, object]
    hash: str
    comparisons: Sequence[RulebookComparison]
    changes: Sequence[Difference]
    sections: Sequence[Section]
    warnings: Sequence[tuple[str, str]]  # each with the heading under which it stands
    signing: SigningForm | None
    refusal: str
    number_before: int


@pages.get("/<scope>/draft")
@allow("member")
def new(scope: str) -> str:
    """The form: the last rulebook, with `preset` a preset one, or with `proposal` that of an amendment.

    With `format` it is converted to the newest possible format, so that the added rules can be chosen.
    """
    session, found = db.session(), scope_or_404(db.session(), scope, current_user)
    revised = rule_signing.revised_by(session, request.args.get("proposal", ""), current_user)
    chosen = request.args.get("preset", "")
    texts = {}
    if revised is not None:
        remember_texts([revised.title, revised.body])
        texts = {"title": text_of(revised.title), "body": text_of(revised.body)}
    base = (rulebook_in(revised.effects) if revised else None) or _ready_made(found, chosen)
    if "format" in request.args and found.newer_format:
        base = written_in(base, found.newer_format)
    begun = RuleDraftOrigin(found.id, base, revised.id if revised else "")
    return _form(session, found, begun, rulebook_form.written(base) | texts, current_user)


def _ready_made(scope: Scope, name: str) -> dict[str, Any]:
    """A preset rulebook in the format of the last one, or else the last one."""
    latest: dict[str, Any] = scope.latest.rules
    return preset(name, number_of(latest)) if name in PRESETS else latest


@pages.get("/drafts/<int:id_>")
@allow("member")
def edit(id_: int) -> str | Response:
    """Continue a draft; with the query parameter `check` it shows the errors."""
    row, scope, revised = _draft(db.session(), id_, current_user)
    if elsewhere := _signed_already(db.session(), row, scope, current_user):
        return elsewhere
    errors = rule_signing.read(row, scope, revised).errors if "check" in request.args else {}
    return _form(
        db.session(), scope, RuleDraftOrigin(row.scope, row.base, row.proposal), row.form, current_user, errors, id_
    )


def _draft(session: Session, id_: int, reader: Reader) -> tuple[RuleDraftRow, Scope, Proposal | None]:
    row = draft_of(session, reader.member_id, id_)
    if row is None:
        abort(404)
    return row, scope_or_404(session, row.scope, reader), rule_signing.revised_by(session, row.proposal, reader)


def _signed_already(session: Session, row: RuleDraftRow, scope: Scope, reader: Reader) -> Response | None:
    """The redirect for a draft that is already recorded; deletes the draft, so that nobody signs it twice."""
    recorded = rules_recorded_as(session, row, scope)
    if not recorded:
        return None
    with private_write() as writing:
        rule_drafts.discard(writing, reader.member_id, row.id)
    flash(_("This draft was signed and stands in the record."), "info")
    if recorded == ADOPTED:
        return redirect(url_for("rules.rulebook", scope=scope.id))
    return redirect(url_for("proposals.show", id_=recorded))


def _form(
    session: Session,
    scope: Scope,
    begun: RuleDraftOrigin,
    form: Json,
    reader: Reader,
    errors: Json | None = None,
    id_: int | None = None,
) -> str:
    revised = rule_signing.revised_by(session, begun.proposal, reader)
    number, opened = number_of(begun.base), request.args.get("open", "")
    filled = FilledForm(form, errors or {}, number, opened)
    longest = rule_signing.LARGEST_TEXT if rule_signing.asks_for_text(scope, revised) else 0
    base = "" if id_ else rulebook_words.as_json(begun.base)
    return render_template("rules/edit.html", page=read_rulebook_form(scope, revised, filled, id_, base, longest))


@pages.post("/<scope>/draft")
@allow("member")
def begin(scope: str) -> Answer:
    """Store a new draft, then do the requested step."""
    found = scope_or_404(db.session(), scope, current_user)
    revised = rule_signing.revised_by(db.session(), request.form.get("proposal", ""), current_user)
    begun = RuleDraftOrigin(found.id, _posted_base(), revised.id if revised else "")
    form, place = stricter_rules_form.after(request.form.get("step", ""), rule_drafts.typed(request.form, NO_FIELDS))
    try:
        with private_write() as session:
            id_ = rule_drafts.begin(session, current_user.member_id, begun, form, now())
    except FormError as error:
        return _form(
            db.session(), scope_or_404(db.session(), scope, current_user), begun, form, current_user, _in_words(error)
        ), 422
    return _next(db.session(), id_, place, current_user)


def _in_words(error: FormError) -> dict[str, str]:
    return {name: error_words(code) for name, code in error.errors.items()}


def _posted_base() -> Any:
    """The rulebook that a new form was made from; aborts the request unless it is safe."""
    try:
        raw: Any = strict_json.decode(request.form.get("base", "").encode())
        read_rulebook(raw)
    except (RecordError, Refused):
        abort(400)
    return raw


@pages.post("/drafts/<int:id_>")
@allow("member")
def save(id_: int) -> Answer:
    """Store the typed values, then do the requested step; the review only without errors."""
    row, scope, _revised = _draft(db.session(), id_, current_user)
    begun = RuleDraftOrigin(row.scope, row.base, row.proposal)
    form, place = stricter_rules_form.after(request.form.get("step", ""), rule_drafts.typed(request.form, NO_FIELDS))
    try:
        with private_write() as session:
            rule_drafts.change(session, current_user.member_id, id_, form, now())
    except FormError as error:
        return _form(db.session(), scope, begun, form, current_user, _in_words(error), id_), 422
    return _next(db.session(), id_, place, current_user)


def _next(session: Session, id_: int, place: str, reader: Reader) -> Answer:
    step = request.form.get("step", "")
    if step == "review":
        row, scope, revised = _draft(session, id_, reader)
        errors = rule_signing.read(row, scope, revised).errors
        if errors:
            return _form(
                session, scope, RuleDraftOrigin(row.scope, row.base, row.proposal), row.form, reader, errors, id_
            ), 422
        return redirect(url_for("rule_drafts.review", id_=id_))
    if step == "save":
        flash(_("Your draft is saved. Only you can see it."), "success")
    if not place:
        return redirect(url_for("rule_drafts.edit", id_=id_))
    kind, anchor = place.partition(".")[0], f"f-{place.replace('.', '-')}"
    return redirect(url_for("rule_drafts.edit", id_=id_, open=kind, _anchor=anchor))


@pages.get("/drafts/<int:id_>/review")
@allow("member")
def review(id_: int) -> str | Response:
    """The changes of a draft in words, and the form to sign it or put it to the vote."""
    row, scope, revised = _draft(db.session(), id_, current_user)
    if elsewhere := _signed_already(db.session(), row, scope, current_user):
        return elsewhere
    written = rule_signing.read(row, scope, revised)
    if written.errors:
        return redirect(url_for("rule_drafts.edit", id_=id_, check=1))
    asked = rule_signing.asks_for_text(scope, revised)
    signing = rule_signing.signing(row.form, written.raw, scope, revised) if asked else None
    refusal = rule_signing.refusal_of(signing, current_user) if signing else ""
    return render_template(
        "rules/review.html",
        page=RuleDraftReviewPage(
            scope=scope,
            id=id_,
            revised=revised,
            draft=row.form,
            rulebook=written.raw,
            hash=hash_of_value(written.raw),
            comparisons=rule_signing.comparisons(written.raw, scope, revised),
            changes=rulebook_words.differences(scope.latest.rules, written.raw),
            sections=rulebook_words.sections(written.raw, written.rules),
            warnings=[(_place(one.field), rulebook_form.doubtful(one.why)) for one in warnings(written.rules)],
            signing=signing,
            refusal=refusal
            or (rule_signing.refusal_to_adopt(written.raw, scope, current_user) if scope.may_adopt else ""),
            number_before=scope.latest.number,
        ),
    )


def _place(place: str) -> str:
    """The heading for a path of the rulebook."""
    parts = place.split(".")
    if parts[0] in ("money", "treasury"):
        return _("Payments")
    return heading_of(parts[1]) if parts[0] == "kinds" else _("In general")


@pages.get("/drafts/<int:id_>/replay")
@allow("member")
def replay(id_: int) -> str | Response:
    """Past votes recounted under a draft: those with another outcome, and why."""
    row, scope, _revised = _draft(db.session(), id_, current_user)
    reading = rulebook_form.read(row.form, row.base, scope.next_number)
    if reading.errors:
        return redirect(url_for("rule_drafts.edit", id_=id_, check=1))
    draft = Draft(reading.rulebook, read_rulebook(reading.rulebook))
    here, back = (url_for(f"rule_drafts.{page}", id_=id_) for page in ("replay", "review"))
    return simulations.replay(db.session(), scope, draft, here, back)


@pages.post("/drafts/<int:id_>/deletion")
@allow("member")
def delete(id_: int) -> Response:
    """Delete a draft."""
    scope = _draft(db.session(), id_, current_user)[0].scope
    with private_write() as session:
        rule_drafts.discard(session, current_user.member_id, id_)
    flash(_("The draft is deleted."), "success")
    return redirect(url_for("rules.rulebook", scope=scope))


@pages.get("/drafts/<int:id_>/done")
@allow("member")
def done(id_: int) -> Response:
    """After signing: delete a draft whose rulebook is recorded; any other stays."""
    row, scope, _revised = _draft(db.session(), id_, current_user)
    proposal = Projection(db.session.connection()).get(Proposal, request.args.get("proposal", ""))
    proposed = rulebook_in(proposal.effects) if proposal and proposal.author == current_user.member_id else None
    recorded = proposed or scope.latest.rules
    if rulebook_form.read(row.form, row.base, recorded["number"]).rulebook == recorded:
        with private_write() as session:
            rule_drafts.discard(session, current_user.member_id, id_)
    if proposal and proposed:
        return redirect(url_for("proposals.show", id_=proposal.id))
    return redirect(url_for("rules.rulebook", scope=scope.id))

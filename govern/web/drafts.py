"""Writing a proposal: drafts that only their author sees, a preview, and the review before signing."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from govern.actions import drafts
from govern.actions.accounts import FormError
from govern.actions.drafts import Ready
from govern.domain.rulebooks import COMMUNITY, in_force, typed
from govern.domain.rules import Rules
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.store.accounts import DraftRow
from govern.store.drafts import draft_of, usual_currency
from govern.store.projection import Projection
from govern.web import rule_words
from govern.web.database import db, private_write
from govern.web.effect_words import granted
from govern.web.people import name_of
from govern.web.security import allow
from govern.web.services import now, services
from govern.web.texts import markdown
from govern.web.wording import _

pages = Blueprint("drafts", __name__, url_prefix="/proposals")


def _rules() -> Rules:
    community = services().community()
    if community is None:
        abort(404)
    return typed(in_force(Projection(db.session.connection()), COMMUNITY, now()))


def _draft(id_: int) -> DraftRow:
    row = draft_of(db.session(), current_user.member_id, id_)
    if row is None:
        abort(404)
    return row


@pages.get("/new")
@allow("user")
def new() -> str:
    """An empty form."""
    chosen = {"kind": request.args.get("kind", "motion"), "currency": usual_currency(db.session())}
    return _form(drafts.BLANK | chosen, None, {})


@pages.get("/drafts/<int:id_>")
@allow("user")
def edit(id_: int) -> str:
    """A draft, to go on with; with `check` in the address it says what is missing."""
    row, errors = _draft(id_), {}
    if "check" in request.args:
        try:
            drafts.read(db.session(), row.form, _rules())
        except FormError as error:
            errors = error.errors
    return _form(row.form, id_, errors)


def _form(draft: Mapping[str, str], id_: int | None, codes: Mapping[str, str]) -> str:
    rules = _rules()
    return render_template(
        "proposals/draft.html",
        draft=draft,
        id=id_,
        errors={name: error_words(code) for name, code in codes.items()},
        currency_options=[("", "–"), *((currency, currency) for currency in sorted(rules.approvals))],
        ways={kind: rule_words.way_to_the_vote(rules.kinds[kind]) for kind in rules.kinds},
        needs={kind: rule_words.what_passing_needs(rules.kinds[kind]) for kind in rules.kinds},
        weights={kind: rule_words.weight_words(rules.kinds[kind].weight) for kind in rules.kinds},
    )


def error_words(code: str) -> str:
    """What is wrong with a field."""
    told = {
        "ambiguous": _("Several members are called that. Give the member's number from their page."),
        "amount": _("Write an amount such as 1,200.50"),
        "choose": _("Choose one"),
        "currency": _("Choose a currency of the rulebook"),
        "days": _("Write a number of days from 1 to 3,660"),
        "decimals": _("This currency has fewer decimals"),
        "empty": _("Please fill this in"),
        "long": _("This is too long"),
        "nobody": _("No member is called that"),
        "too_many_drafts": _("You have very many drafts. Delete one first."),
    }
    return told[code]


@pages.post("/drafts")
@pages.post("/drafts/<int:id_>")
@allow("user")
def save(id_: int | None = None) -> Response | tuple[str, int]:
    """Keeps what was typed; goes on to the review if that was asked for and nothing is missing."""
    draft = drafts.typed(request.form)
    try:
        with private_write() as session:
            id_ = drafts.save(session, current_user.member_id, draft, now(), id_)
        if request.form.get("step") == "review":
            drafts.read(db.session(), draft, _rules())
            return redirect(url_for("drafts.review", id_=id_))
    except FormError as error:
        return _form(draft, id_, error.errors), 422
    flash(_("Your draft is saved. Only you can see it."), "success")
    return redirect(url_for("drafts.edit", id_=id_))


@pages.get("/drafts/<int:id_>/review")
@allow("user")
def review(id_: int) -> str | Response:
    """Exactly what will be signed and what will happen, with the form that signs it."""
    row, rules = _draft(id_), _rules()
    try:
        ready = drafts.read(db.session(), row.form, rules)
    except FormError:
        return redirect(url_for("drafts.edit", id_=id_, check=1))
    return render_template(
        "proposals/review.html",
        id=id_,
        ready=ready,
        effects=_effects(ready),
        fixed=fixed_fields(ready),
        way=rule_words.way_to_the_vote(rules.kinds[ready.kind]),
        needs=rule_words.what_passing_needs(rules.kinds[ready.kind]),
        weights=rule_words.weight_words(rules.kinds[ready.kind].weight),
    )


def _effects(ready: Ready) -> list[str]:
    if ready.spending is None:
        return [_("The decision is entered in the register of resolutions. No money moves.")]
    asked = ready.spending
    payee = asked.payee_name or name_of(asked.payee_member)
    return [granted(asked.cap, asked.currency, payee, asked.purpose, asked.expires_days)]


def fixed_fields(ready: Ready) -> dict[str, Any]:
    """The fields of the statement that are no texts; the browser adds those by their hashes."""
    if ready.spending is None:
        return {"effects": [{"effect": "record-resolution"}], "kind": ready.kind, "scope": COMMUNITY, "topic": ""}
    asked = ready.spending
    payee = {"member": asked.payee_member, "type": "member"} if asked.payee_member else {"type": "outside"}
    effect = {
        "cap": asked.cap,
        "currency": asked.currency,
        "effect": "grant-mandate",
        "expires_days": asked.expires_days,
        "payee": payee,
    }
    return {"effects": [effect], "kind": ready.kind, "scope": COMMUNITY, "topic": ""}


@pages.post("/drafts/<int:id_>/deletion")
@allow("user")
def delete(id_: int) -> Response:
    """Deletes a draft for good."""
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
    return str(markdown(value["text"]))

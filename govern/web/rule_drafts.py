"""Writing the next rulebook: a form, what would change in words, and past votes counted anew under it."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from govern.actions import simulation
from govern.domain.errors import Refused
from govern.domain.ids import hash_of_value
from govern.domain.lint import read_rulebook, warnings
from govern.domain.presets import PRESETS
from govern.domain.rulebooks import typed
from govern.domain.rules import ELECTORS, REASONS, Rules
from govern.domain.simulation import Draft
from govern.domain.weights import WEIGHTS
from govern.record import strict_json
from govern.record.errors import RecordError
from govern.store.paging import read_place
from govern.web import replay_words, rule_words, rulebook_form, rulebook_words
from govern.web.database import db
from govern.web.kind_words import role_words
from govern.web.rule_scopes import Scope, scope_or_404
from govern.web.rulebook_fields import UNITS
from govern.web.rulebook_words import heading_of, touch_words
from govern.web.security import allow
from govern.web.texts import remember_texts
from govern.web.wording import _

pages = Blueprint("rule_drafts", __name__, url_prefix="/rules")
ROLES = ("moderator", "arbiter", "guardian", "expert", "convener", "delegate", "administrator", "registrar", "issuer")
Answer = str | tuple[str, int]
Json = dict[str, Any]


@pages.get("/<scope>/draft")
@allow("member")
def edit(scope: str) -> str:
    """The form: the last rulebook, or a ready-made one, to be changed."""
    found = scope_or_404(scope)
    preset = PRESETS.get(request.args.get("preset", ""))
    base = preset() if preset else found.latest.rules
    return _edit(found, base, rulebook_form.written(base), {})


@pages.post("/<scope>/draft")
@allow("member")
def edit_again(scope: str) -> str:
    """The form with a draft in it, to go on with."""
    draft = _draft()
    return _edit(scope_or_404(scope), draft.raw, rulebook_form.written(dict(draft.raw)), {})


@pages.get("/<scope>/draft/review")
@pages.get("/<scope>/draft/replay")
@allow("member")
def begin(scope: str) -> Response:
    """Where these pages cannot be shown again, since what was typed is not kept: back to the form."""
    return redirect(url_for("rule_drafts.edit", scope=scope_or_404(scope).id))


@pages.post("/<scope>/draft/review")
@allow("member")
def review(scope: str) -> Answer:
    """What a new rulebook would change, in words, and the form that signs it or puts it to the vote."""
    found = scope_or_404(scope)
    base = dict(_posted("base")[0])
    reading = rulebook_form.read(request.form.to_dict(), base, found.next_number)
    if reading.errors:
        return _edit(found, base, reading.form, reading.errors), 422
    return _review(found, reading.rulebook, read_rulebook(reading.rulebook))


@pages.post("/<scope>/draft/replay")
@allow("member")
def replay(scope: str) -> str:
    """Past votes counted anew under a draft: those that would have ended otherwise, and why."""
    found, draft = scope_or_404(scope), _draft()
    place = read_place(request.form.get("older", ""), "", int)
    replays = simulation.replay_some(db.session(), draft, found.id, place)
    remember_texts(one.past.proposal.title for one in replays.votes)
    return render_template(
        "rules/replay.html",
        scope=found,
        draft=rulebook_words.as_json(draft.raw),
        replays=replays,
        differing=[
            (one.past, one.comparison, replay_words.turns(one.comparison))
            for one in replays.votes
            if one.comparison and one.comparison.differs
        ],
        same=sum(one.comparison is not None and not one.comparison.differs for one in replays.votes),
        unknown=[one.past for one in replays.votes if one.comparison is None],
        outcome_words=replay_words.outcome_words,
        winners_of=replay_words.winners,
        going_on=place is not None,
    )


def _draft() -> Draft:
    """The rulebook in the form's field `draft`; ends the request unless it is a safe one."""
    raw, rules = _posted("draft")
    return Draft(raw, rules)


def _posted(name: str) -> tuple[Json, Rules]:
    try:
        raw: Any = strict_json.decode(request.form.get(name, "").encode())
        return raw, read_rulebook(raw)
    except (RecordError, Refused):
        abort(400)


def _review(scope: Scope, raw: Json, rules: Rules) -> str:
    topic = "rules" if "rules" in typed(scope.in_force).topics else ""
    return render_template(
        "rules/review.html",
        scope=scope,
        rulebook=raw,
        draft=rulebook_words.as_json(raw),
        hash=hash_of_value(raw),
        changes=rulebook_words.differences(scope.latest.rules, raw),
        sections=rulebook_words.sections(raw, rules),
        warnings=[(_place(one.field), rulebook_form.doubtful(one.why)) for one in warnings(rules)],
        topic=topic,
        number_before=scope.latest.number,
        is_member=current_user.is_member,
    )


def _place(place: str) -> str:
    """The heading under which a place of the rulebook stands."""
    parts = place.split(".")
    return heading_of(parts[1]) if parts[0] == "kinds" else _("In general")


def _edit(scope: Scope, base: Any, form: rulebook_form.Form, errors: dict[str, str]) -> str:
    return render_template(
        "rules/edit.html",
        scope=scope,
        base=rulebook_words.as_json(base),
        form=form,
        errors=errors,
        kinds=[(kind, heading_of(kind)) for kind in rulebook_form.KINDS],
        sources=[(source, _source_words(source)) for source in WEIGHTS],
        units=[(unit, _unit_words(unit)) for unit in UNITS],
        roles=[(role, role_words(role)) for role in ROLES],
        readers=[("everyone", _("Everyone")), ("members", _("Members only"))],
        reasons=[(one, _reason_words(one)) for one in REASONS],
        electors=[(one, _elector_words(one)) for one in ELECTORS],
        parts=[(path, touch_words(path)) for path in rulebook_form.PARTS],
        rows=rulebook_form.rows(form),
    )


def _unit_words(unit: str) -> str:
    return {"days": _("days"), "hours": _("hours"), "minutes": _("minutes"), "seconds": _("seconds")}[unit]


def _source_words(source: str) -> str:
    if source == "capped-tokens/1":
        return _("Every confirmed token counts one, up to a share of all tokens that nobody exceeds.")
    if source == "bands/1":
        return _("Everyone weighs by bands of confirmed tokens.")
    return rule_words.weight_words({"source": source})


def _reason_words(one: str) -> str:
    return {"off": _("No reasons"), "allowed": _("Whoever likes may add one"), "required": _("Asked of every voter")}[
        one
    ]


def _elector_words(one: str) -> str:
    told = {
        "members": _("Everyone on the roll, with their weight"),
        "role": _("Holders of a role, one vote each"),
        "clubs": _("Delegates of clubs, one vote for each club"),
    }
    return told[one]

"""Draws by lot: what was drawn and what will be, how anybody draws it again, and how a draw is called."""

from typing import Any, Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from govern.rules.people.members import CLUB_ROLES, COMMUNITY_ROLES
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import clubs, draws
from govern.store.facts.clubs import ClubRow
from govern.store.facts.draws import DrawRow
from govern.store.record import leaves
from govern.web.frame import request_args
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms.kind_words import role_words
from govern.web.words.terms.scope_words import remember_scopes, scope_words

pages = Blueprint("draws", __name__, url_prefix="/draws")
MOST_ROTATIONS: Final = 50
CONVENER: Final = "convener"


@pages.get("")
@allow("anyone")
def index() -> str:
    """All draws, the last called first, or those of one scope."""
    scope = _scope(request.args.get("scope", ""))
    page = draws.page(db.session(), scope, request_args.cursor(int))
    rotations = draws.rotations(db.session(), scope or COMMUNITY, MOST_ROTATIONS)
    remember_texts(one.purpose for one in page.items)
    remember_scopes(one.scope for one in page.items)
    remember_names({member for one in page.items for member in one.drawn})
    return render_template(
        "draws/index.html",
        page=page,
        scope=scope,
        rotations=rotations,
        may_call=_may_call(scope or COMMUNITY),
        now=now(),
    )


@pages.get("/new")
@allow("member")
def new() -> str:
    """The form by which an administrator, or a club's convener, calls a draw."""
    scope = _scope(request.args.get("scope", "")) or COMMUNITY
    roles = COMMUNITY_ROLES if scope == COMMUNITY else CLUB_ROLES
    may_call = _may_call(scope)
    return render_template(
        "draws/new.html", scope=scope, may_call=may_call, roles=[(one, role_words(one)) for one in roles]
    )


@pages.get("/<id_>")
@allow("anyone")
def draw(id_: str) -> str:
    """One draw: its pool, its time, who was drawn, and how to draw it again."""
    row = _find(id_)
    remember_names({*row.pool, row.called_by})
    made = leaves.at_index(db.session(), row.drawn_index) if row.drawn_at else None
    may_cancel = _is_waiting(row) and _may_call(row.scope)
    return render_template("draws/draw.html", draw=row, made=made, may_cancel=may_cancel, now=now())


@pages.get("/<id_>/cancel")
@allow("member")
def cancel(id_: str) -> str:
    """Calling a draw off: the reason is asked for."""
    row = _find(id_)
    if not _is_waiting(row):
        abort(403)
    return render_template("draws/cancel.html", draw=row, may_call=_may_call(row.scope))


def _is_waiting(row: DrawRow) -> bool:
    return bool(row.due_at) and now() < row.draws_at


def _find(id_: str) -> DrawRow:
    row = db.session.get(DrawRow, id_)
    if row is None:
        abort(404)
    remember_texts([row.purpose])
    remember_scopes([row.scope])
    return row


def _scope(asked_for: str) -> str:
    if asked_for in ("", COMMUNITY):
        return asked_for
    if db.session.get(ClubRow, asked_for) is None:
        abort(404)
    return asked_for


def _may_call(scope: str) -> bool:
    if not current_user.is_member:
        return False
    if scope == COMMUNITY:
        return bool(current_user.is_administrator)
    return CONVENER in clubs.own_roles(db.session(), scope, current_user.member_id)


@pages.context_processor
def _words() -> dict[str, Any]:
    return {"role_words": role_words, "scope_words": scope_words}

"""Draws by lot: past and coming draws, how to repeat them, and the form to call one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.people.members import CLUB_ROLES, COMMUNITY_ROLES
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import clubs, draws
from govern.store.facts.draws import DrawRow, RotationRow
from govern.store.paging import Page
from govern.store.record import leaves
from govern.store.record.leaves import StatementRef
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.scope_words import remember_scopes, scope_words

pages = Blueprint("draws", __name__, url_prefix="/draws")
MOST_ROTATIONS: Final = 50
CONVENER: Final = "convener"


@dataclass(frozen=True)
class DrawsPage:
    """All draws, or those of one scope."""

    draws: Page[DrawRow]
    scope: str
    rotations: Sequence[RotationRow]
    may_call: bool
    now: int


@dataclass(frozen=True)
class NewDrawPage:
    """The form to call a draw."""

    scope: str
    may_call: bool
    roles: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class DrawPage:
    """One draw: its pool, its time and its result."""

    draw: DrawRow
    made: StatementRef | None
    may_cancel: bool
    now: int


@dataclass(frozen=True)
class DrawCancelPage:
    """The form to cancel a draw."""

    draw: DrawRow
    may_call: bool


@pages.get("")
@allow("anyone")
def index() -> str:
    """All draws, the last called first, or those of one scope."""
    return render_template("people/draws/index.html", page=_read_draws(db.session(), current_user))


def _read_draws(session: Session, reader: Reader) -> DrawsPage:
    scope = _scope(session, request.args.get("scope", ""))
    page = draws.page(session, scope, request_args.cursor(int))
    rotations = draws.rotations(session, scope or COMMUNITY, MOST_ROTATIONS)
    remember_texts(one.purpose for one in page.items)
    remember_scopes(one.scope for one in page.items)
    remember_names({member for one in page.items for member in one.drawn})
    return DrawsPage(
        draws=page,
        scope=scope,
        rotations=rotations,
        may_call=_may_call(session, scope or COMMUNITY, reader),
        now=now(),
    )


@pages.get("/new")
@allow("member")
def new() -> str:
    """The form to call a draw, for administrators and conveners."""
    return render_template("people/draws/new.html", page=_read_new_draw(db.session(), current_user))


def _read_new_draw(session: Session, reader: Reader) -> NewDrawPage:
    scope = _scope(session, request.args.get("scope", "")) or COMMUNITY
    roles = COMMUNITY_ROLES if scope == COMMUNITY else CLUB_ROLES
    may_call = _may_call(session, scope, reader)
    return NewDrawPage(
        scope=scope,
        may_call=may_call,
        roles=[(one, role_words(one)) for one in roles],
    )


@pages.get("/<id_>")
@allow("anyone")
def draw(id_: str) -> str:
    """One draw: its pool, its time, the result, and how to repeat it."""
    return render_template("people/draws/draw.html", page=_read_draw(db.session(), id_, current_user))


def _read_draw(session: Session, id_: str, reader: Reader) -> DrawPage:
    row = _find(session, id_)
    remember_names({*row.pool, row.called_by})
    made = leaves.at_index(session, row.drawn_index) if row.drawn_at else None
    may_cancel = _is_waiting(row) and _may_call(session, row.scope, reader)
    return DrawPage(
        draw=row,
        made=made,
        may_cancel=may_cancel,
        now=now(),
    )


@pages.get("/<id_>/cancel")
@allow("member")
def cancel(id_: str) -> str:
    """The form to cancel a draw, with a reason."""
    return render_template("people/draws/cancel.html", page=_read_draw_cancel(db.session(), id_, current_user))


def _read_draw_cancel(session: Session, id_: str, reader: Reader) -> DrawCancelPage:
    row = _find(session, id_)
    if not _is_waiting(row):
        abort(403)
    return DrawCancelPage(
        draw=row,
        may_call=_may_call(session, row.scope, reader),
    )


def _is_waiting(row: DrawRow) -> bool:
    return bool(row.due_at) and now() < row.draws_at


def _find(session: Session, id_: str) -> DrawRow:
    row = draws.draw(session, id_)
    if row is None:
        abort(404)
    remember_texts([row.purpose])
    remember_scopes([row.scope])
    return row


def _scope(session: Session, asked_for: str) -> str:
    if asked_for in ("", COMMUNITY):
        return asked_for
    if clubs.club(session, asked_for) is None:
        abort(404)
    return asked_for


def _may_call(session: Session, scope: str, reader: Reader) -> bool:
    if not reader.is_member:
        return False
    if scope == COMMUNITY:
        return bool(reader.is_administrator)
    return CONVENER in clubs.own_roles(session, scope, reader.member_id)


@pages.context_processor
def _words() -> dict[str, Any]:
    return {"role_words": role_words, "scope_words": scope_words}

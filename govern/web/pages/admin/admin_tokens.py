"""Administration of tokens: awards, confirmations and reversals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.people.second_signatures import bound_to
from govern.store.facts import tokens
from govern.store.facts.tokens import AwardRow
from govern.store.paging import Page
from govern.store.projection import Projection
from govern.store.views import directory
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, named, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.texts import remember_texts

pages = Blueprint("admin_tokens", __name__, url_prefix="/admin/tokens")
MOST = 50


@dataclass(frozen=True)
class AdminTokensPage:
    """Awards waiting for a second signature, and the form for a new one."""

    awards: Page[AwardRow]
    choices: Sequence[tuple[str, str]]
    searched: str
    most: int
    hindrances: Mapping[str, str]  # by award, why the reader cannot confirm it


@dataclass(frozen=True)
class AdminAwardPage:
    """One award, to be confirmed or reversed."""

    award: AwardRow
    bound: frozenset[str]
    hindrance: str


def _remember(awards: Sequence[AwardRow]) -> None:
    remember_names({one for award in awards for one in (award.to, award.made_by, award.confirmed_by, award.doubted_by)})
    remember_names(award.reversed_by for award in awards)
    remember_texts(one for award in awards for one in (award.reason, award.doubt))


@pages.get("")
@allow("administrator", "issuer")
def awards() -> str:
    """The form for an award, and the awards waiting for another issuer's confirmation or reversal."""
    return render_template("admin/tokens.html", page=_read_admin_tokens(db.session(), current_user))


def _read_admin_tokens(session: Session, reader: Reader) -> AdminTokensPage:
    words = request_args.search_text()
    place = request_args.cursor(int, str)
    page = tokens.page_of_waiting_awards(session, place)
    _remember(page.items)
    choices = named(id_ for id_, _name in directory.choices(session, words, MOST))
    bound = _bound(session, reader)
    return AdminTokensPage(
        awards=page,
        choices=[choice for choice in choices if choice[0] != reader.member_id],
        searched=words,
        most=MOST,
        hindrances={one.id: _hindrance(bound, one, reader) for one in page.items},
    )


@pages.get("/<id_>")
@allow("administrator", "issuer")
def award(id_: str) -> str:
    """One award, and the form to reverse it."""
    return render_template("admin/award.html", page=_read_admin_award(db.session(), id_, current_user))


def _read_admin_award(session: Session, id_: str, reader: Reader) -> AdminAwardPage:
    found = tokens.award(session, id_) or abort(404)
    _remember([found])
    return AdminAwardPage(
        award=found,
        bound=_bound(session, reader),
        hindrance=_hindrance_to_reverse(found, reader),
    )


def _hindrance_to_reverse(award: AwardRow, reader: Reader) -> str:
    """Why the reader cannot reverse an award; empty if possible."""
    if award.reversed_by:
        return str(_("It was taken back."))
    if "issuer" not in reader.roles:
        return str(_("Only an issuer can take it back."))
    if award.doubted_by == reader.member_id:
        return str(_("You signed that it is taken back, so another issuer has to sign the same."))
    return ""


def _bound(session: Session, reader: Reader) -> frozenset[str]:
    """The issuers whose signatures exclude the reader's own from counting."""
    return bound_to(Projection(session.connection()), reader.member_id, "issuer", now())


def _hindrance(bound: frozenset[str], award: AwardRow, reader: Reader) -> str:
    """Why the reader cannot confirm an award; empty if possible."""
    if "issuer" not in reader.roles:
        return str(_("Only an issuer can confirm it."))
    if award.made_by == reader.member_id:
        return str(_("You made it, so another issuer has to confirm it."))
    if award.to == reader.member_id:
        return str(_("It is for you, so another issuer has to confirm it."))
    if award.made_by in bound:
        return str(_("One of you gave the other the role of issuer, so another issuer has to confirm it."))
    return ""

"""The convener's dashboard of a club: requests to join, members and roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.rules.people.members import CLUB_ROLES
from govern.store.facts import clubs
from govern.store.facts.clubs import ClubMemberRow, ClubRow
from govern.store.facts.members import RoleRow
from govern.store.paging import Page
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, named, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.pages.people.clubs import MOST, MOST_ROLES, find_club
from govern.web.pages.people.offices import elected_in
from govern.web.words.terms.scope_words import club_words

pages = Blueprint("club_desk", __name__, url_prefix="/clubs")
CONVENER: Final = "convener"


@dataclass(frozen=True)
class ClubDashboard:
    """The tasks and tools of a club's conveners."""

    club: ClubRow
    convenes: bool
    asking: Page[ClubMemberRow]
    roles: Sequence[RoleRow]
    grantable: tuple[str, ...]
    choices: Sequence[tuple[str, str]]
    searched: str
    most: int


@dataclass(frozen=True)
class ClubRemovalPage:
    """The form that declines an applicant or ends a membership."""

    club: ClubRow
    found: ClubMemberRow
    held: Sequence[str]


@pages.get("/<id_>/desk")
@allow("member")
def desk(id_: str) -> str:
    """For the club's conveners; an administrator closes a club here, or names a missing convener."""
    return render_template("people/clubs/desk.html", page=_read_club_dashboard(db.session(), id_, current_user))


def _read_club_dashboard(session: Session, id_: str, reader: Reader) -> ClubDashboard:
    row, words = find_club(session, id_), request_args.search_text()
    convenes = CONVENER in clubs.own_roles(session, id_, reader.member_id)
    if not (convenes or reader.is_administrator) or row.closed_at:
        abort(403)
    asking = clubs.page_of_asking(session, id_, request_args.cursor(int, str))
    roles = clubs.roles_in(session, id_, MOST_ROLES)
    remember_names({*(one.member for one in asking.items), *(one.member for one in roles)})
    return ClubDashboard(
        club=row,
        convenes=convenes,
        asking=asking,
        roles=roles,
        grantable=_grantable(roles, convenes=convenes),
        choices=named(one for one, _name in clubs.choices(session, id_, words, MOST)),
        searched=words,
        most=MOST,
    )


def _grantable(roles: Sequence[RoleRow], *, convenes: bool) -> tuple[str, ...]:
    if convenes:
        return CLUB_ROLES
    return () if any(one.role == CONVENER for one in roles) else (CONVENER,)


@pages.get("/<id_>/desk/<member>")
@allow("member")
def removal(id_: str, member: str) -> str:
    """The form to decline a request to join or end a membership, with a reason."""
    return render_template(
        "people/clubs/removal.html", page=_read_club_removal(db.session(), id_, member, current_user)
    )


def _read_club_removal(session: Session, id_: str, member: str, reader: Reader) -> ClubRemovalPage:
    row = find_club(session, id_)
    found = clubs.membership(session, id_, member)
    if found is None or not (found.active or found.asked_at):
        abort(404)
    if CONVENER not in clubs.own_roles(session, id_, reader.member_id) or row.closed_at:
        abort(403)
    remember_names([member])
    held = clubs.own_roles(session, id_, member)
    return ClubRemovalPage(
        club=row,
        found=found,
        held=sorted(held),
    )


@pages.context_processor
def _words() -> dict[str, Any]:
    return {"elected_in": elected_in, "club_words": club_words}

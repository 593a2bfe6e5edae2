"""Administration of roles: their holders, and the signed statements that grant and end them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from sqlalchemy.orm import Session

from govern.rules.people.members import COMMUNITY_ROLES
from govern.store.facts import members
from govern.store.facts.members import RoleRow
from govern.store.views import directory
from govern.web.frame import request_args
from govern.web.frame.access.people import named, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.pages.people.offices import elected_in

pages = Blueprint("admin_roles", __name__, url_prefix="/admin/roles")
MOST = 50
USUAL = ("administrator", "registrar", "issuer", "treasurer")  # needed everywhere; others only by the rules
ROLES = (*USUAL, *(role for role in COMMUNITY_ROLES if role not in USUAL))


@dataclass(frozen=True)
class AdminRolesPage:
    """The holders of each role, and the candidates for it."""

    holders: Mapping[str, Sequence[RoleRow]]
    choices: Sequence[tuple[str, str]]
    offered: Sequence[str]
    searched: str
    most: int


@pages.get("")
@allow("administrator")
def roles() -> str:
    """Each role, its powers, and its holders."""
    return render_template("admin/roles.html", page=_read_admin_roles(db.session()))


def _read_admin_roles(session: Session) -> AdminRolesPage:
    words = request_args.search_text()
    holders = {role: members.holders(session, role, 2 * MOST) for role in ROLES}
    remember_names({row.member for rows in holders.values() for row in rows})
    choices = named(id_ for id_, _name in directory.choices(session, words, MOST))
    return AdminRolesPage(
        holders=holders,
        choices=choices,
        offered=(*ROLES[1:], ROLES[0]),
        searched=words,
        most=MOST,
    )


@pages.context_processor
def _words() -> dict[str, object]:
    return {"elected_in": elected_in}

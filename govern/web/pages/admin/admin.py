"""The overview of the administration: pending tasks, and links to its pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts import community
from govern.store.facts.community import RulebookRow
from govern.store.private import accounts
from govern.store.views.tasks import tasks
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.admin.troubles import ShownTrouble, told_troubles

pages = Blueprint("admin", __name__, url_prefix="/admin")


@dataclass(frozen=True)
class AdminPage:
    """The open tasks of the administration."""

    keys: int
    awards: int
    rulebook: RulebookRow | None
    troubles: Sequence[ShownTrouble] | tuple[()]


@pages.get("/")
@allow("administrator", "registrar", "issuer")
def overview() -> str:
    """The reader's pending tasks, and the powers and limits of administration."""
    return render_template("admin/overview.html", page=_read_admin(db.session(), current_user))


def _read_admin(session: Session, reader: Reader) -> AdminPage:
    roles = reader.roles
    return AdminPage(
        keys=accounts.count_waiting_claims(session) if roles & {"administrator", "registrar"} else 0,
        awards=tasks.awards_to_confirm(session, reader.member_id, now()) if "issuer" in roles else 0,
        rulebook=community.rulebook_in_force(session, now()),
        troubles=told_troubles() if "administrator" in roles else (),
    )

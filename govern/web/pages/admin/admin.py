"""Administration: what waits, and where everything is done."""

from flask import Blueprint, render_template
from flask_login import current_user

from govern.store.facts import community
from govern.store.private import accounts
from govern.store.views.tasks import tasks
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.admin.troubles import told_troubles

pages = Blueprint("admin", __name__, url_prefix="/admin")


@pages.get("/")
@allow("administrator", "registrar", "issuer")
def overview() -> str:
    """What waits for whoever looks, and what administration can and cannot do."""
    session, roles = db.session(), current_user.roles
    return render_template(
        "admin/overview.html",
        keys=accounts.count_waiting_claims(session) if roles & {"administrator", "registrar"} else 0,
        awards=tasks.awards_to_confirm(session, current_user.member_id, now()) if "issuer" in roles else 0,
        rulebook=community.rulebook_in_force(session, now()),
        troubles=told_troubles() if "administrator" in roles else (),
    )

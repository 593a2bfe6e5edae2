"""Administration of tokens: awards made by one issuer and confirmed by another."""

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_login import current_user

from govern.store import directory, tokens
from govern.store.tokens import AwardRow
from govern.web import asked
from govern.web.database import db
from govern.web.people import name_of, remember_names
from govern.web.security import allow
from govern.web.texts import remember_texts

pages = Blueprint("admin_tokens", __name__, url_prefix="/admin/tokens")
MOST = 50


@pages.get("")
@allow("administrator", "issuer")
def awards() -> str:
    """The form for an award, and the awards that wait for another issuer."""
    words = asked.words()
    place = asked.place(int, str)
    page = tokens.page_of_waiting_awards(db.session(), place)
    remember_names({one for award in page.items for one in (award.to, award.made_by)})
    remember_texts([award.reason for award in page.items])
    choices = [(id_, name or name_of(id_)) for id_, name in directory.choices(db.session(), words, MOST)]
    return render_template(
        "admin/tokens.html",
        page=page,
        choices=[choice for choice in choices if choice[0] != current_user.member_id],
        searched=words,
        most=MOST,
        hindrance=_hindrance,
    )


def _hindrance(award: AwardRow) -> str:
    """Why the reader cannot confirm an award; empty if they can."""
    if "issuer" not in current_user.roles:
        return str(_("Only an issuer can confirm it."))
    if award.made_by == current_user.member_id:
        return str(_("You made it, so another issuer has to confirm it."))
    if award.to == current_user.member_id:
        return str(_("It is for you, so another issuer has to confirm it."))
    return ""

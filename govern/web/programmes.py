"""Programmes: what money can be meant for, of the community and of its clubs."""

from flask import Blueprint, render_template
from flask_login import current_user

from govern.domain.rulebooks import COMMUNITY
from govern.store import budgets, clubs, ledger
from govern.web import treasury_words
from govern.web.database import db
from govern.web.scope_words import remember_scopes, scope_words
from govern.web.security import allow
from govern.web.services import now
from govern.web.treasury_words import shared

pages = Blueprint("programmes", __name__, url_prefix="/treasury/programmes")


@pages.get("")
@allow("anyone")
def index() -> str:
    """All programmes, each with its running lines and the money that is restricted to it."""
    known = treasury_words.programmes()
    remember_scopes(one.scope for one in known.values())
    return render_template(
        "treasury/programmes.html",
        programmes=known.values(),
        lines=budgets.lines(db.session(), "running", now()),
        funds=ledger.funds(db.session()),
        accounts=treasury_words.accounts(),
        treasurer="treasurer" in current_user.roles,
        **shared(),
    )


@pages.get("/new")
@allow("treasurer")
def new() -> str:
    """The form for a new programme."""
    open_clubs = clubs.all_open(db.session())
    remember_scopes(open_clubs)
    scopes = [(scope, scope_words(scope)) for scope in (COMMUNITY, *open_clubs)]
    return render_template("treasury/open_programme.html", scopes=scopes, **shared())

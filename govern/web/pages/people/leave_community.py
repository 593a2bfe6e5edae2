"""Leaving the community: what stays for ever, and which offices must be given up first."""

from typing import Final

from flask import Blueprint, render_template
from flask_login import current_user

from govern.store.facts import clubs, members
from govern.store.facts.clubs import ClubRow
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.prose.texts import remember_texts
from govern.web.words.terms.scope_words import club_words

pages = Blueprint("leaving", __name__, url_prefix="/account/leaving")
MOST: Final = 50


@pages.get("")
@allow("member")
def leaving() -> str:
    """Plain words on what leaving means, the offices still held, and the form."""
    session = db.session()
    held = members.offices_of(session, current_user.member_id, MOST)
    own = clubs.clubs_of(session, current_user.member_id, MOST)
    found = {one.scope: db.session.get(ClubRow, one.scope) for one in held if one.scope.startswith("c_")}
    remember_texts([club.name for club in (*found.values(), *(one.club for one in own)) if club is not None])
    names = {scope: club_words(club) for scope, club in found.items()}
    return render_template("accounts/leaving.html", held=held, names=names, own=own, club_words=club_words)

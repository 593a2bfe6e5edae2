"""Leaving the community: its consequences, and the offices to give up first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts import clubs, members
from govern.store.facts.clubs import ClubMembership
from govern.store.facts.members import RoleRow
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.pages.people.offices import elected_in
from govern.web.prose.texts import remember_texts
from govern.web.words.terms.scope_words import club_words

pages = Blueprint("leaving", __name__, url_prefix="/account/leaving")
MOST: Final = 50


@dataclass(frozen=True)
class LeavingPage:
    """The form to leave the community, with the reader's remaining offices and clubs."""

    held: Sequence[RoleRow]
    names: Mapping[str, str]
    own: Sequence[ClubMembership]
    own_names: Sequence[str]


@pages.get("")
@allow("member")
def leaving() -> str:
    """The consequences of leaving, the offices still held, and the form."""
    return render_template("signing_in/accounts/leaving.html", page=_read_leaving(db.session(), current_user))


def _read_leaving(session: Session, reader: Reader) -> LeavingPage:
    held = members.offices_of(session, reader.member_id, MOST)
    own = clubs.clubs_of(session, reader.member_id, MOST)
    found = {one.scope: clubs.club(session, one.scope) for one in held if one.scope.startswith("c_")}
    remember_texts([club.name for club in (*found.values(), *(one.club for one in own)) if club is not None])
    names = {scope: club_words(club) for scope, club in found.items()}
    return LeavingPage(
        held=held,
        names=names,
        own=own,
        own_names=[club_words(one.club) for one in own],
    )


@pages.context_processor
def _words() -> dict[str, object]:
    return {"elected_in": elected_in}

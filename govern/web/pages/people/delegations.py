"""Delegations: one's own, made and ended; those to oneself; where one's voice goes in each vote."""

import datetime
from typing import Any, Final

from flask import Blueprint, render_template, request
from flask_login import current_user

from govern.protocol.units import DAY
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.voting import delegation
from govern.rules.voting.delegation import MOST_MS, TOPIC
from govern.store.facts import clubs, delegations
from govern.store.facts.delegations import DelegationRow
from govern.store.projection import Projection
from govern.store.views import directory
from govern.web.frame import request_args
from govern.web.frame.access.people import named, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.services import now
from govern.web.pages.proposals.lifecycle import stage_words
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.prose.texts import moment
from govern.web.words.results.delegation_chains import own_voice
from govern.web.words.statements.club_sentences import area_words
from govern.web.words.statements.statement_subjects import remember
from govern.web.words.terms.scope_words import topic_words

pages = Blueprint("delegations", __name__, url_prefix="/delegations")
FEW: Final = 5
MOST: Final = 50


@pages.get("")
@allow("member")
def index() -> str:
    """My delegations, what each covers and until when, and where my voice goes in votes under way."""
    session, at = db.session(), now()
    page = delegations.page_of_own(session, current_user.member_id, request_args.cursor(int))
    votes = delegations.page_of_votes(session, current_user.member_id, at, None)
    lines = votes.items[:FEW]
    _remember(page.items)
    remember_lines(list(lines))
    more = len(votes.items) > FEW
    return render_template("delegations/index.html", page=page, lines=lines, more=more, at=at)


def _remember(rows: tuple[DelegationRow, ...]) -> None:
    remember({"area": row.area, "delegate": row.delegate, "member": row.member} for row in rows)


@pages.get("/votes")
@allow("member")
def votes() -> str:
    """Every vote, announced or open, in which somebody may vote for me, and where my voice goes."""
    page = delegations.page_of_votes(db.session(), current_user.member_id, now(), request_args.cursor(int))
    remember_lines(list(page.items))
    return render_template("delegations/votes.html", page=page, at=now())


@pages.get("/to-me")
@allow("member")
def to_me() -> str:
    """Who lets me vote for them."""
    page = delegations.page_to(db.session(), current_user.member_id, now(), request_args.cursor(int))
    _remember(page.items)
    return render_template("delegations/to_me.html", page=page)


@pages.get("/new")
@allow("member")
def new() -> str:
    """First the area, then the person and the end."""
    area = request.args.get("area", "")[:64]
    if not area:
        return render_template("delegations/areas.html", **_areas())
    session, member, words = db.session(), current_user.member_id, request_args.search_text()
    before = delegations.own(session, member, area)
    chain = {"prev": before.id if before else "", "seq": before.seq + 1 if before else 1}
    remember([{"area": area, "delegate": before.delegate if before else ""}])
    obstacle = refusal(delegation.make, member=member, area=area, delegate="", ends=now() + DAY, **chain)
    found = directory.choices(session, words, MOST + 1)
    return render_template(
        "delegations/new.html",
        area=area,
        obstacle=obstacle,
        before=before,
        fixed={"area": area, **chain},
        choices=named(one for one, _name in found if one != member)[:MOST],
        searched=words,
        most=MOST,
        days=_days(now()),
        at=now(),
    )


def _areas() -> dict[str, Any]:
    own = clubs.clubs_of(db.session(), current_user.member_id, MOST)
    state = Projection(db.session.connection())
    topics = {topic for scope in (COMMUNITY, *(one.club.club for one in own)) for topic in _topics(state, scope)}
    areas = [COMMUNITY, *(TOPIC + topic for topic in sorted(topics)), *(one.club.club for one in own)]
    remember([{"area": area} for area in areas])
    return {"areas": areas}


def _topics(state: Projection, scope: str) -> tuple[str, ...]:
    return typed(in_force(state, scope, now())).topics


def _days(at: int) -> dict[str, datetime.date]:
    """The first and the last day that a delegation may end on, and the one that is offered."""
    last = at + MOST_MS - 2 * DAY  # days end later in some time zones
    return {name: moment(end).date() for name, end in (("first", at), ("usual", at + 365 * DAY), ("last", last))}


@pages.app_context_processor
def _voice() -> dict[str, Any]:
    return {"own_voice": own_voice}


@pages.context_processor
def _words() -> dict[str, Any]:
    return {
        "area_words": area_words,
        "name_people": remember_names,
        "stage_words": stage_words,
        "topic_words": topic_words,
    }

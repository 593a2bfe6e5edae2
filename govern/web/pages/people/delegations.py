"""Delegations: the reader's own, those to the reader, and the chain in each vote."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask import Blueprint, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.state import founded
from govern.protocol.units import DAY
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.rulebook.rules import Rules
from govern.rules.voting import delegation
from govern.rules.voting.delegation import MOST_MS, TOPIC
from govern.rules.voting.electorate import has_vote
from govern.store.facts import clubs, delegations
from govern.store.facts.delegations import DelegationRow
from govern.store.facts.proposals import ProposalSummary
from govern.store.paging import Page
from govern.store.projection import Projection
from govern.store.views import directory
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, named, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.dry_run import refusal
from govern.web.frame.gettext import _
from govern.web.frame.services import now
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.pages.votes.delegation_chains import OwnVoice, own_voices
from govern.web.prose.texts import moment
from govern.web.words.statements.statement_subjects import remember
from govern.web.words.statements.types.delegation import area_words
from govern.web.words.terms.choice_words import vote_words
from govern.web.words.terms.scope_words import topic_words
from govern.web.words.terms.stage_words import stage_words

pages = Blueprint("delegations", __name__, url_prefix="/delegations")
FEW: Final = 5
CLUB: Final = "c_"
MOST: Final = 50


@dataclass(frozen=True)
class DelegationAreasPage:
    """The areas in which the reader can delegate."""

    areas: Sequence[str]


@dataclass(frozen=True)
class NewDelegationPage:
    """The form for a delegation in an area, or the reason against it."""

    area: str
    obstacle: str
    before: DelegationRow | None
    fixed: Mapping[str, str | int]
    choices: Sequence[tuple[str, str]]
    in_vain: bool  # whether one of the choices has no vote at present
    searched: str
    most: int
    days: Mapping[str, datetime.date]
    at: int


@dataclass(frozen=True)
class DelegationsPage:
    """The reader's delegations, and their delegation chains in current votes."""

    delegations: Page[DelegationRow]
    dead_ends: frozenset[str]  # delegates without a vote at present
    lines: tuple[ProposalSummary, ...]
    voices: Mapping[str, OwnVoice]  # by proposal
    more: bool
    at: int


@dataclass(frozen=True)
class DelegatedVotesPage:
    """The current votes in which a delegate may vote for the reader."""

    votes: Page[ProposalSummary]
    voices: Mapping[str, OwnVoice]  # by proposal
    at: int


@dataclass(frozen=True)
class DelegatorsPage:
    """The delegations to the reader."""

    delegations: Page[DelegationRow]


@pages.get("")
@allow("member")
def index() -> str:
    """The reader's delegations with area and end, and the chains in current votes."""
    return render_template("people/delegations/index.html", page=_read_delegations(db.session(), current_user))


def _read_delegations(session: Session, reader: Reader) -> DelegationsPage:
    at = now()
    page = delegations.page_of_own(session, reader.member_id, request_args.cursor(int))
    votes = delegations.page_of_votes(session, reader.member_id, at, None)
    lines = votes.items[:FEW]
    _remember(page.items)
    remember_lines(list(lines))
    more = len(votes.items) > FEW
    state = Projection(session.connection())
    return DelegationsPage(
        delegations=page,
        dead_ends=_dead_ends(session, state, [(row.delegate, row.area) for row in page.items if row.delegate], at),
        lines=lines,
        voices=own_voices(session, lines, reader.member_id, at),
        more=more,
        at=at,
    )


def _remember(rows: tuple[DelegationRow, ...]) -> None:
    remember({"area": row.area, "delegate": row.delegate, "member": row.member} for row in rows)


@pages.get("/votes")
@allow("member")
def votes() -> str:
    """Every announced or open vote with a delegation of the reader, and its chain."""
    return render_template("people/delegations/votes.html", page=_read_delegated_votes(db.session(), current_user))


def _read_delegated_votes(session: Session, reader: Reader) -> DelegatedVotesPage:
    at = now()
    page = delegations.page_of_votes(session, reader.member_id, at, request_args.cursor(int))
    remember_lines(list(page.items))
    return DelegatedVotesPage(page, own_voices(session, page.items, reader.member_id, at), at)


@pages.get("/to-me")
@allow("member")
def to_me() -> str:
    """The delegations to the reader."""
    return render_template("people/delegations/to_me.html", page=_read_delegators(db.session(), current_user))


def _read_delegators(session: Session, reader: Reader) -> DelegatorsPage:
    page = delegations.page_to(session, reader.member_id, now(), request_args.cursor(int))
    _remember(page.items)
    return DelegatorsPage(
        delegations=page,
    )


@pages.get("/new")
@allow("member")
def new() -> str:
    """The form: first the area, then the person and the end."""
    area = request.args.get("area", "")[:64]
    if not area:
        return render_template("people/delegations/areas.html", page=_read_areas(db.session(), current_user))
    return render_template("people/delegations/new.html", page=_read_new_delegation(db.session(), area, current_user))


def _read_new_delegation(session: Session, area: str, reader: Reader) -> NewDelegationPage:
    member, words, at = reader.member_id, request_args.search_text(), now()
    before = delegations.own(session, member, area)
    chain: dict[str, str | int] = {"prev": before.id if before else "", "seq": before.seq + 1 if before else 1}
    remember([{"area": area, "delegate": before.delegate if before else ""}])
    found = [one for one, _name in directory.choices(session, words, MOST + 1) if one != member][:MOST]
    obstacle = refusal(delegation.make, member=member, area=area, delegate="", ends=at + DAY, **chain)
    state, chosen = Projection(session.connection()), [] if obstacle else [(one, area) for one in found]
    dead_ends = _dead_ends(session, state, chosen, at)
    return NewDelegationPage(
        area=area,
        obstacle=obstacle,
        before=before,
        fixed={"area": area, **chain},
        choices=[(one, _marked(name) if one in dead_ends else name) for one, name in named(found)],
        in_vain=bool(dead_ends),
        searched=words,
        most=MOST,
        days=_days(at),
        at=at,
    )


def _dead_ends(session: Session, state: Projection, chosen: Iterable[tuple[str, str]], at: int) -> frozenset[str]:
    """The delegates, of pairs with their area, to whom a delegation is in vain now."""
    by_scope: dict[str, set[str]] = {}
    for delegate, area in chosen:
        by_scope.setdefault(area if area.startswith(CLUB) else COMMUNITY, set()).add(delegate)
    supply = founded(state).supply
    return frozenset(
        one
        for scope, members in by_scope.items()
        for rules in [typed(in_force(state, scope, at))]
        for one in delegations.dead_ends(session, members, at, partial(_has_vote, rules, supply))
    )


def _has_vote(rules: Rules, supply: int, tokens: int) -> bool:
    return has_vote(rules, tokens, supply)


def _marked(name: str) -> str:
    return _("%(name)s (no vote at present)", name=name)


def _read_areas(session: Session, reader: Reader) -> DelegationAreasPage:
    own = clubs.clubs_of(session, reader.member_id, MOST)
    state = Projection(session.connection())
    topics = {topic for scope in (COMMUNITY, *(one.club.club for one in own)) for topic in _topics(state, scope)}
    areas = [COMMUNITY, *(TOPIC + topic for topic in sorted(topics)), *(one.club.club for one in own)]
    remember([{"area": area} for area in areas])
    return DelegationAreasPage(areas)


def _topics(state: Projection, scope: str) -> tuple[str, ...]:
    return typed(in_force(state, scope, now())).topics


def _days(at: int) -> dict[str, datetime.date]:
    """The first and the last possible end of a delegation, and the default."""
    last = at + MOST_MS - 2 * DAY  # days end later in other time zones
    return {name: moment(end).date() for name, end in (("first", at), ("usual", at + 365 * DAY), ("last", last))}


@pages.context_processor
def _words() -> dict[str, Any]:
    return {
        "vote_words": vote_words,
        "area_words": area_words,
        "name_people": remember_names,
        "stage_words": stage_words,
        "topic_words": topic_words,
    }

"""Clubs: the list, one club with its people and proposals, and the form to open one."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from flask import Blueprint, abort, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.store.facts import clubs, proposals
from govern.store.facts.clubs import ClubMemberRow, ClubMembership, ClubRow
from govern.store.facts.community import RulebookRow, rulebook_in_force
from govern.store.facts.members import RoleRow
from govern.store.facts.proposals import ProposalFilter, ProposalSummary
from govern.store.facts.treasury import BudgetLineRow
from govern.store.paging import Page
from govern.store.views import budgets, directory
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, named, remember_names
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.people.offices import elected_in
from govern.web.pages.proposals.proposals import remember_lines
from govern.web.prose.texts import remember_texts
from govern.web.words.kinds import kind_words
from govern.web.words.terms.scope_words import club_words
from govern.web.words.terms.stage_words import stage_words
from govern.web.words.terms.treasury_words import programme_words

pages = Blueprint("clubs", __name__, url_prefix="/clubs")
FEW: Final = 5
MOST: Final = 50
MOST_ROLES: Final = 100


ClubStanding = Literal["belongs", "asked", "may-ask", ""]  # of the reader


@dataclass(frozen=True)
class ClubPage:
    """One club: purpose, people, roles, rulebook and latest proposals."""

    club: ClubRow
    roles: Sequence[RoleRow]
    people: Page[ClubMemberRow]
    proposals: tuple[ProposalSummary, ...]
    more_proposals: bool
    membership: ClubMemberRow | None
    standing: ClubStanding
    opens_desk: bool
    held: frozenset[str]
    rulebook: RulebookRow | None
    budget: Sequence[BudgetLineRow]
    at: int


@dataclass(frozen=True)
class NewClubPage:
    """The form to open a club, with a fresh id."""

    club: str
    choices: Sequence[tuple[str, str]]
    searched: str
    most: int


@dataclass(frozen=True)
class ClubsPage:
    """All clubs or the results of a search, and the reader's own clubs."""

    clubs: Page[ClubRow]
    own: Sequence[ClubMembership]
    searched: str


@dataclass(frozen=True)
class ClubMembersPage:
    """The members of a club."""

    club: ClubRow
    members: Page[ClubMemberRow]
    searched: str


@dataclass(frozen=True)
class ClubProposalsPage:
    """All proposals of a club."""

    club: ClubRow
    proposals: Page[ProposalSummary]
    now: int


@pages.get("")
@allow("anyone")
def index() -> str:
    """All clubs, newest first, filtered by the words of their names."""
    return render_template("people/clubs/index.html", page=_read_clubs(db.session(), current_user))


def _read_clubs(session: Session, reader: Reader) -> ClubsPage:
    words = request_args.search_text()
    page = clubs.page(session, words, request_args.cursor(int, str))
    own = clubs.clubs_of(session, reader.member_id, MOST) if reader.is_member else []
    remember_texts(text for club in page.items for text in (club.name, club.purpose))
    remember_texts(one.club.name for one in own)
    return ClubsPage(
        clubs=page,
        own=own,
        searched=words,
    )


@pages.get("/new")
@allow("administrator")
def new() -> str:
    """The form to open a club and name its first convener."""
    return render_template("people/clubs/new.html", page=_read_new_club(db.session()))


def _read_new_club(session: Session) -> NewClubPage:
    words = request_args.search_text()
    choices = named(id_ for id_, _name in directory.choices(session, words, MOST))
    return NewClubPage(
        club="c_" + secrets.token_hex(12),
        choices=choices,
        searched=words,
        most=MOST,
    )


@pages.get("/<id_>")
@allow("anyone")
def club(id_: str) -> str:
    """One club: purpose, people, roles, rulebook and latest proposals; to join or to leave."""
    return render_template("people/clubs/club.html", page=_read_club(db.session(), id_, current_user))


def _read_club(session: Session, id_: str, reader: Reader) -> ClubPage:
    row = find_club(session, id_)
    roles = clubs.roles_in(session, id_, MOST_ROLES)
    people = clubs.page_of_members(session, id_, "", None, names=False)
    own = proposals.page(session, ProposalFilter(scope=id_), now(), None)
    remember_names({*(one.member for one in roles), *(one.member for one in people.items), row.opened_by})
    remember_lines(own.items)
    membership = clubs.membership(session, id_, reader.member_id)
    held = clubs.own_roles(session, id_, reader.member_id)
    return ClubPage(
        club=row,
        roles=roles,
        people=people,
        proposals=own.items[:FEW],
        more_proposals=len(own.items) > FEW,
        membership=membership,
        standing=_standing(row, membership, reader),
        opens_desk=not row.closed_at and ("convener" in held or "administrator" in reader.roles),
        held=held,
        rulebook=rulebook_in_force(session, now(), id_),
        budget=budgets.running_of(session, id_, now()),
        at=now(),
    )


def _standing(club: ClubRow, membership: ClubMemberRow | None, reader: Reader) -> ClubStanding:
    if membership is not None and membership.active:
        return "belongs"
    if membership is not None and membership.asked_at:
        return "asked"
    return "may-ask" if reader.is_member and not club.closed_at else ""


def find_club(session: Session, id_: str) -> ClubRow:
    """The club of a URL, or a 404; loads its texts."""
    row = clubs.club(session, id_)
    if row is None:
        abort(404)
    remember_texts((row.name, row.purpose))
    return row


@pages.get("/<id_>/members")
@allow("anyone")
def members(id_: str) -> str:
    """All members of a club, the last to join first."""
    return render_template("people/clubs/members.html", page=_read_club_members(db.session(), id_))


def _read_club_members(session: Session, id_: str) -> ClubMembersPage:
    row, words = find_club(session, id_), request_args.search_text()
    page = clubs.page_of_members(session, id_, words, request_args.cursor(int, str), names=may_know_names())
    remember_names(one.member for one in page.items)
    return ClubMembersPage(
        club=row,
        members=page,
        searched=words,
    )


@pages.get("/<id_>/proposals")
@allow("anyone")
def proposals_(id_: str) -> str:
    """All proposals of a club, newest first."""
    return render_template("people/clubs/proposals.html", page=_read_club_proposals(db.session(), id_))


def _read_club_proposals(session: Session, id_: str) -> ClubProposalsPage:
    row = find_club(session, id_)
    page = proposals.page(session, ProposalFilter(scope=id_), now(), request_args.cursor(int, str))
    remember_lines(page.items)
    return ClubProposalsPage(
        club=row,
        proposals=page,
        now=now(),
    )


@pages.context_processor
def _words() -> dict[str, Any]:
    return {
        "elected_in": elected_in,
        "club_words": club_words,
        "programme_words": programme_words,
        "kind_words": kind_words,
        "stage_words": stage_words,
    }

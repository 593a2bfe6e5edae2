"""Elected offices: the holders of seats with their terms, vacant seats, and former holders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import Blueprint, abort, render_template, url_for
from sqlalchemy.orm import Session

from govern.rules.proposals.kinds import asking
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import clubs, elections
from govern.store.facts.elections import SeatRow, Term
from govern.store.paging import Page
from govern.web.frame import request_args
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.lookup import lookup
from govern.web.prose.texts import moment, remember_texts
from govern.web.words.terms import seat_words
from govern.web.words.terms.scope_words import scope_words

pages = Blueprint("offices", __name__, url_prefix="/offices")
MOST: Final = 200


@dataclass(frozen=True)
class Office:
    """An office of a scope: the held seats, the number of vacant ones, and the address of the by-election form."""

    name: str
    held: list[SeatRow]
    seats: int
    ends: int
    by_election: str

    @property
    def vacant(self) -> int:
        """The number of vacant seats of a running term."""
        return max(0, self.seats - len(self.held))


@dataclass(frozen=True)
class OfficesPage:
    """The elected offices of a scope, and who held them before."""

    election: str
    scope: str
    scope_name: str
    offices: Sequence[Office]
    past: Page[SeatRow]
    ended: Mapping[str, str]  # how a seat ended, in words


def elected_in(scope: str) -> frozenset[tuple[str, str]]:
    """The (member, office) pairs held by election in a scope, which only elections end."""
    return lookup().elected.get(scope) or frozenset()


@pages.get("")
@pages.get("/<scope>")
@allow("anyone")
def index(scope: str = COMMUNITY) -> str:
    """The elected offices of the community or of a club."""
    return render_template("people/offices/index.html", page=_read_offices(db.session(), scope))


def _read_offices(session: Session, scope: str) -> OfficesPage:
    _check(session, scope)
    page = elections.seats_past(session, scope, request_args.cursor(int, str, str))
    found = offices(session, scope)
    remember_names({one.holder for one in (*page.items, *(seat for office in found for seat in office.held))})
    return OfficesPage(
        election=asking("candidates")[0],
        scope=scope,
        scope_name=scope_words(scope),
        offices=found,
        past=page,
        ended={one.ended: seat_words.ended(one.ended) for one in page.items},
    )


def _check(session: Session, scope: str) -> None:
    if scope == COMMUNITY:
        return
    club = clubs.club(session, scope)
    if club is None:
        abort(404)
    remember_texts([club.name])


def offices(session: Session, scope: str) -> list[Office]:
    """The offices of a scope with a running term or a held seat, by name."""
    terms, held = elections.terms_under_way(session, scope), elections.seats_held(session, scope)
    names = sorted({*(one.office for one in terms), *(one.office for one in held)})
    return [_office(scope, name, terms, [one for one in held if one.office == name]) for name in names]


def _office(scope: str, name: str, terms: list[Term], held: list[SeatRow]) -> Office:
    own = [one for one in terms if one.office == name]
    seats, ends = sum(one.seats for one in own), own[0].ends if own else 0
    link = _by_election(scope, name, seats - len(held), ends) if seats > len(held) else ""
    return Office(name, held, seats, ends, link)


def _by_election(scope: str, office: str, seats: int, ends: int) -> str:
    """The address of the form for a by-election, filled in."""
    until = moment(ends).date().isoformat()
    where: dict[str, Any] = {"scope": scope, "office": office}
    return url_for("drafts.new", kind=asking("candidates")[0], seats=seats, by_election="yes", until=until, **where)

"""Members: the list, and one member's public facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template
from sqlalchemy.orm import Session

from govern.store.facts import clubs, elections, members, proposals, tokens
from govern.store.facts.clubs import ClubMembership
from govern.store.facts.elections import SeatRow
from govern.store.facts.members import KeyRow, MemberRow, RoleRow
from govern.store.facts.proposals import ProposalFilter, ProposalSummary
from govern.store.facts.tokens import AwardRow
from govern.store.paging import Page
from govern.store.views import directory
from govern.store.views.votes import Vote, page_of_votes
from govern.web.frame import request_args
from govern.web.frame.access.people import remember_names
from govern.web.frame.access.read_access import may_know_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.prose.fingerprints import fingerprint
from govern.web.prose.texts import remember_texts
from govern.web.words.kinds import kind_words
from govern.web.words.terms import seat_words
from govern.web.words.terms.choice_words import vote_words
from govern.web.words.terms.scope_words import club_words, remember_scopes, scope_words
from govern.web.words.terms.stage_words import stage_words

pages = Blueprint("members", __name__, url_prefix="/members")
FEW = 5
MOST_CLUBS = 50
MOST_SEATS = 20


@dataclass(frozen=True)
class MemberPage:
    """One member: roles, keys, and the latest awards, proposals and ballots."""

    member: MemberRow
    roles: Sequence[RoleRow]
    keys: Sequence[tuple[KeyRow, str]]  # each with its fingerprint
    awards: Page[AwardRow]
    proposals: tuple[ProposalSummary, ...]
    more_proposals: bool
    votes: Page[Vote]
    clubs: Sequence[ClubMembership]
    seats: Sequence[tuple[SeatRow, str]]
    now: int


@dataclass(frozen=True)
class MembersPage:
    """All members or the results of a search, with their roles."""

    members: Page[MemberRow]
    roles: Mapping[str, Sequence[str]]
    searched: str


@dataclass(frozen=True)
class MemberAwardsPage:
    """All awards to a member."""

    member: MemberRow
    awards: Page[AwardRow]


@dataclass(frozen=True)
class MemberProposalsPage:
    """All proposals of a member."""

    member: MemberRow
    proposals: Page[ProposalSummary]
    now: int


@dataclass(frozen=True)
class MemberBallotsPage:
    """Each vote that a member took part in."""

    member: MemberRow
    votes: Page[Vote]


@pages.get("")
@allow("anyone")
def members_() -> str:
    """All members, newest first; searched by name by readers who may see names, otherwise by id."""
    return render_template("people/members/members.html", page=_read_members(db.session()))


def _read_members(session: Session) -> MembersPage:
    words = request_args.search_text()
    page = directory.page(session, words, request_args.cursor(int, str), names=may_know_names())
    ids = [row.member for row in page.items]
    remember_names(ids)
    return MembersPage(
        members=page,
        roles=members.roles_of(session, ids),
        searched=words,
    )


@pages.get("/<id_>")
@allow("anyone")
def member(id_: str) -> str:
    """One member: roles, keys, and the latest awards, proposals and ballots."""
    return render_template("people/members/member.html", page=_read_member(db.session(), id_))


def _read_member(session: Session, id_: str) -> MemberPage:
    row = _member(session, id_)
    awards = tokens.page_of_awards(session, id_, None, FEW)
    own = proposals.page(session, ProposalFilter(author=id_), now(), None).items[: FEW + 1]
    cast = page_of_votes(session, id_, None, FEW)
    own_clubs = clubs.clubs_of(session, id_, MOST_CLUBS)
    remember_texts(one.club.name for one in own_clubs)
    _remember(awards.items, own, cast.items)
    return MemberPage(
        member=row,
        roles=members.history_of_roles(session, id_),
        keys=[(key, fingerprint(key.public_key)) for key in members.keys_of(session, id_)],
        awards=awards,
        proposals=own[:FEW],
        more_proposals=len(own) > FEW,
        votes=cast,
        clubs=own_clubs,
        seats=_seats(session, id_),
        now=now(),
    )


def _seats(session: Session, member: str) -> list[tuple[SeatRow, str]]:
    """The seats that a member holds or held, each with its scope."""
    found = elections.seats_of(session, member, MOST_SEATS)
    remember_scopes(one.scope for one in found)
    return [(one, scope_words(one.scope)) for one in found]


def _member(session: Session, id_: str) -> MemberRow:
    row = members.member(session, id_)
    return row if row is not None else abort(404)


def _remember(awards: Sequence[AwardRow], own: Sequence[ProposalSummary], cast: Sequence[Vote]) -> None:
    remember_names({one for award in awards for one in (award.made_by, award.confirmed_by)})
    remember_names({one for award in awards for one in (award.doubted_by, award.reversed_by)})
    remember_texts(
        {one for award in awards for one in (award.reason, award.doubt)}
        | {line.proposal.title for line in own}
        | {vote.proposal.title for vote in cast}
    )


@pages.get("/<id_>/awards")
@allow("anyone")
def awards(id_: str) -> str:
    """All awards to a member, newest first."""
    return render_template("people/members/awards.html", page=_read_member_awards(db.session(), id_))


def _read_member_awards(session: Session, id_: str) -> MemberAwardsPage:
    page = tokens.page_of_awards(session, _member(session, id_).member, request_args.cursor(int, str))
    _remember(page.items, (), ())
    return MemberAwardsPage(
        member=_member(session, id_),
        awards=page,
    )


@pages.get("/<id_>/proposals")
@allow("anyone")
def proposals_(id_: str) -> str:
    """All proposals of a member, newest first."""
    return render_template("people/members/proposals.html", page=_read_member_proposals(db.session(), id_))


def _read_member_proposals(session: Session, id_: str) -> MemberProposalsPage:
    page = proposals.page(
        session, ProposalFilter(author=_member(session, id_).member), now(), request_args.cursor(int, str)
    )
    _remember((), page.items, ())
    return MemberProposalsPage(
        member=_member(session, id_),
        proposals=page,
        now=now(),
    )


@pages.get("/<id_>/ballots")
@allow("anyone")
def ballots(id_: str) -> str:
    """The votes of a member, latest first."""
    return render_template("people/members/ballots.html", page=_read_member_ballots(db.session(), id_))


def _read_member_ballots(session: Session, id_: str) -> MemberBallotsPage:
    page = page_of_votes(session, _member(session, id_).member, request_args.cursor(int))
    _remember((), (), page.items)
    return MemberBallotsPage(
        member=_member(session, id_),
        votes=page,
    )


@pages.context_processor
def _words() -> dict[str, Any]:
    return {
        "vote_words": vote_words,
        "club_words": club_words,
        "ended_words": seat_words.ended,
        "kind_words": kind_words,
        "stage_words": stage_words,
    }

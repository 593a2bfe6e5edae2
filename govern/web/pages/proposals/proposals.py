"""Proposals: the list, and one proposal from its text to its results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from govern.actions.drafts import drafts
from govern.protocol.effect import Effect
from govern.rules.proposals.kind import ProposalKind
from govern.rules.proposals.kinds import kinds
from govern.rules.proposals.stages import Stage
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.store.facts import proposals
from govern.store.facts.proposals import ProposalFilter, ProposalSummary
from govern.store.paging import Page, read_cursor
from govern.store.private.accounts import DraftRow
from govern.store.private.drafts import clubs_to_choose, draft_of, drafts_of
from govern.store.projection import Projection
from govern.store.views.proposal_rows import BallotListFilter
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.access.security import allow
from govern.web.frame.database import db, private_write
from govern.web.frame.services import now, services
from govern.web.pages.proposals.proposal_page import read_proposal
from govern.web.pages.proposals.recorded_drafts import unrecorded
from govern.web.prose.texts import remember_texts, text_of
from govern.web.words.results import count_pictures
from govern.web.words.results.list_words import LIST_WORDS
from govern.web.words.rules import rule_words
from govern.web.words.terms.choice_words import vote_words
from govern.web.words.terms.role_words import role_words
from govern.web.words.terms.scope_words import club_named, remember_scopes, scope_words, topic_words
from govern.web.words.terms.treasury_words import programme_words

pages = Blueprint("proposals", __name__, url_prefix="/proposals")
DRAFTS_SHOWN: Final = 10
MOST_CLUBS: Final = 50
GROUPS: Final[dict[str, tuple[Stage, ...]]] = {
    "sponsors": ("gathering",),
    "coming": ("review", "announced"),
    "open": ("open", "closing"),
    "passed": ("standstill", "challenged", "passed", "carried-out"),
    "failed": ("rejected", "no-quorum"),
    "stopped": ("vetoed", "void", "expired"),
    "dropped": ("not-admitted", "withdrawn", "cancelled"),
}
FILTERS: Final = ("stage", "kind", "scope", "topic", "mine", "q")


@dataclass(frozen=True)
class ProposalsPage:
    """The results of a search for proposals, with the filters of the list."""

    proposals: Page[ProposalSummary]
    at: int
    filters: Mapping[str, str]
    drafts: Sequence[DraftRow] | tuple[()]
    kinds: Mapping[str, ProposalKind[Effect]]
    scopes: Sequence[tuple[str, str]]
    topics: Sequence[tuple[str, str]]


@pages.context_processor
def _words() -> dict[str, object]:
    return {
        "duration": rule_words.duration,
        "figure": count_pictures.figure,
        "programme_words": programme_words,
        "role_words": role_words,
        "vote_words": vote_words,
        **LIST_WORDS,
    }


@pages.get("")
@allow("anyone")
def index() -> str:
    """Proposals by stage, kind, scope, topic, author and words, newest first; the reader's drafts on top."""
    return render_template("proposals/index.html", page=_read_proposals(db.session(), current_user))


def _read_proposals(session: Session, reader: Reader) -> ProposalsPage:
    asked = {name: request.args.get(name, "")[:100] for name in FILTERS}
    mine = bool(asked["mine"]) and reader.is_authenticated
    at = now()
    criteria = ProposalFilter(
        _stages(asked["stage"]),
        kind=asked["kind"],
        scope=asked["scope"],
        topic=asked["topic"],
        author=reader.member_id if mine else "",
        words=asked["q"],
    )
    place = read_cursor(request.args.get("older", ""), request.args.get("newer", ""), int, str)
    page = proposals.page(session, criteria, at, place)
    remember_lines(page.items)
    own = unrecorded(session, drafts_of(session, reader.member_id, DRAFTS_SHOWN)) if reader.is_authenticated else ()
    filters = {name: value for name, value in asked.items() if value}
    return ProposalsPage(
        proposals=page,
        at=at,
        filters=filters,
        drafts=own,
        kinds=kinds(),
        scopes=_scopes(session, asked["scope"]),
        topics=_topics(session, asked["topic"]),
    )


def _scopes(session: Session, asked: str) -> list[tuple[str, str]]:
    """The choices of a scope filter: the community, the first clubs, and the requested one."""
    found = clubs_to_choose(session, MOST_CLUBS, asked)
    remember_texts(name for _club, name in found)
    return [
        (COMMUNITY, scope_words(COMMUNITY)),
        *((club, club_named(club, name)) for club, name in found),
    ]


def _topics(session: Session, asked: str) -> list[tuple[str, str]]:
    community = services().community()
    if community is None:
        return []
    known = typed(in_force(Projection(session.connection()), COMMUNITY, now())).topics
    others = (asked,) if asked and asked not in known else ()
    return [(topic, topic_words(topic)) for topic in (*known, *others)]


def _stages(asked: str) -> tuple[Stage, ...]:
    one: tuple[Stage, ...] = tuple(stage for group in GROUPS.values() for stage in group if stage == asked)
    return GROUPS.get(asked, one)


def remember_lines(lines: tuple[ProposalSummary, ...] | list[ProposalSummary]) -> None:
    """Load the texts and names of a list of proposals, with one query per table."""
    remember_texts(line.proposal.title for line in lines)
    remember_names(line.proposal.author for line in lines)
    remember_scopes(line.proposal.scope for line in lines)


def find_line(session: Session, id_: str) -> ProposalSummary:
    """The proposal of a URL, or a 404."""
    line = proposals.one(session, id_) if len(id_) == 64 else None
    if line is None:
        abort(404)
    return line


@pages.get("/<id_>")
@allow("anyone")
def show(id_: str) -> str | Response:
    """One proposal: text, effects, sponsors, vote, result, consequences."""
    line = find_line(db.session(), id_)
    if request.args.get("draft", "").isdigit():
        return _put_draft_away(db.session(), line, int(request.args["draft"]), current_user)
    remember_lines([line])
    place = read_cursor(request.args.get("older", ""), request.args.get("newer", ""), int)
    listed = BallotListFilter(place, request.args.get("only", ""))
    page = read_proposal(db.session(), line, current_user, now(), listed)
    return render_template("proposals/show.html", page=page)


def _put_draft_away(session: Session, line: ProposalSummary, id_: int, reader: Reader) -> Response:
    """Delete a draft whose text is recorded in this proposal; any other draft stays."""
    proposal, title, body = line.proposal, text_of(line.proposal.title), text_of(line.proposal.body)
    row = draft_of(session, reader.member_id, id_) if proposal.author == reader.member_id else None
    if row is not None and drafts.is_recorded(row.form, title, body):
        with private_write() as writing:
            drafts.discard(writing, proposal.author, id_)
    return redirect(url_for("proposals.show", id_=proposal.id))

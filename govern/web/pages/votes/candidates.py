"""The candidates of an election, and the forms to accept, nominate and withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, abort, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.facts import Proposal
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.store.facts import clubs
from govern.store.facts.proposals import ProposalSummary
from govern.store.views import directory
from govern.web.frame import request_args
from govern.web.frame.access.people import Reader, named
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.proposals.proposals import find_line, remember_lines
from govern.web.pages.votes.candidacy import Candidates, candidates
from govern.web.words.terms.role_words import role_words

pages = Blueprint("candidates", __name__, url_prefix="/proposals/<id_>/candidates")
MOST: Final = 50


@dataclass(frozen=True)
class CandidatesPage:
    """The candidates of an election, and the members whom the reader can nominate."""

    line: ProposalSummary
    candidates: Candidates
    choices: Sequence[tuple[str, str]]
    searched: str
    most: int


@pages.get("")
@allow("anyone")
def index(id_: str) -> str:
    """All candidates and nominees with their statements."""
    return render_template("votes/candidates/index.html", page=_read_candidates(db.session(), id_, current_user))


def _read_candidates(session: Session, id_: str, reader: Reader) -> CandidatesPage:
    line = find_line(session, id_)
    found = candidates(session, line, now(), reader)
    if found is None:
        abort(404)
    remember_lines([line])
    words = request_args.search_text()
    choices = _choices(session, line.proposal, found, words, reader) if found.open and reader.is_member else []
    return CandidatesPage(
        line=line,
        candidates=found,
        choices=choices,
        searched=words,
        most=MOST,
    )


def _choices(
    session: Session, proposal: Proposal, found: Candidates, words: str, reader: Reader
) -> list[tuple[str, str]]:
    """Members of the scope whom the reader can nominate."""
    taken = {one.member for one in (*found.standing, *found.asked, *found.withdrawn)} | {reader.member_id}
    if proposal.scope == COMMUNITY:
        people = named(member for member, _name in directory.choices(session, words, MOST))
    else:
        found_in = clubs.choices(session, proposal.scope, words, MOST)
        people = named(member for member, _name in found_in)
    return [(member, name) for member, name in people if member not in taken]


@pages.context_processor
def _words() -> dict[str, object]:
    return {"role_words": role_words}

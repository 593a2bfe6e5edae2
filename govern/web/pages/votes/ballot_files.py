"""The ballots of a closed vote over several options as files for other counting programs."""

from typing import Final

from flask import Blueprint, Response, abort

from govern.rules.voting import exports
from govern.rules.voting.methods import SEVERAL
from govern.store.projection import Projection
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.pages.proposals.proposal_page import rules_for
from govern.web.pages.votes.rolls import find_vote
from govern.web.words.results.recount_commands import export_of

pages = Blueprint("ballot_files", __name__, url_prefix="/votes")
TYPES: Final = {"blt": "text/plain", "csv": "text/csv", "pb": "text/plain", "toc": "text/plain", "toi": "text/plain"}


@pages.get("/<id_>/ballots.<ending>")
@allow("anyone")
def ballots(id_: str, ending: str) -> Response:
    """The file; 404 before the close, and for a format that does not fit the method."""
    session = db.session()
    line, poll = find_vote(session, id_)
    if line.result is None or poll.method not in SEVERAL or ending not in exports.formats(poll):
        abort(404)
    cast = exports.cast_of(Projection(session.connection()), poll)
    try:
        text = exports.write(export_of(line.proposal, poll, rules_for(session, line), cast), ending)
    except OverflowError:
        abort(404)  # too long for a format without weights
    response = Response(text, content_type=f"{TYPES[ending]}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ballots-{id_[:12]}.{ending}"'
    return response

"""Voting: the ballot paper of a vote, for those on its roll."""

from flask import Blueprint, render_template
from flask_login import current_user

from govern.rules.voting.methods import SEVERAL
from govern.store.facts import ballots
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.proposals.proposal_page import rules_for
from govern.web.pages.proposals.proposals import find_line, remember_lines
from govern.web.pages.votes.ballot_papers import paper
from govern.web.pages.votes.reasons import own_reasons
from govern.web.words.effects.effect_words import describe
from govern.web.words.results import consent_words
from govern.web.words.terms import secrecy_words
from govern.web.words.terms.option_words import option_names
from govern.web.words.terms.weight_source_words import unit_words, weight_words
from govern.web.words.terms.weight_words import own_weight

pages = Blueprint("ballots", __name__, url_prefix="/proposals")


@pages.get("/<id_>/ballot")
@allow("user")
def ballot(id_: str) -> str:
    """The ballot paper, or why there is none for the reader."""
    line, at, session = find_line(id_), now(), db.session()
    remember_lines([line])
    if line.poll is None:
        return render_template("ballots/closed.html", line=line, stage=line.stage(at))
    own = own_weight(session, line.poll, current_user.member_id)
    cast = ballots.ballot_of(session, line.poll.id, current_user.member_id)
    page = "ballots/ballot.html" if line.stage(at) == "open" and own.weight else "ballots/closed.html"
    return render_template(
        page,
        line=line,
        stage=line.stage(at),
        own=own,
        cast=cast,
        reasons=own_reasons(line.poll, cast),
        paper=paper(line.poll, line.proposal, cast, current_user.member_id),
        consent=consent_words.by_consent(line.poll.method),
        effects=describe(line.proposal.effects, line.proposal.scope),
        weights=weight_words(line.poll.weight),
        unit=unit_words(line.poll.weight),
        secrecy=secrecy_words.notice(rules_for(db.session(), line).secrecy),
        labels=option_names(line.poll, line.proposal) if line.poll.method in SEVERAL else {},
        fixed={
            "poll": line.poll.id,
            "prev": cast.id if cast else "",
            "seq": cast.seq + 1 if cast else 1,
        },
    )

"""Voting: the ballot paper for the electors of a vote."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, render_template
from flask_login import current_user
from sqlalchemy.orm import Session

from govern.protocol.facts import Ballot, Poll
from govern.rules.proposals.kinds import effects_of
from govern.rules.proposals.stages import Stage
from govern.rules.voting.methods import SEVERAL
from govern.store.facts import ballots
from govern.store.facts.proposals import ProposalSummary
from govern.web.frame.access.people import Reader
from govern.web.frame.access.security import allow
from govern.web.frame.database import db
from govern.web.frame.services import now
from govern.web.pages.proposals.proposal_page import rules_for
from govern.web.pages.proposals.proposals import find_line, remember_lines
from govern.web.pages.votes.ballot_papers import Paper, paper
from govern.web.pages.votes.delegation_chains import OwnVoice, own_voice
from govern.web.pages.votes.reasons import OwnReasons, own_reasons
from govern.web.words.effects.effect_words import EffectWords, describe
from govern.web.words.results import consent_words
from govern.web.words.terms import secrecy_words
from govern.web.words.terms.choice_words import vote_words
from govern.web.words.terms.option_words import option_names
from govern.web.words.terms.secrecy_words import Notice
from govern.web.words.terms.stage_words import stage_words
from govern.web.words.terms.weight_source_words import unit_words, weight_words
from govern.web.words.terms.weight_words import OwnWeight, own_weight

pages = Blueprint("ballots", __name__, url_prefix="/proposals")


WhyNoBallot = Literal["not-begun", "too-early", "cancelled", "no-vote", "over", "not-enrolled", "not-on-roll"]


@dataclass(frozen=True)
class NoBallotPage:
    """The reason why the reader has no ballot paper, with their weight and last ballot if there is a vote."""

    line: ProposalSummary
    stage: Stage
    why: WhyNoBallot
    own: OwnWeight | None
    cast: Ballot | None
    voice: OwnVoice | None
    weights: str


@dataclass(frozen=True)
class BallotPage:
    """The ballot paper of an open vote for an elector, filled in with their current ballot."""

    line: ProposalSummary
    stage: Stage
    own: OwnWeight
    cast: Ballot | None
    voice: OwnVoice | None
    reasons: OwnReasons
    paper: Paper | None
    consent: bool
    effects: EffectWords
    weights: str
    unit: str
    secrecy: Notice
    labels: Mapping[str, str]
    fixed: Mapping[str, str | int]


@pages.get("/<id_>/ballot")
@allow("user")
def ballot(id_: str) -> str:
    """The ballot paper, or why the reader has none."""
    line, at, session = find_line(db.session(), id_), now(), db.session()
    remember_lines([line])
    own = own_weight(session, line.poll, current_user.member_id) if line.poll else None
    if line.poll is None or own is None or not own.weight or line.stage(at) != "open":
        return render_template("votes/ballots/closed.html", page=_read_no_ballot(session, line, own, current_user, at))
    return render_template(
        "votes/ballots/ballot.html", page=read_ballot(session, line, line.poll, own, current_user, at)
    )


def _read_no_ballot(
    session: Session, line: ProposalSummary, own: OwnWeight | None, reader: Reader, at: int
) -> NoBallotPage:
    return NoBallotPage(
        line=line,
        stage=line.stage(at),
        why=_why_none(line, own, reader, at),
        own=own,
        cast=ballots.ballot_of(session, line.poll.id, reader.member_id) if line.poll else None,
        voice=own_voice(session, line, reader.member_id, at) if reader.is_member else None,
        weights=weight_words(line.poll.weight) if line.poll else "",
    )


def _why_none(line: ProposalSummary, own: OwnWeight | None, reader: Reader, at: int) -> WhyNoBallot:
    stage = line.stage(at)
    if stage == "announced" and own is not None and own.weight:
        return "not-begun"
    if stage == "cancelled":
        return "cancelled"
    if line.poll is None:
        return "too-early" if stage in ("gathering", "review") else "no-vote"
    if stage not in ("announced", "open"):
        return "over"
    return "not-on-roll" if reader.is_member else "not-enrolled"


def read_ballot(
    session: Session, line: ProposalSummary, poll: Poll, own: OwnWeight, reader: Reader, at: int
) -> BallotPage:
    """Read everything that the ballot paper shows."""
    cast = ballots.ballot_of(session, poll.id, reader.member_id)
    return BallotPage(
        line=line,
        stage=line.stage(at),
        own=own,
        cast=cast,
        voice=own_voice(session, line, reader.member_id, at) if reader.is_member else None,
        reasons=own_reasons(session, poll, cast, reader),
        paper=paper(session, poll, line.proposal, cast, reader.member_id),
        consent=consent_words.by_consent(poll.method),
        effects=describe(effects_of(line.proposal), line.proposal.scope),
        weights=weight_words(poll.weight),
        unit=unit_words(poll.weight),
        secrecy=secrecy_words.notice(rules_for(session, line).secrecy),
        labels=option_names(poll, line.proposal) if poll.method in SEVERAL else {},
        fixed={"poll": poll.id, "prev": cast.id if cast else "", "seq": cast.seq + 1 if cast else 1},
    )


@pages.context_processor
def _words() -> dict[str, object]:
    return {"stage_words": stage_words, "vote_words": vote_words}

"""The page of one proposal as one frozen view: everything that its template shows, read in one place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.protocol.facts import Ballot, Poll, Sponsorship
from govern.rules.proposals import verdicts
from govern.rules.proposals.proposals import Stage, rules_at_submission
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.method import Picture
from govern.rules.voting.methods import METHODS, SEVERAL, SINGLE
from govern.store.facts import ballots, discussion, proposals
from govern.store.facts.ballots import EMPTY_CHOICES, ChoiceTotal
from govern.store.facts.polls import ReasonRow
from govern.store.facts.proposals import ProposalSummary
from govern.store.paging import Cursor, Page
from govern.store.projection import Projection
from govern.web.frame.access.people import Reader, remember_names
from govern.web.pages.proposals import lifecycle, proposal_acts
from govern.web.pages.proposals.comment_tree import Branch, grow
from govern.web.pages.proposals.lifecycle import ShownStep
from govern.web.pages.proposals.proposal_acts import Disputes, Powers, Sponsoring
from govern.web.pages.proposals.vote_result import ResultShown, result_shown
from govern.web.pages.votes import candidacy
from govern.web.pages.votes.candidacy import Candidates
from govern.web.pages.votes.reasons import reasons_beside
from govern.web.prose.texts import remember_texts
from govern.web.words.effects import budget_left
from govern.web.words.effects.budget_left import BudgetNote
from govern.web.words.effects.consequences import Consequences, consequences
from govern.web.words.effects.effect_words import EffectWords, describe
from govern.web.words.results import ballot_validity
from govern.web.words.rules import requirements, rule_words
from govern.web.words.terms.weight_source_words import unit_words, weight_words
from govern.web.words.terms.weight_words import OwnWeight, own_weight

LATEST: Final = 3  # comments
TO_COME: Final[frozenset[Stage]] = frozenset(
    {"gathering", "review", "announced", "open", "closing", "standstill", "challenged", "passed"}
)  # stages at which the effects have not come about yet


@dataclass(frozen=True)
class Listed:
    """Which of a vote's ballots the reader asked for: a place in their list, and those that choose nothing."""

    place: Cursor | None = None
    only: str = ""


@dataclass(frozen=True)
class VoteShown:
    """A vote as its page shows it: `view` is the picture of its result, `left_out` by member why a ballot is empty."""

    view: Picture
    several: bool
    counts: Mapping[str, ChoiceTotal]
    turnout: ChoiceTotal
    ballots: Page[Ballot]
    only: str
    empty_ones: Mapping[str, int]
    left_out: Mapping[str, str]
    reasons: Mapping[str, ReasonRow]
    own: OwnWeight | None
    result: ResultShown | None


@dataclass(frozen=True)
class RulesInWords:
    """By which rules a proposal is decided: `way` before there is a vote, the rest of the vote once there is one."""

    needs: Sequence[str]
    weights: str
    way: Sequence[str] = ()
    unit: str = ""
    method: str = ""
    counted: Sequence[str] = ()


@dataclass(frozen=True)
class ProposalPage:
    """One proposal as a reader sees it at a moment, from its text to its consequences."""

    line: ProposalSummary
    at: int
    rules: KindRules
    stage: Stage
    steps: Sequence[ShownStep]
    candidates: Candidates | None
    sponsors: Sequence[Sponsorship]
    sponsorship: Sponsorship | None
    sponsoring: Sponsoring
    may_revise: bool
    refusals: Mapping[str, str]
    disputes: Disputes
    powers: Powers
    vote: VoteShown | None
    came: Consequences
    comments: Sequence[Branch]
    words: RulesInWords
    effects: EffectWords
    budget_left: Sequence[BudgetNote]


def read_proposal(session: Session, line: ProposalSummary, reader: Reader, at: int, listed: Listed) -> ProposalPage:
    """Reads all that the page shows; names and texts are looked up with it."""
    proposal, rules = line.proposal, rules_for(session, line)
    remember_texts((proposal.title, proposal.body))
    sponsors = proposals.sponsors_of(session, proposal.id)
    remember_names(one.member for one in sponsors)
    disputes = proposal_acts.disputes(line)
    own = next((one for one in sponsors if one.member == reader.member_id), None)
    refused, stage = proposal_acts.refusals(line, at, reader.member_id) if reader.is_member else {}, line.stage(at)
    ruled_at = disputes.challenge.ruled_at if disputes.challenge else 0
    return ProposalPage(
        line=line,
        at=at,
        rules=rules,
        stage=stage,
        steps=[lifecycle.shown(one, line) for one in lifecycle.steps(line, rules, at, ruled_at)],
        candidates=candidacy.candidates(line, at),
        sponsors=sponsors,
        sponsorship=own,
        sponsoring=proposal_acts.sponsoring(line, own, refused, reader) if stage == "gathering" else "",
        may_revise=stage in ("gathering", "review") and reader.is_member and reader.member_id == proposal.author,
        refusals=refused,
        disputes=disputes,
        powers=proposal_acts.powers(line, rules, at),
        vote=_vote(session, line, line.poll, rules, reader, at, listed) if line.poll else None,
        came=consequences(line),
        comments=grow(discussion.latest_comments(session, proposal.id, LATEST), ()),
        words=_rules_in_words(line, rules),
        effects=describe(proposal.effects, proposal.scope),
        budget_left=budget_left.notes(proposal.effects) if stage in TO_COME else (),
    )


def rules_for(session: Session, line: ProposalSummary) -> KindRules:
    """The rules by which a proposal is decided: those pinned by its vote, else those it was submitted under."""
    state = Projection(session.connection())
    if line.poll is None:
        return rules_at_submission(state, line.proposal)
    return verdicts.rules_of_vote(state, line.poll, line.proposal)


def _vote(
    session: Session, line: ProposalSummary, poll: Poll, rules: KindRules, reader: Reader, at: int, listed: Listed
) -> VoteShown:
    only = listed.only if listed.only in EMPTY_CHOICES else ""
    page = ballots.page(session, poll.id, listed.place, only)
    remember_names(ballot.member for ballot in page.items)
    return VoteShown(
        view=METHODS[poll.method].view,
        several=poll.method in SEVERAL,
        counts=ballots.counts(session, poll.id) if at >= poll.opens and poll.method in SINGLE else {},
        turnout=ballots.turnout(session, poll.id),
        ballots=page,
        only=only,
        empty_ones=ballots.empty_ones(session, poll.id),
        left_out={ballot.member: ballot_validity.why(ballot.choice, poll) for ballot in page.items},
        reasons=reasons_beside(poll, page.items),
        own=own_weight(session, poll, reader.member_id) if reader.is_authenticated else None,
        result=result_shown(line.proposal, poll, line.result, rules) if line.result else None,
    )


def _rules_in_words(line: ProposalSummary, rules: KindRules) -> RulesInWords:
    kind, poll = line.proposal.kind, line.poll
    if poll is None:
        way, needs, weights = requirements.in_words(rules, kind)
        return RulesInWords(needs, weights, way)
    return RulesInWords(
        needs=requirements.needs(rules, kind),
        weights=weight_words(poll.weight),
        unit=unit_words(poll.weight),
        method=rule_words.method_words(poll.method),
        counted=requirements.how_counted(rules),
    )

"""The page of one proposal as one frozen view with all data of its template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from govern.protocol.facts import Ballot, Poll, Sponsorship
from govern.rules.proposals import verdicts
from govern.rules.proposals.kinds import effects_of, rulebook_in
from govern.rules.proposals.proposals import rules_at_submission
from govern.rules.proposals.stages import Stage
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.method import Picture
from govern.rules.voting.methods import METHODS, SEVERAL
from govern.store.facts.ballots import ChoiceTotal
from govern.store.facts.polls import ReasonRow
from govern.store.facts.proposals import ProposalSummary
from govern.store.paging import Page
from govern.store.projection import Projection
from govern.store.views.proposal_rows import BallotListFilter, Consequences, ProposalRows, VoteRows, read_rows
from govern.web.frame.access.people import Reader, remember_names
from govern.web.frame.lookup import lookup
from govern.web.pages.proposals import lifecycle, proposal_acts
from govern.web.pages.proposals.comment_tree import Branch, grow
from govern.web.pages.proposals.lifecycle import ShownStep
from govern.web.pages.proposals.proposal_acts import Disputes, Powers, Sponsoring
from govern.web.pages.proposals.vote_result import ResultShown, result_shown
from govern.web.pages.votes import candidacy
from govern.web.pages.votes.candidacy import Candidates
from govern.web.pages.votes.delegation_chains import OwnVoice, own_voice
from govern.web.prose.texts import remember_texts
from govern.web.words.effects import budget_left
from govern.web.words.effects.budget_left import BudgetNote
from govern.web.words.effects.effect_words import EffectWords, describe, remember_effects
from govern.web.words.results import ballot_validity
from govern.web.words.rules import requirements, rule_words
from govern.web.words.terms.option_words import remember_options
from govern.web.words.terms.weight_source_words import unit_words, weight_words
from govern.web.words.terms.weight_words import OwnWeight, weight_in_words

TO_COME: Final[frozenset[Stage]] = frozenset(
    {"gathering", "review", "announced", "open", "closing", "standstill", "challenged", "passed"}
)  # stages at which the effects have not come about yet


@dataclass(frozen=True)
class VoteShown:
    """A vote on its page: `view` is the picture of its result, `left_out` the reason for empty ballots, by member."""

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
    """The rules that decide a proposal: `way` before there is a vote, the other fields after that."""

    needs: Sequence[str]
    weights: str
    way: Sequence[str] = ()
    unit: str = ""
    method: str = ""
    counted: Sequence[str] = ()


@dataclass(frozen=True)
class ProposalPage:
    """A proposal as seen by a reader at a time, from its text to its results."""

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
    voice: OwnVoice | None
    may_delegate: bool  # the vote is not announced yet
    came: Consequences
    comments: Sequence[Branch]
    words: RulesInWords
    effects: EffectWords
    adopts_rulebook: bool
    budget_left: Sequence[BudgetNote]


def read_proposal(
    session: Session, line: ProposalSummary, reader: Reader, at: int, listed: BallotListFilter
) -> ProposalPage:
    """Read everything that the page shows, then its names and texts, and only then put it into words."""
    proposal, programmes = line.proposal, budget_left.drawn_on(effects_of(line.proposal))
    _remember_words(line)
    stage = line.stage(at)
    rules, disputes = rules_for(session, line), proposal_acts.disputes(session, line)
    ruled_at = disputes.challenge.ruled_at if disputes.challenge else 0
    candidates = candidacy.candidates(session, line, at, reader)
    refusals = proposal_acts.refusals(line, at, reader.member_id) if reader.is_member else {}
    rows = read_rows(session, line, reader.member_id, at, listed, programmes)
    own = next((one for one in rows.sponsors if one.member == reader.member_id), None)
    comments = grow(session, rows.comments, ())
    _remember(rows)
    voice = own_voice(session, line, reader.member_id, at) if reader.is_member else None
    lookup().read_wanted()
    return ProposalPage(
        line=line,
        at=at,
        rules=rules,
        stage=stage,
        steps=[lifecycle.shown(one, line) for one in lifecycle.steps(line, rules, at, ruled_at)],
        candidates=candidates,
        sponsors=rows.sponsors,
        sponsorship=own,
        sponsoring=proposal_acts.sponsoring(line, own, refusals, reader) if stage == "gathering" else "",
        may_revise=stage in ("gathering", "review") and reader.is_member and reader.member_id == proposal.author,
        refusals=refusals,
        disputes=disputes,
        powers=proposal_acts.powers(line, rules, at),
        vote=_vote(line, line.poll, rules, rows.vote) if line.poll and rows.vote else None,
        voice=voice,
        may_delegate=reader.is_member and stage in ("gathering", "review"),
        came=rows.came,
        comments=comments,
        words=_rules_in_words(line, rules),
        effects=describe(effects_of(proposal), proposal.scope),
        adopts_rulebook=rulebook_in(proposal.effects) is not None,
        budget_left=budget_left.notes(effects_of(proposal), rows.budget_lines) if stage in TO_COME else (),
    )


def _remember_words(line: ProposalSummary) -> None:
    """Note what the words on the proposal and its vote will need."""
    remember_texts((line.proposal.title, line.proposal.body))
    remember_effects(effects_of(line.proposal))
    if line.poll:
        remember_options(line.poll, line.proposal)


def _remember(rows: ProposalRows) -> None:
    remember_names(one.member for one in rows.sponsors)
    if rows.vote:
        remember_texts(one.text for one in (*rows.vote.reasons.values(), *rows.vote.reasons_of_objections.values()))
        remember_names(one.member for one in (*rows.vote.ballots.items, *rows.vote.objections))


def rules_for(session: Session, line: ProposalSummary) -> KindRules:
    """The rules of a proposal: those fixed by its vote, else those of its submission."""
    state = Projection(session.connection())
    if line.poll is None:
        return rules_at_submission(state, line.proposal)
    return verdicts.rules_of_vote(state, line.poll, line.proposal)


def _vote(line: ProposalSummary, poll: Poll, rules: KindRules, rows: VoteRows) -> VoteShown:
    return VoteShown(
        view=METHODS[poll.method].view,
        several=poll.method in SEVERAL,
        counts=rows.counts,
        turnout=rows.turnout,
        ballots=rows.ballots,
        only=rows.only,
        empty_ones=rows.empty_ones,
        left_out={ballot.member: ballot_validity.why(ballot.choice, poll) for ballot in rows.ballots.items},
        reasons=rows.reasons,
        own=weight_in_words(poll, rows.own) if rows.own else None,
        result=result_shown(line.proposal, poll, line.result, rules, rows) if line.result else None,
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

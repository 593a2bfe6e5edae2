"""The simulator: recounts a scope's past votes under a draft rulebook, page by page."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from govern.protocol.facts import Poll
from govern.rules.proposals import questions
from govern.rules.proposals.kinds import effects_of
from govern.rules.rulebook import simulation
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.rules import Chamber, KindRules, Rules
from govern.rules.rulebook.simulation import Draft, Holder, OutcomeComparison, RecordedResult, SimulatedQuestion
from govern.rules.rulebook.simulation_path import PathDifference, detours, ends_under
from govern.rules.voting.outcome.counting import Electors
from govern.store.facts import community
from govern.store.facts.community import RulebookRow
from govern.store.paging import Cursor
from govern.store.record import leaves
from govern.store.views import past_votes
from govern.store.views.past_votes import PastVote, RoleChange

VOTES: Final = 25  # votes recounted at a time
MOST_LINES: Final = 60_000  # of rolls and ballots at a time, but always one vote
MOST_ROLE_CHANGES: Final = 20_000


@dataclass(frozen=True)
class SimulatedVote:
    """A past vote, and its outcome under the draft; None if data that the draft needs is no longer available.

    `detours` are other differences in the course of the proposal.
    """

    past: PastVote
    comparison: OutcomeComparison | None
    detours: tuple[PathDifference, ...] = ()


@dataclass(frozen=True)
class Replays:
    """Recounted votes; `older` is the cursor of the next page, empty after the first vote of all."""

    votes: tuple[SimulatedVote, ...]
    older: str


def replay_some(session: Session, draft: Draft, scope: str, cursor: Cursor | None) -> Replays:
    """Recount a page of past votes under a draft, latest first; large votes make the page shorter."""
    page = past_votes.page(session, scope, cursor, VOTES)
    votes = tuple(_affordable(page.items))
    older = page.older if len(votes) == len(page.items) else str(votes[-1].poll.index)
    simulator = _Simulator(session, draft, votes[0].poll.index if votes else 0)
    return Replays(tuple(SimulatedVote(one, simulator.replay(one), simulator.detours(one)) for one in votes), older)


def _affordable(votes: Sequence[PastVote]) -> Iterator[PastVote]:
    lines = 0
    for one in votes:
        lines += one.poll.roll_count + one.result.ballots
        if lines > MOST_LINES and one is not votes[0]:
            return
        yield one


@dataclass
class _Simulator:
    """Recounts votes under one draft; caches lookups."""

    session: Session
    draft: Draft
    last: int  # the leaf index of the latest announcement
    _rulebooks: dict[tuple[str, int], tuple[RulebookRow, Rules]] = field(default_factory=dict)

    def detours(self, past: PastVote) -> tuple[PathDifference, ...]:
        rules = self._rules(past)
        if rules is None:
            return ()
        late = past_votes.cast_since(self.session, past.poll.id, ends_under(past.poll, rules))
        return detours(past.proposal, past.poll, late, rules)

    def _rules(self, past: PastVote) -> KindRules | None:
        then, _typed = self._rulebook(past.poll)
        return simulation.rules_under(self.draft, past.proposal.kind, effects_of(past.proposal), then.rules)

    def replay(self, past: PastVote) -> OutcomeComparison | None:
        poll, result = past.poll, past.result
        recorded = RecordedResult(result.outcome, result.tests, result.chambers, result.winners)
        _raw, rules_then = self._rulebook(poll)
        rules = self._rules(past)
        if rules is None:
            return simulation.not_provided(recorded)
        if not simulation.fits(poll.method, rules.method):
            return None
        same_roll = dict(rules.weight) == poll.weight and self.draft.rules.maturity_ms == rules_then.maturity_ms
        electors = self._electors(past, rules, rules_then, same_roll=same_roll)
        if electors is None:
            return None
        cast = past_votes.cast(self.session, poll.id)
        if not same_roll:
            cast = [
                (member, choice, electors.weights[member]) for member, choice, _ in cast if member in electors.weights
            ]
        depth = self.draft.rules.delegation.depth
        return simulation.replay(recorded, cast, electors, rules, depth, self._asked(past, rules, electors.total))

    def _asked(self, past: PastVote, rules: KindRules, total: int) -> SimulatedQuestion:
        """The question of a vote with several options; uses the original root for lots."""
        poll = replace(past.poll, method=rules.method, roll_total=total)
        question = questions.question(poll, past.proposal, rules)
        if question is None:
            return simulation.NOTHING_ASKED
        closing = leaves.at_index(self.session, past.result.index)
        if closing is None:
            raise LookupError(f"the closing of vote {poll.id} is not there")
        return SimulatedQuestion(question, base64.b64decode(closing.payload["log_root"]))

    def _rulebook(self, poll: Poll) -> tuple[RulebookRow, Rules]:
        key = poll.rulebook_scope, poll.rulebook
        if key not in self._rulebooks:
            row = community.rulebook(self.session, *key)
            if row is None:
                raise LookupError(f"vote {poll.id} was announced under a rulebook that is not there")
            self._rulebooks[key] = row, read_rules(row.rules)
        return self._rulebooks[key]

    def _electors(self, past: PastVote, rules: KindRules, then: Rules, *, same_roll: bool) -> Electors | None:
        """The electors under the draft; with weights only if delegations or chambers need them."""
        poll = past.poll
        frozen = past_votes.delegations(self.session, poll.id) if rules.delegation and poll.delegations_count else {}
        if same_roll:
            weights = past_votes.roll(self.session, poll.id) if frozen or rules.chambers else {}
            total = poll.roll_total
        else:
            weights = self._weights(poll, rules)
            total = sum(weights.values())
        frozen = {member: delegate for member, delegate in frozen.items() if member in weights}
        chambers: dict[str, dict[str, int]] = {}
        for one in rules.chambers:
            found = self._chamber(past, one, weights, then, same_roll=same_roll)
            if found is None:
                return None
            chambers[one.id] = found
        return Electors(total, weights, frozen, chambers)

    def _weights(self, poll: Poll, rules: KindRules) -> dict[str, int]:
        """The roll under the draft's weight; the supply is the whole community's, also in a vote of a club."""
        tokens = past_votes.tokens_then(self.session, poll, self.draft.rules.maturity_ms)
        weights = simulation.weigh(rules.weight, tokens)
        if poll.scope == COMMUNITY:
            return weights
        club = past_votes.members_of_club(self.session, poll.scope, poll)
        return {member: weight for member, weight in weights.items() if member in club}

    def _chamber(
        self, past: PastVote, chamber: Chamber, weights: dict[str, int], then: Rules, *, same_roll: bool
    ) -> dict[str, int] | None:
        poll = past.poll
        published = {one["id"] for one in poll.chambers}
        if same_roll and chamber in then.kinds[past.proposal.kind].chambers and chamber.id in published:
            return past_votes.chamber(self.session, poll.id, chamber.id)
        if chamber.electors == "members":
            return dict(weights)
        if len(self._changes) == MOST_ROLE_CHANGES:
            return None
        return simulation.in_chamber(chamber, weights, self._holders(poll), poll.scope)

    @cached_property
    def _changes(self) -> Sequence[RoleChange]:
        return past_votes.role_changes(self.session, self.last, MOST_ROLE_CHANGES)

    def _holders(self, poll: Poll) -> tuple[Holder, ...]:
        return past_votes.holders_at(self._changes, poll.index)

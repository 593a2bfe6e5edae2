"""End of a vote: extended after a late turn, or closed with a reproducible tally."""

import base64
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import ChamberElector, Fact, Poll, Proposal, Result, RollBlob, Rulebook
from govern.protocol.ids import hash_of
from govern.protocol.payload import ClerkPayload, QuotingClerkPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded
from govern.protocol.statement_type import StatementType
from govern.rules.computed import compare
from govern.rules.proposals import questions
from govern.rules.proposals.proposals import due_from
from govern.rules.proposals.verdicts import rules_of_vote
from govern.rules.rulebook.rulebooks import typed
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting import delegation
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome import count_document, counting


@typed_payload
class VotingExtended(ClerkPayload):
    """The clerk extends a vote after a late turn."""

    closes: fields.Natural
    from_: fields.String
    poll: fields.Digest
    to: fields.String


@typed_payload
class VotingClosed(QuotingClerkPayload):
    """The clerk closes a vote, with its tally and outcome."""

    ALPHABETICAL: ClassVar = True

    ballots: fields.Natural
    chambers: fields.Array
    count: fields.DigestOrEmpty
    delegated: fields.Object
    outcome: fields.String
    poll: fields.Digest
    tally: fields.Object
    tests: fields.Array
    ties: fields.Array
    winners: fields.Array


def counted(
    state: State, poll: Poll, proposal: Proposal, rules: KindRules, seed: bytes = b""
) -> tuple[counting.Count, counting.Count]:
    """The count of the current ballots, and of those at the start of the vote's last stretch.

    Lots use `seed`; before the close, when there is none yet, a hash of the ballots.
    """
    ballots = list(state.ballots(poll.id))
    chambers = [(one["id"], one["total"]) for one in poll.chambers]
    electors = counting.Electors(
        total=poll.roll_total,
        weights=state.weights(poll.id) if poll.delegations_count else {},
        delegations=delegation.frozen_of(state, poll) if poll.delegations_count else {},
        chambers={
            id_: {one.member: one.weight for one in state.where(ChamberElector, "poll", poll.id) if one.chamber == id_}
            for id_, _ in chambers
        },
    )
    depth = typed(find(state, Rulebook, "rulebook_invalid", poll.rulebook_scope, poll.rulebook)).delegation.depth
    asked = questions.question(poll, proposal, rules)
    standing = [(one.member, one.choice, one.weight) for one in ballots]
    now = counting.count(poll.method, standing, electors, rules, depth, asked, seed)
    start = poll.closes - poll.late_ms
    before = [(one.member, one.choice if one.at < start else one.before, one.weight) for one in ballots]
    turned = any(one.at >= start for one in ballots)
    earlier = counting.count(poll.method, before, electors, rules, depth, asked, seed) if turned else now
    return now, earlier


def extension(state: State, poll: Poll, proposal: Proposal) -> VotingExtended | None:
    """The content of an extension if late ballots turned the outcome and the hard end leaves time; else None."""
    rules = rules_of_vote(state, poll, proposal)
    if not poll.late_ms or poll.closes >= poll.hard_end:
        return None
    now, earlier = counted(state, poll, proposal, rules)
    if now.verdict == earlier.verdict:
        return None
    last = max(one.at for one in state.ballots(poll.id))
    closes = min(max(poll.closes, last + rules.late_turn.extension_ms), poll.hard_end)
    if closes == poll.closes:
        return None
    return VotingExtended(
        closes=closes,
        community=founded(state).id,
        from_=earlier.outcome,
        poll=poll.id,
        to=now.outcome,
    )


def extend(state: State, statement: Statement[VotingExtended]) -> tuple[Fact, ...]:
    """The clerk extends a vote after a late turn; raises Refused(clerk_early, clerk_differs, ...)."""
    poll, proposal = _over(state, statement)
    expected = extension(state, poll, proposal)
    if expected is None:
        raise Refused("clerk_differs", field="kind")
    compare(statement.payload, expected)
    closes = expected.closes
    late = min(poll.late_ms, closes - poll.closes)  # a stretch does not begin before the end of the previous one
    longer = replace(poll, closes=closes, late_ms=late, extensions=poll.extensions + 1)
    return longer, replace(proposal, due_at=closes)


def _over(state: State, statement: Statement[VotingExtended | VotingClosed]) -> tuple[Poll, Proposal]:
    poll = find(state, Poll, "poll_unknown", statement.payload.poll)
    if poll.closed_at or statement.at < poll.closes:
        raise Refused("clerk_early")
    return poll, find(state, Proposal, "proposal_unknown", poll.proposal)


@dataclass(frozen=True)
class PollClosing:
    """The content of the clerk's closing of a vote, and the document of a count over several options, if any."""

    payload: VotingClosed
    document: bytes


def closing(state: State, poll: Poll, proposal: Proposal, log_size: int, log_root: str) -> PollClosing:
    """The closing: current ballots, tally, conditions and outcome; lots use the tree head before it."""
    seed = base64.b64decode(log_root)
    now, _ = counted(state, poll, proposal, rules_of_vote(state, poll, proposal), seed)
    several = poll.method in SEVERAL
    document = count_document.format(now.tallied, poll.options) if several else b""
    payload = VotingClosed(
        ballots=now.voters,
        chambers=[chamber.to_value() for chamber in now.chambers],
        community=founded(state).id,
        count=hash_of(document) if several else "",
        delegated=dict(now.delegated),
        log_root=log_root,
        log_size=log_size,
        outcome=now.outcome,
        poll=poll.id,
        tally=dict(now.tally),
        tests=[test.to_value() for test in now.tests],
        ties=[tie.to_value() for tie in now.tallied.ties],
        winners=list(now.tallied.winners),
    )
    return PollClosing(payload, document)


def close(state: State, statement: Statement[VotingClosed]) -> tuple[Fact, ...]:
    """The clerk closes a vote after its end.

    Raises Refused(clerk_early, clerk_differs, ...). The tree head is checked like that of every statement.
    """
    payload, at = statement.payload, statement.at
    poll, proposal = _over(state, statement)
    if extension(state, poll, proposal) is not None:
        raise Refused("clerk_differs", field="kind")
    expected = closing(state, poll, proposal, statement.index, payload.log_root)
    compare(payload, expected.payload)
    rules = rules_of_vote(state, poll, proposal)
    standstill = at + rules.standstill_ms if payload.outcome == "passed" else 0
    due = due_from(proposal, standstill) if standstill else 0
    after = replace(proposal, outcome=payload.outcome, standstill_ends=standstill, due_at=due)
    if standstill:
        after = replace(after, grace_ends=due + rules.grace_ms)
    document = (RollBlob(payload.count, expected.document),) if expected.document else ()
    return *document, _result(statement, proposal), replace(poll, closed_at=at), after


def _result(statement: Statement[VotingClosed], proposal: Proposal) -> Result:
    payload = statement.payload
    return Result(
        poll=payload.poll,
        id=statement.id,
        proposal=proposal.id,
        ballots=payload.ballots,
        tally=payload.tally,
        tests=payload.tests,
        chambers=payload.chambers,
        delegated=payload.delegated,
        winners=payload.winners,
        ties=payload.ties,
        count_blob=payload.count,
        outcome=payload.outcome,
        at=statement.at,
        index=statement.index,
    )


STATEMENTS: Final = (
    StatementType.of("voting-extended", VotingExtended, extend, step="7"),
    StatementType.of("voting-closed", VotingClosed, close, step="7", undone=N_("the vote on %(what)s was not closed")),
)

"""Votes: announced with everything fixed by hash, extended after a late turn, closed with a reproducible tally."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import (
    ChamberElector,
    Elector,
    Fact,
    FrozenDelegation,
    Objection,
    Poll,
    Proposal,
    Result,
    RollBlob,
    Rulebook,
)
from govern.protocol.ids import hash_of
from govern.protocol.payload import ClerkPayload, Payload, PersonPayload, QuotingClerkPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded
from govern.protocol.statement_type import StatementType
from govern.record import merkle, strict_json
from govern.rules.people import epochs
from govern.rules.proposals import questions
from govern.rules.proposals.proposals import due_from
from govern.rules.proposals.verdicts import rules_of_vote
from govern.rules.rulebook.rulebooks import followed, in_force, kind_rules, typed
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting import delegation, electorate
from govern.rules.voting.electorate import Lines, Roll
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome import count_document, counting


@typed_payload
class VotingAnnounced(ClerkPayload):
    """The clerk announces a vote: its roll, delegations and rules are fixed."""

    chambers: fields.Array
    closes: fields.Natural
    delegations: fields.Object
    hard_end: fields.Natural
    method: fields.String
    most: fields.Natural
    opens: fields.Natural
    options: fields.Array
    proposal: fields.Digest
    roll: fields.Object
    rulebook: fields.Digest
    seats: fields.Positive
    version: fields.Digest
    weight: fields.Object


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


@typed_payload
class RollObjected(PersonPayload):
    """A member objects to the roll of a vote."""

    grounds: fields.Text
    poll: fields.Digest


@dataclass(frozen=True)
class Announcement:
    """The content of the clerk's announcement of a vote, and everything that it fixes."""

    payload: VotingAnnounced
    rulebook: Rulebook
    rules: KindRules
    roll: Roll
    chambers: tuple[tuple[str, Lines], ...]
    delegations: tuple[tuple[str, str], ...]


def announcement(state: State, proposal: Proposal, at: int, index: int) -> Announcement:
    """The announcement of the vote on a proposal at a time and leaf index, by the rules then in force."""
    adopted, rules = _rules_now(state, proposal, at)
    roll = electorate.compute_roll(state, rules.weight, proposal.scope, at, typed(adopted).maturity_ms)
    chambers = tuple((one.id, electorate.chamber_lines(state, one, roll, proposal.scope)) for one in rules.chambers)
    frozen = delegation.freeze(state, proposal, [member for member, _ in roll.lines], at) if rules.delegation else ()
    opens = at + rules.announcement_ms
    payload = VotingAnnounced(
        chambers=[_chamber_value(id_, lines) for id_, lines in chambers],
        closes=opens + rules.voting_ms,
        community=founded(state).id,
        delegations={"blob": delegation.blob_hash(frozen), "count": len(frozen)},
        hard_end=opens + rules.voting_ms + rules.late_turn.longest_ms,
        method=rules.method,
        most=questions.most(proposal, rules),
        opens=opens,
        options=questions.options(state, proposal, rules),
        proposal=proposal.id,
        roll={
            "blob": roll.hash,
            "count": len(roll.lines),
            "log_size": index,
            "root": base64.b64encode(roll.root).decode(),
            "total": roll.total,
        },
        rulebook=adopted.hash,
        seats=questions.seats(proposal),
        version=proposal.version_id,
        weight=dict(rules.weight),
    )
    return Announcement(payload, adopted, rules, roll, chambers, frozen)


def _rules_now(state: State, proposal: Proposal, at: int) -> tuple[Rulebook, KindRules]:
    """The rulebook in force; if it no longer has such proposals, the one of the submission."""
    adopted = in_force(state, proposal.scope, at)
    if proposal.kind not in typed(adopted).kinds:
        adopted = find(state, Rulebook, "rulebook_invalid", proposal.rulebook_scope, proposal.rulebook)
    latest = followed(state, proposal.scope, proposal.effects)
    return adopted, kind_rules(adopted, proposal.kind, proposal.effects, latest)


def _chamber_value(id_: str, lines: Lines) -> dict[str, Any]:
    data = electorate.format_roll(lines)
    return {
        "count": len(lines),
        "id": id_,
        "root": base64.b64encode(merkle.root(data.splitlines())).decode(),
        "total": sum(weight for _, weight in lines),
    }


def announce(state: State, statement: Statement[VotingAnnounced]) -> tuple[Fact, ...]:
    """The clerk announces a vote: weights and delegations are frozen here.

    Raises Refused(clerk_early, clerk_differs, ...).
    """
    payload = statement.payload
    proposal = find(state, Proposal, "proposal_unknown", payload.proposal)
    stopped = proposal.withdrawn_at or proposal.cancelled_at
    if not proposal.admitted_at or proposal.poll or stopped or statement.at < proposal.review_ends:
        raise Refused("clerk_early")
    epochs.need_closed(state, statement.at)
    expected = announcement(state, proposal, statement.at, statement.index)
    compare(payload, expected.payload)
    poll = _poll(statement, proposal, expected)
    return (
        RollBlob(expected.roll.hash, expected.roll.blob),
        *_delegation_facts(poll, expected),
        poll,
        replace(proposal, poll=statement.id, due_at=poll.closes),
        *(Elector(poll.id, member, weight) for member, weight in expected.roll.lines),
        *(
            ChamberElector(poll.id, chamber, member, weight)
            for chamber, lines in expected.chambers
            for member, weight in lines
        ),
    )


def _delegation_facts(poll: Poll, expected: Announcement) -> Iterator[Fact]:
    if expected.delegations:
        yield RollBlob(poll.delegations_blob, delegation.format_delegations(expected.delegations))
    for member, delegate in expected.delegations:
        yield FrozenDelegation(poll.id, member, delegate)


def _poll(statement: Statement[VotingAnnounced], proposal: Proposal, expected: Announcement) -> Poll:
    payload = statement.payload
    return Poll(
        id=statement.id,
        proposal=proposal.id,
        version_id=proposal.version_id,
        scope=proposal.scope,
        rulebook_scope=expected.rulebook.scope,
        rulebook=expected.rulebook.number,
        method=payload.method,
        options=payload.options,
        seats=payload.seats,
        most=payload.most,
        weight=payload.weight,
        roll_blob=expected.roll.hash,
        roll_root=payload.roll["root"],
        roll_count=len(expected.roll.lines),
        roll_total=expected.roll.total,
        roll_log_size=statement.index,
        supply=expected.roll.supply,
        delegations_blob=payload.delegations["blob"],
        delegations_count=payload.delegations["count"],
        chambers=payload.chambers,
        opens=payload.opens,
        closes=payload.closes,
        hard_end=payload.hard_end,
        late_ms=expected.rules.late_turn.window_ms,
        reasons=expected.rules.reasons,
        extensions=0,
        closed_at=0,
        at=statement.at,
        index=statement.index,
    )


def object_to_roll(state: State, statement: Statement[RollObjected]) -> tuple[Fact, ...]:
    """A member publicly objects to a vote's roll before voting opens; holders of the cancelling role may act.

    Raises Refused(poll_unknown, objection_time, objection_twice).
    """
    payload = statement.payload
    poll = find(state, Poll, "poll_unknown", payload.poll)
    proposal = find(state, Proposal, "proposal_unknown", poll.proposal)
    if statement.at >= poll.opens or proposal.cancelled_at:
        raise Refused("objection_time")
    if state.get(Objection, poll.id, payload.member) is not None:
        raise Refused("objection_twice")
    return (Objection(poll.id, payload.member, payload.grounds, statement.at, statement.index),)


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


def compare(stated: Payload, expected: Payload) -> None:
    """Raise Refused(clerk_differs) with the first field in which a clerk's statement differs from the expected one."""
    wanted = expected.to_dict()
    for name, value in stated.to_dict().items():
        if strict_json.encode(value) != strict_json.encode(wanted[name]):
            raise Refused("clerk_differs", field=name)


STATEMENTS: Final = (
    StatementType.of("voting-announced", VotingAnnounced, announce),
    StatementType.of("roll-objected", RollObjected, object_to_roll),
    StatementType.of("voting-extended", VotingExtended, extend),
    StatementType.of("voting-closed", VotingClosed, close),
)

"""Announcement of a vote: its roll, delegations and rules are fixed by hash; and objections to its roll."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import N_, Refused
from govern.protocol.facts import (
    ChamberElector,
    Elector,
    Fact,
    FrozenDelegation,
    Objection,
    Poll,
    Proposal,
    RollBlob,
    Rulebook,
)
from govern.protocol.payload import ClerkPayload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, founded
from govern.protocol.statement_type import StatementType
from govern.record import merkle
from govern.rules.computed import compare
from govern.rules.people import epochs
from govern.rules.proposals import questions
from govern.rules.rulebook.rulebooks import in_force, rules_of_proposal, typed
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting import delegation, electorate
from govern.rules.voting.electorate import Lines, Roll


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
    return adopted, rules_of_proposal(state, adopted, proposal)


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


STATEMENTS: Final = (
    StatementType.of(
        "voting-announced", VotingAnnounced, announce, step="7", undone=N_("the vote on %(what)s was not announced")
    ),
    StatementType.of("roll-objected", RollObjected, object_to_roll, pace="writing"),
)

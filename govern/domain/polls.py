"""Votes: announced with everything pinned by hash, closed with a tally that anyone can recompute."""

import base64
from dataclasses import replace
from typing import Any

from govern.domain import electorate, fields, outcome
from govern.domain.electorate import Roll
from govern.domain.errors import Refused
from govern.domain.facts import Elector, Fact, Poll, Proposal, Result, RollBlob, Rulebook
from govern.domain.methods import METHODS
from govern.domain.rules import rules_of
from govern.domain.state import State, Statement, find, founded
from govern.record import strict_json

ANNOUNCED: fields.Fields = {
    **fields.CLERK,
    "closes": fields.natural,
    "method": fields.string,
    "opens": fields.natural,
    "options": fields.array,
    "proposal": fields.digest,
    "roll": fields.mapping,
    "rulebook": fields.digest,
    "weight": fields.mapping,
}
CLOSED: fields.Fields = {
    **fields.CLERK,
    "ballots": fields.natural,
    "outcome": fields.string,
    "poll": fields.digest,
    "tally": fields.mapping,
    "tests": fields.array,
}


def announcement(state: State, proposal: Proposal, at: int, index: int) -> tuple[dict[str, Any], Roll]:
    """What the clerk must state to announce the vote on a proposal at a moment and place, and the roll."""
    community = founded(state)
    rules = rules_of(state, community.rulebook).kinds[proposal.kind]
    roll = electorate.compute_roll(state, rules.weight)
    opens = at + rules.announcement_ms
    payload = {
        "closes": opens + rules.voting_ms,
        "community": community.id,
        "method": rules.method,
        "opens": opens,
        "options": list(METHODS[rules.method].options),
        "proposal": proposal.id,
        "roll": {
            "blob": roll.hash,
            "count": len(roll.lines),
            "log_size": index,
            "root": base64.b64encode(roll.root).decode(),
            "total": roll.total,
        },
        "rulebook": find(state, Rulebook, "rulebook_invalid", community.rulebook).hash,
        "weight": dict(rules.weight),
    }
    return payload, roll


def announce(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk announces a vote: weights are frozen here. Raises Refused(clerk_early, clerk_differs, ...)."""
    payload = statement.payload
    proposal = find(state, Proposal, "proposal_unknown", payload["proposal"])
    if not proposal.admitted_at or proposal.poll or proposal.withdrawn_at or statement.at < proposal.review_ends:
        raise Refused("clerk_early")
    expected, roll = announcement(state, proposal, statement.at, statement.index)
    compare(payload, expected)
    poll = Poll(
        id=statement.id,
        proposal=proposal.id,
        rulebook=founded(state).rulebook,
        method=payload["method"],
        options=payload["options"],
        weight=payload["weight"],
        roll_blob=roll.hash,
        roll_root=payload["roll"]["root"],
        roll_count=len(roll.lines),
        roll_total=roll.total,
        roll_log_size=statement.index,
        opens=payload["opens"],
        closes=payload["closes"],
        closed_at=0,
        at=statement.at,
        index=statement.index,
    )
    return (
        RollBlob(roll.hash, roll.blob),
        poll,
        replace(proposal, poll=statement.id, due_at=poll.closes),
        *(Elector(poll.id, member, weight) for member, weight in roll.lines),
    )


def closing(state: State, poll: Poll, proposal: Proposal) -> dict[str, Any]:
    """What the clerk must state to close a vote: the ballots that stand, their tally, every test, the outcome."""
    votes = [(ballot.choice, ballot.weight) for ballot in state.ballots(poll.id) if ballot.choice]
    tally = METHODS[poll.method].count(votes)
    rules = rules_of(state, poll.rulebook).kinds[proposal.kind]
    decided, tests = outcome.decide(tally, len(votes), poll.roll_total, rules)
    return {
        "ballots": len(votes),
        "community": founded(state).id,
        "outcome": decided,
        "poll": poll.id,
        "tally": tally,
        "tests": [test.to_value() for test in tests],
    }


def close(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The clerk closes a vote once its time is over; raises Refused(clerk_early, clerk_differs, ...)."""
    payload, at = statement.payload, statement.at
    poll = find(state, Poll, "poll_unknown", payload["poll"])
    if poll.closed_at or at < poll.closes:
        raise Refused("clerk_early")
    proposal = find(state, Proposal, "proposal_unknown", poll.proposal)
    compare(payload, closing(state, poll, proposal))
    passed = payload["outcome"] == "passed"
    standstill = at + rules_of(state, poll.rulebook).kinds[proposal.kind].standstill_ms if passed else 0
    result = Result(
        poll=poll.id,
        id=statement.id,
        proposal=proposal.id,
        ballots=payload["ballots"],
        tally=payload["tally"],
        tests=payload["tests"],
        outcome=payload["outcome"],
        at=at,
        index=statement.index,
    )
    return (
        result,
        replace(poll, closed_at=at),
        replace(proposal, outcome=payload["outcome"], standstill_ends=standstill, due_at=standstill),
    )


def compare(stated: dict[str, Any], expected: dict[str, Any]) -> None:
    """Raises Refused(clerk_differs) naming the first field in which a clerk's statement is not what follows."""
    for name in sorted(stated.keys() | expected.keys()):
        if name not in stated or name not in expected:
            raise Refused("clerk_differs", field=name)
        if strict_json.encode(stated[name]) != strict_json.encode(expected[name]):
            raise Refused("clerk_differs", field=name)

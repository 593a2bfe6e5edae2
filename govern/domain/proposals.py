"""Proposals: submitted with their exact effects, sponsored, withdrawn; and where each stands at a moment."""

from dataclasses import replace
from typing import Final, Literal

from govern.domain import fields
from govern.domain.errors import Refused
from govern.domain.facts import Fact, Poll, Proposal, Sponsorship
from govern.domain.kinds import KINDS
from govern.domain.rules import rules_of
from govern.domain.state import State, Statement, find, founded

Stage = Literal[
    "gathering",
    "review",
    "announced",
    "open",
    "closing",
    "standstill",
    "passed",
    "carried-out",
    "rejected",
    "no-quorum",
    "not-admitted",
    "withdrawn",
]
FINAL: Final[frozenset[Stage]] = frozenset({"carried-out", "rejected", "no-quorum", "not-admitted", "withdrawn"})

SUBMITTED: fields.Fields = {
    **fields.PERSON,
    "body": fields.digest,
    "effects": fields.array,
    "kind": lambda value: isinstance(value, str) and value in KINDS,
    "title": fields.digest,
}
ABOUT: fields.Fields = {**fields.PERSON, "proposal": fields.digest}


def stage(proposal: Proposal, poll: Poll | None, at: int) -> Stage:
    """Where a proposal stands at a moment: computed from the record and the time, never stored."""
    if proposal.withdrawn_at:
        return "withdrawn"
    if poll is None:
        if not proposal.admitted_at:
            return "gathering" if at < proposal.sponsoring_ends else "not-admitted"
        return "review"
    if not poll.closed_at:
        return "announced" if at < poll.opens else "open" if at < poll.closes else "closing"
    if proposal.outcome == "rejected":
        return "rejected"
    if proposal.outcome == "no-quorum":
        return "no-quorum"
    if proposal.carried_out_at:
        return "carried-out"
    return "standstill" if at < proposal.standstill_ends else "passed"


def submit(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A member puts a proposal; its effects are voted on exactly so. Raises Refused(effects_invalid, ...)."""
    payload, at = statement.payload, statement.at
    number = founded(state).rulebook
    rules = rules_of(state, number)
    KINDS[payload["kind"]].check(payload["effects"], state, rules)
    own = rules.kinds[payload["kind"]]
    proposal = Proposal(
        id=statement.id,
        kind=payload["kind"],
        author=payload["member"],
        title=payload["title"],
        body=payload["body"],
        effects=payload["effects"],
        rulebook=number,
        sponsors=0,
        sponsors_needed=own.sponsors,
        sponsoring_ends=at + own.sponsoring_ms,
        admitted_at=0,
        review_ends=0,
        withdrawn_at=0,
        poll="",
        outcome="",
        standstill_ends=0,
        effects_applied=0,
        carried_out_at=0,
        due_at=0,
        at=at,
        index=statement.index,
    )
    return (_admit(proposal, own.review_ms, at) if own.sponsors == 0 else proposal,)


def _admit(proposal: Proposal, review_ms: int, at: int) -> Proposal:
    return replace(proposal, admitted_at=at, review_ends=at + review_ms, due_at=at + review_ms)


def sponsor(state: State, statement: Statement) -> tuple[Fact, ...]:
    """A member supports that a proposal is voted on; enough of them admit it. Raises Refused(sponsor_*, ...)."""
    payload, at = statement.payload, statement.at
    proposal = find(state, Proposal, "proposal_unknown", payload["proposal"])
    if proposal.author == payload["member"]:
        raise Refused("sponsor_author")
    if proposal.admitted_at or proposal.withdrawn_at or at >= proposal.sponsoring_ends:
        raise Refused("sponsoring_over")
    if state.get(Sponsorship, proposal.id, payload["member"]) is not None:
        raise Refused("sponsor_twice")
    after = replace(proposal, sponsors=proposal.sponsors + 1)
    if after.sponsors >= after.sponsors_needed:
        review_ms = rules_of(state, proposal.rulebook).kinds[proposal.kind].review_ms
        after = _admit(after, review_ms, at)
    return Sponsorship(proposal.id, payload["member"], at, statement.index), after


def withdraw(state: State, statement: Statement) -> tuple[Fact, ...]:
    """The author takes a proposal back before its announcement; raises Refused(withdraw_other, withdraw_late, ...)."""
    payload = statement.payload
    proposal = find(state, Proposal, "proposal_unknown", payload["proposal"])
    if proposal.author != payload["member"]:
        raise Refused("withdraw_other")
    if stage(proposal, state.get(Poll, proposal.poll), statement.at) not in ("gathering", "review"):
        raise Refused("withdraw_late")
    return (replace(proposal, withdrawn_at=statement.at, due_at=0),)

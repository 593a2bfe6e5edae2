"""Stages of a proposal, from gathering sponsors to carried out."""

from typing import Final, Literal

from govern.protocol.facts import Poll, Proposal
from govern.protocol.state import State

Stage = Literal[
    "gathering",
    "review",
    "announced",
    "open",
    "closing",
    "standstill",
    "challenged",
    "passed",
    "carried-out",
    "rejected",
    "no-quorum",
    "not-admitted",
    "withdrawn",
    "cancelled",
    "vetoed",
    "void",
    "expired",
]
FINAL: Final[frozenset[Stage]] = frozenset(
    {
        "carried-out",
        "rejected",
        "no-quorum",
        "not-admitted",
        "withdrawn",
        "cancelled",
        "vetoed",
        "void",
        "expired",
    }
)


def stage(proposal: Proposal, poll: Poll | None, at: int) -> Stage:
    """The stage of a proposal at a time, computed from the record and the time, never stored."""
    if proposal.withdrawn_at:
        return "withdrawn"
    if proposal.cancelled_at:
        return "cancelled"
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
    return _stage_of_passed(proposal, at)


def _stage_of_passed(proposal: Proposal, at: int) -> Stage:
    if proposal.carried_out_at:
        return "carried-out"
    if proposal.vetoed_at:
        return "vetoed"
    if proposal.ruling == "void":
        return "void"
    if proposal.expired_at:
        return "expired"
    if proposal.challenged_at and not proposal.ruling and at < proposal.ruling_ends:
        return "challenged"
    return "standstill" if at < proposal.standstill_ends else "passed"


def current_stage(state: State, proposal: Proposal, at: int) -> Stage:
    """The stage of a proposal at a time, with its vote looked up."""
    return stage(proposal, state.get(Poll, proposal.poll) if proposal.poll else None, at)

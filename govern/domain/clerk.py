"""The clerk's next task: what the rules compute once a moment has come."""

from typing import Any

from govern.domain import effects, polls
from govern.domain.facts import Poll, Proposal
from govern.domain.state import State, find


def task(state: State, proposal: Proposal, at: int, index: int) -> tuple[str, dict[str, Any]]:
    """Kind and content of the statement that is due on a proposal (`due_at` is not 0 and not after `at`)."""
    if not proposal.poll:
        return "voting-announced", polls.announcement(state, proposal, at, index)[0]
    if not proposal.outcome:
        poll = find(state, Poll, "poll_unknown", proposal.poll)
        return "voting-closed", polls.closing(state, poll, proposal)
    return effects.consequence(state, proposal, at)

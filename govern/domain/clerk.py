"""The clerk's next task: what the rules compute once a moment has come."""

from collections.abc import Callable
from typing import Any

from govern.domain import draws, effects, elections, epochs, mandates, polls, verdicts
from govern.domain.facts import Draw, EpochClock, Mandate, Poll, Proposal
from govern.domain.state import Due, State, find


def task(state: State, due: Due, at: int, index: int, root: Callable[[], str]) -> tuple[str, dict[str, Any]] | None:
    """Kind and content of the statement that is due on something (`due_at` is not 0 and not after `at`).

    `index` is where it will stand, `root` (base64) the record's root before it. None while what passed cannot be
    carried out: it waits for the end of its grace period.
    """
    if isinstance(due, Draw):
        return "draw-made", draws.outcome(state, due, index, root())
    if isinstance(due, EpochClock):
        return "epoch-closed", epochs.closing(state, due).payload
    if isinstance(due, Mandate):
        return "mandate-lapsed", mandates.lapsing(state, due)
    return _on_proposal(state, due, at, index, root)


def _on_proposal(
    state: State, proposal: Proposal, at: int, index: int, root: Callable[[], str]
) -> tuple[str, dict[str, Any]] | None:
    if not proposal.poll:
        return "voting-announced", polls.announcement(state, proposal, at, index).payload
    if not proposal.outcome:
        poll = find(state, Poll, "poll_unknown", proposal.poll)
        extended = polls.extension(state, poll, proposal)
        if extended:
            return "voting-extended", extended
        return "voting-closed", polls.closing(state, poll, proposal, index, root()).payload
    if proposal.carried_out_at:
        return "term-ended", elections.term(state, proposal)
    if at >= proposal.grace_ends:
        return verdicts.expiry(state, proposal)
    return effects.consequence(state, proposal, at) if effects.is_applicable(state, proposal, at) else None

"""The clerk's due tasks: statements that the rules compute when their time has come."""

from collections.abc import Callable, Mapping
from typing import Final

from govern.protocol.facts import Draw, EpochClock, GrantRound, Mandate, Poll, Pool, Proposal
from govern.protocol.payload import ClerkPayload, Payload
from govern.protocol.state import Due, State, find
from govern.rules.people import elections, epochs
from govern.rules.proposals import effects, verdicts
from govern.rules.proposals.kinds import kinds
from govern.rules.treasury import grants, mandates, streams
from govern.rules.voting import announcements, closings, draws


def task(state: State, due: Due, at: int, index: int, root: Callable[[], str]) -> Payload | None:
    """The content of the clerk's statement for a due object (`due_at` is not 0 and not after `at`).

    `index` is the leaf index it will have, `root` (base64) the record's root before it. None while a passed proposal
    cannot be carried out: it waits for the end of its grace period.
    """
    if isinstance(due, Draw):
        return draws.outcome(state, due, index, root())
    if isinstance(due, EpochClock):
        return epochs.closing(state, due).payload
    if isinstance(due, Mandate):
        return mandates.lapsing(state, due)
    if isinstance(due, Pool):
        return streams.sharing(state, due)
    if isinstance(due, GrantRound):
        if due.decided_at:
            return grants.awarding(state, due, at)
        return grants.decision(state, due, index, root())
    return _on_proposal(state, due, at, index, root)


def _on_proposal(state: State, proposal: Proposal, at: int, index: int, root: Callable[[], str]) -> Payload | None:
    if not proposal.poll:
        return announcements.announcement(state, proposal, at, index).payload
    if not proposal.outcome:
        poll = find(state, Poll, "poll_unknown", proposal.poll)
        extended = closings.extension(state, poll, proposal)
        if extended:
            return extended
        return closings.closing(state, poll, proposal, index, root()).payload
    if proposal.carried_out_at:
        return elections.term(state, proposal)
    if at >= proposal.grace_ends:
        return verdicts.expiry(state, proposal)
    return None if is_waiting(state, proposal, at) else effects.consequence(state, proposal, at)


_TASKS: Final[Mapping[type[Due], type[ClerkPayload]]] = {
    Draw: draws.DrawMade,
    EpochClock: epochs.EpochClosed,
    Mandate: mandates.MandateLapsed,
    Pool: streams.PoolShared,
}


def task_of(due: Due, at: int) -> type[ClerkPayload]:
    """The content of the clerk's statement for a due object, by its class; a vote may be extended instead of closed."""
    if isinstance(due, GrantRound):
        return grants.GrantAwarded if due.decided_at else grants.RoundDecided
    if not isinstance(due, Proposal):
        return _TASKS[type(due)]
    if not due.poll:
        return announcements.VotingAnnounced
    if not due.outcome:
        return closings.VotingClosed
    if due.carried_out_at:
        return elections.TermEnded
    return verdicts.ProposalExpired if at >= due.grace_ends else kinds()[due.kind].consequence


def is_waiting(state: State, due: Due, at: int) -> bool:
    """Whether a due object has no task yet: a passed proposal whose next effect is not possible as things stand."""
    return (
        isinstance(due, Proposal)
        and due.outcome == "passed"
        and not due.carried_out_at
        and at < due.grace_ends
        and not effects.is_applicable(state, due, at)
    )

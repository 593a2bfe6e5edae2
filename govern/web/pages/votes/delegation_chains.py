"""Delegation chains and carried weights of a vote, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from govern.protocol.facts import Poll
from govern.rules.rulebook.rulebooks import rules_of
from govern.rules.rulebook.rules import DelegationRules
from govern.rules.voting.delegation import resolve
from govern.rules.voting.delegation_chains import Carrier, DelegationChain, ahead, carriers
from govern.store.facts import ballots, delegations
from govern.store.facts.proposals import ProposalSummary
from govern.store.projection import Projection
from govern.web.frame.access.people import remember_names
from govern.web.frame.services import now

KEPT: Final = 16
_CARRIED: dict[tuple[str, int], "CarriedWeight"] = {}  # by vote and latest ballot, which identify the state


@dataclass(frozen=True)
class OwnVoice:
    """A member's delegation in a vote: the chain now, the choice at its end, and the permitted depth."""

    member: str
    voice: DelegationChain
    choice: Any
    depth: int
    at: int


@dataclass(frozen=True)
class CarriedWeight:
    """The voters who carry others' weight, the heaviest first; before the vote, if all non-delegating members vote."""

    carriers: tuple[Carrier, ...]
    counts: dict[str, int]
    ahead: bool


def rules_of_delegation(session: Session, poll: Poll) -> DelegationRules:
    """The rules of delegation of a vote."""
    return rules_of(Projection(session.connection()), poll.rulebook_scope, poll.rulebook).delegation


def own_voice(session: Session, line: ProposalSummary, member: str, at: int) -> OwnVoice | None:
    """The chain from a member; None for visitors and members who delegated nothing in this vote."""
    poll = line.poll
    if poll is None or not member or not poll.delegations_count:
        return None
    depth = rules_of_delegation(session, poll).depth
    voice = delegations.voice_of(session, poll.id, member, depth)
    if voice is None:
        return None
    remember_names(voice.chain)
    return OwnVoice(member, voice, _choice(session, poll.id, voice.carrier), depth, at)


def own_voices(session: Session, lines: Iterable[ProposalSummary], member: str, at: int) -> dict[str, OwnVoice]:
    """The chains from a member in several votes, by the ids of their proposals."""
    found = {line.proposal.id: own_voice(session, line, member, at) for line in lines}
    return {proposal: voice for proposal, voice in found.items() if voice}


def _choice(session: Session, poll: str, member: str) -> Any:
    """The choice of a ballot; empty without one."""
    found = ballots.ballot_of(session, poll, member) if member else None
    return found.choice if found else ""


def carried_in(session: Session, poll: Poll) -> CarriedWeight:
    """The carried weights in a vote now; computed once for each state of its ballots."""
    before = now() < poll.opens
    last = -2 if before else delegations.last_ballot(session, poll.id)
    found = _CARRIED.get((poll.id, last))
    if found is None:
        if len(_CARRIED) >= KEPT:
            _CARRIED.clear()
        found = _CARRIED[poll.id, last] = _carried(session, poll, before=before)
    return found


def _carried(session: Session, poll: Poll, *, before: bool) -> CarriedWeight:
    if not poll.delegations_count:
        return CarriedWeight((), {}, before)
    graph, depth = delegations.graph(session, poll.id), rules_of_delegation(session, poll).depth
    resolved = ahead(graph.edges, graph.weights, depth) if before else resolve(graph.edges, graph.voted, depth)
    return CarriedWeight(carriers(resolved, graph.weights), resolved.counts(), before)

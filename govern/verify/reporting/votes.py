"""Closed votes for the report: what was stated beside what the rules compute."""

from dataclasses import replace

from govern.protocol.facts import Poll, Proposal, Result
from govern.protocol.state import State
from govern.rules.voting import closings
from govern.rules.voting.closings import VotingClosed
from govern.verify.memory import Memory
from govern.verify.reporting.contents import VoteLine
from govern.verify.reporting.texts import Texts


def disputed(state: State, stated: VotingClosed, leaf: int) -> VoteLine | None:
    """A closing that the rules refuse, with the result that they compute; its title is still the text's hash."""
    poll = state.get(Poll, stated.poll)
    proposal = state.get(Proposal, poll.proposal) if poll else None
    if poll is None or proposal is None or proposal.outcome:
        return None
    expected = closings.closing(state, poll, proposal, leaf, stated.log_root).payload
    return VoteLine(
        poll=poll.id,
        proposal=proposal.id,
        title=proposal.title,
        leaf=leaf,
        outcome=stated.outcome,
        tally=dict(sorted(stated.tally.items())),
        computed_outcome=expected.outcome,
        computed_tally=dict(sorted(expected.tally.items())),
        winners=tuple(stated.winners),
    )


def votes_of(state: Memory, disputes: list[VoteLine], texts: Texts) -> tuple[VoteLine, ...]:
    """All closed votes in the order of their closing."""
    lines = [_accepted(state, one) for one in state.all(Result)]
    found = sorted([*lines, *disputes], key=lambda one: one.leaf)
    return tuple(_titled(one, texts) for one in found)


def _accepted(state: Memory, result: Result) -> VoteLine:
    proposal = state.get(Proposal, result.proposal)
    return VoteLine(
        poll=result.poll,
        proposal=result.proposal,
        title=proposal.title if proposal else "",
        leaf=result.index,
        outcome=result.outcome,
        tally=result.tally,
        computed_outcome=result.outcome,
        computed_tally=result.tally,
        winners=tuple(result.winners),
    )


def _titled(line: VoteLine, texts: Texts) -> VoteLine:
    return replace(line, title=texts.read(line.title))

"""Other differences in a past proposal's course under a draft, apart from the count."""

from dataclasses import dataclass
from typing import Literal

from govern.protocol.facts import Poll, Proposal
from govern.rules.rulebook.rules import KindRules

Turning = Literal["sponsors", "late-ballots", "extended", "vetoed", "void"]


@dataclass(frozen=True)
class PathDifference:
    """A difference apart from the count: the recorded number, and the number that the draft requires or allows."""

    name: Turning
    found: int
    asked: int = 0


def ends_under(poll: Poll, rules: KindRules) -> int:
    """The end of voting under a draft, without extensions; milliseconds since 1970."""
    return poll.opens + rules.voting_ms


def detours(proposal: Proposal, poll: Poll, late: int, rules: KindRules) -> tuple[PathDifference, ...]:
    """The differences under the draft; `late` ballots were cast after the draft's end of voting.

    Nothing is derived from them: whether others would have sponsored, voted sooner, vetoed or challenged is unknown.
    """
    found = []
    if proposal.sponsors < rules.sponsors:
        found.append(PathDifference("sponsors", proposal.sponsors, rules.sponsors))
    if late:
        found.append(PathDifference("late-ballots", late))
    if poll.extensions and not rules.late_turn.window_ms:
        found.append(PathDifference("extended", poll.extensions))
    if proposal.vetoed_at and not (rules.veto.role and proposal.vetoed_at < rules.veto.ends):
        found.append(PathDifference("vetoed", 1))
    if proposal.ruling == "void" and not rules.challenge.role:
        found.append(PathDifference("void", 1))
    return tuple(found)

"""What else would have been different on a past vote's way under a draft: what the record tells, counted by nobody."""

from dataclasses import dataclass
from typing import Literal

from govern.protocol.facts import Poll, Proposal
from govern.rules.rulebook.rules import KindRules

Turning = Literal["sponsors", "late-ballots", "extended", "vetoed", "void"]


@dataclass(frozen=True)
class Detour:
    """Something about a vote besides its count: how often or how many, and what the draft asks or allows."""

    name: Turning
    found: int
    asked: int = 0


def ends_under(poll: Poll, rules: KindRules) -> int:
    """When the voting would have ended under a draft, unless ballots extended it; milliseconds since 1970."""
    return poll.opens + rules.voting_ms


def detours(proposal: Proposal, poll: Poll, late: int, rules: KindRules) -> tuple[Detour, ...]:
    """Where the draft would have led elsewhere; `late` ballots were cast when its voting would have been over.

    Whether others would have sponsored, voted sooner, vetoed or challenged nobody knows; nothing is computed from it.
    """
    found = []
    if proposal.sponsors < rules.sponsors:
        found.append(Detour("sponsors", proposal.sponsors, rules.sponsors))
    if late:
        found.append(Detour("late-ballots", late))
    if poll.extensions and not rules.late_turn.window_ms:
        found.append(Detour("extended", poll.extensions))
    if proposal.vetoed_at and not (rules.veto.role and proposal.vetoed_at < rules.veto.ends):
        found.append(Detour("vetoed", 1))
    if proposal.ruling == "void" and not rules.challenge.role:
        found.append(Detour("void", 1))
    return tuple(found)

"""What a count came to, ready to be shown or written as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tie:
    """Options that were level at some point, and who was taken, by what."""

    tied: tuple[str, ...]
    taken: tuple[str, ...]
    # "voters", "run-off", "lot", "earlier-rounds", "status-quo", "excluded-together", or "kept" where all of them stand
    by: str

    def to_value(self) -> dict[str, Any]:
        """As JSON."""
        return {"by": self.by, "taken": list(self.taken), "tied": list(self.tied)}


@dataclass(frozen=True)
class Outcome:
    """Winners in order, ties that mattered, and how it went: rounds, pairwise figures or money spent."""

    method: str
    winners: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    shown: Mapping[str, Any] = field(default_factory=dict)

    def to_value(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "method": self.method,
            "ties": [tie.to_value() for tie in self.ties],
            "winners": list(self.winners),
            **self.shown,
        }


def tiers(names: Iterable[str], beats: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """Ranks options: again and again those that none of the rest beats, in alphabetical order within a rank."""
    left = set(names)
    found: list[list[str]] = []
    while left:
        top = sorted(name for name in left if not any(name in beats[other] for other in left))
        top = top or sorted(left)
        found.append(top)
        left -= set(top)
    return found


def seated(order: Sequence[Sequence[str]], seats: int, status_quo: str) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """The first of an order, and the tie that leaves more of them than seats; nobody below the status quo wins.

    The status quo wins ties against challengers, and wins alone where it is first.
    """
    winners: list[str] = []
    for rank in order:
        if status_quo in rank and not winners and len(rank) > 1:
            return (status_quo,), (Tie(tuple(rank), (status_quo,), "status-quo"),)
        if len(winners) >= seats or (status_quo in rank and winners):
            break
        winners += rank
        if len(winners) > seats:
            return tuple(winners), (Tie(tuple(rank), tuple(rank), "kept"),)
        if status_quo in rank:
            break
    return tuple(winners), ()


def flat(ranks: Sequence[Sequence[str]]) -> list[str]:
    """All options of all ranks."""
    return [name for rank in ranks for name in rank]

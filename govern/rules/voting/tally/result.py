"""The result of a count, for display or JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tie:
    """Options that were level at some point, those taken, and the step that decided."""

    tied: tuple[str, ...]
    taken: tuple[str, ...]
    # "voters", "run-off", "lot", "earlier-rounds", "status-quo", "excluded-together", or "kept" where all of them stand
    by: str

    def to_value(self) -> dict[str, Any]:
        """As JSON."""
        return {"by": self.by, "taken": list(self.taken), "tied": list(self.tied)}


@dataclass(frozen=True)
class TallyResult:
    """Winners in order, ties that mattered, and the course: rounds, pairwise figures or money spent."""

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
    """Rank options: repeatedly those that no remaining option beats, alphabetically within a rank."""
    left = set(names)
    found: list[list[str]] = []
    while left:
        top = sorted(name for name in left if not any(name in beats[other] for other in left))
        top = top or sorted(left)
        found.append(top)
        left -= set(top)
    return found


def seated(order: Sequence[Sequence[str]], seats: int, status_quo: str) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """The first of an order, and a tie of more options than seats; options below the status quo cannot win.

    The status quo wins ties against challengers, and is the only winner if it is first.
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

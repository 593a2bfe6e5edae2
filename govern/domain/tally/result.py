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


def flat(ranks: Sequence[Sequence[str]]) -> list[str]:
    """All options of all ranks."""
    return [name for rank in ranks for name in rank]

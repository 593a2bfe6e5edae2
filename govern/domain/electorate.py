"""The weight roll: who may vote with how much, one line each, bound by a Merkle root."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govern.domain.ids import hash_of
from govern.domain.state import State, founded
from govern.domain.weights import read_weight
from govern.record import merkle


@dataclass(frozen=True)
class Roll:
    """The lines of a roll in ascending order of member ids, and its bytes."""

    lines: tuple[tuple[str, int], ...]
    blob: bytes

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes."""
        return hash_of(self.blob)

    @property
    def root(self) -> bytes:
        """The RFC 6962 root over the lines, each without its line end."""
        return merkle.root(self.blob.splitlines())

    @property
    def total(self) -> int:
        """The sum of all weights."""
        return sum(weight for _, weight in self.lines)


def compute_roll(state: State, weight: Mapping[str, Any]) -> Roll:
    """The roll as the community stands now, by a rulebook's weight source; members of weight 0 are not on it."""
    source, supply = read_weight(weight, "weight"), founded(state).supply
    parameters = weight_parameters(weight)
    lines = []
    for member in state.members():
        weighs = source.weigh(member.tokens, supply, parameters)
        if weighs > 0:
            lines.append((member.member, weighs))
    return Roll(tuple(lines), format_roll(lines))


def weight_parameters(weight: Mapping[str, Any]) -> dict[str, Any]:
    """A weight source's parameters without its name."""
    return {name: value for name, value in weight.items() if name != "source"}


def format_roll(lines: list[tuple[str, int]]) -> bytes:
    """One strict-JSON line per elector: neither a member's id nor a whole number has anything to escape."""
    return b"".join(b'{"member":"%b","weight":%d}\n' % (member.encode("ascii"), weight) for member, weight in lines)

"""The descriptor of a weight source: how a member's weight follows from confirmed tokens."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from govern.protocol.errors import Refused

StepName = Literal["held", "decayed", "young", "counted", "supply", "cap", "capped", "root", "band", "one"]


@dataclass(frozen=True)
class WeightStep:
    """One line of the sum from tokens to weight: what it is, and how much."""

    name: StepName
    amount: int


class WeightSource(ABC):
    """A weight of 0 means no vote. Ids are promises.

    `place` orders lists of sources. `since` is the first format of the rulebook that knows the source. `parameter` is
    the one field that a rulebook names beside the source. `by_tokens` is false where tokens do not matter,
    `by_supply` true where the tokens of all members do. `unit` is what its weights are counted in.
    """

    id: ClassVar[str]
    place: ClassVar[int]
    since: ClassVar[int] = 1
    parameter: ClassVar[Literal["", "bands", "cap"]] = ""
    by_tokens: ClassVar[bool] = True
    by_supply: ClassVar[bool] = False
    unit: ClassVar[Literal["tokens", "votes"]] = "votes"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Raises Refused(rulebook_invalid, rulebook_unsafe) for parameters it cannot use; it takes none by itself."""
        if parameters:
            raise Refused("rulebook_invalid", field=field)

    @abstractmethod
    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The weight of a member with `tokens` of the community's `supply`."""

    def steps(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> Sequence[WeightStep]:
        """The lines that lead from tokens to weight; none where the tokens are the weight."""
        del tokens, supply, parameters
        return ()

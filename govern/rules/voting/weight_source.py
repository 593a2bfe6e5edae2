"""The descriptor of a weight source: computes a member's weight from confirmed tokens."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from govern.protocol.errors import Refused

StepName = Literal["held", "decayed", "young", "counted", "supply", "cap", "capped", "root", "band", "one"]


@dataclass(frozen=True)
class WeightStep:
    """A step of the calculation from tokens to weight: its name and amount."""

    name: StepName
    amount: int


class WeightSource(ABC):
    """A weight source; a weight of 0 means no vote. Its id never changes its meaning.

    `place` orders lists of sources. `since` is the first format of the rulebook with the source. `parameter` is its
    only parameter in a rulebook. `by_tokens` is false if tokens do not matter, `by_supply` true if the tokens of all
    members do. `unit` is the unit of its weights.
    """

    id: ClassVar[str]
    place: ClassVar[int]
    since: ClassVar[int] = 1
    parameter: ClassVar[Literal["", "bands", "cap"]] = ""
    by_tokens: ClassVar[bool] = True
    by_supply: ClassVar[bool] = False
    unit: ClassVar[Literal["tokens", "votes"]] = "votes"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Raise Refused(rulebook_invalid, rulebook_unsafe) for invalid parameters; the base class allows none."""
        if parameters:
            raise Refused("rulebook_invalid", field=field)

    @abstractmethod
    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The weight of a member with `tokens` of the community's `supply`."""

    def steps(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> Sequence[WeightStep]:
        """The steps from tokens to weight; none if the tokens are the weight."""
        del tokens, supply, parameters
        return ()

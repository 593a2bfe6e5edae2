"""The square root of tokens: large holdings count less than in proportion."""

from collections.abc import Mapping, Sequence
from math import isqrt
from typing import Any

from govern.rules.voting.weight_source import WeightSource, WeightStep


class SquareRoot(WeightSource):
    """A member's weight is floor(sqrt(tokens))."""

    id = "square-root/1"
    place = 40

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The integer square root of the tokens."""
        del supply, parameters
        return isqrt(tokens)

    def steps(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> Sequence[WeightStep]:
        """The root."""
        return (WeightStep("root", self.weigh(tokens, supply, parameters)),)

"""One member, one vote."""

from collections.abc import Mapping, Sequence
from typing import Any

from govern.rules.voting.weight_source import WeightSource, WeightStep


class Equal(WeightSource):
    """Every member has weight 1."""

    id = "equal/1"
    place = 10
    by_tokens = False

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """Always 1."""
        del tokens, supply, parameters
        return 1

    def steps(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> Sequence[WeightStep]:
        """One line."""
        return (WeightStep("one", self.weigh(tokens, supply, parameters)),)

"""One confirmed token, one vote."""

from collections.abc import Mapping
from typing import Any

from govern.rules.voting.weight_source import WeightSource


class Tokens(WeightSource):
    """A member's weight is the number of their confirmed tokens."""

    id = "tokens/1"
    place = 20
    unit = "tokens"

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The tokens."""
        del supply, parameters
        return tokens

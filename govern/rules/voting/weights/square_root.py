"""The square root of tokens: large holdings count less than in proportion."""

from collections.abc import Mapping
from math import isqrt
from typing import Any

from govern.protocol.errors import Refused


class SquareRoot:
    """A member weighs floor(sqrt(tokens))."""

    id = "square-root/1"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Takes no parameters; raises Refused(rulebook_invalid)."""
        if parameters:
            raise Refused("rulebook_invalid", field=field)

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The integer square root of the tokens."""
        del supply, parameters
        return isqrt(tokens)

"""One confirmed token, one vote."""

from collections.abc import Mapping
from typing import Any

from govern.protocol.errors import Refused


class Tokens:
    """A member weighs as much as the tokens confirmed to them."""

    id = "tokens/1"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Takes no parameters; raises Refused(rulebook_invalid)."""
        if parameters:
            raise Refused("rulebook_invalid", field=field)

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The tokens."""
        del supply, parameters
        return tokens

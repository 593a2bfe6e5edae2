"""One member, one vote."""

from collections.abc import Mapping
from typing import Any

from govern.protocol.errors import Refused


class Equal:
    """Every member weighs 1."""

    id = "equal/1"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Takes no parameters; raises Refused(rulebook_invalid)."""
        if parameters:
            raise Refused("rulebook_invalid", field=field)

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """Always 1."""
        del tokens, supply, parameters
        return 1

"""Tokens, but nobody weighs more than a share of all tokens."""

from collections.abc import Mapping
from typing import Any

from govern.protocol.amounts import read_ratio
from govern.protocol.errors import Refused, words


class Capped:
    """A member weighs their tokens, at most floor(supply * cap); the cap is a parameter."""

    id = "capped-tokens/1"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Takes `cap`, a ratio above 0; raises Refused(rulebook_invalid, rulebook_unsafe)."""
        if parameters.keys() != {"cap"}:
            raise Refused("rulebook_invalid", field=field)
        if read_ratio(parameters["cap"], f"{field}.cap").num == 0:
            raise Refused("rulebook_unsafe", field=f"{field}.cap", why=words("nobody would have a vote"))

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The tokens or the cap, whichever is less."""
        return min(tokens, read_ratio(parameters["cap"], "cap").floor_of(supply))

"""Tokens with a cap: nobody's weight exceeds a share of all tokens."""

from collections.abc import Mapping, Sequence
from typing import Any

from govern.protocol.amounts import read_ratio
from govern.protocol.errors import N_, Refused
from govern.rules.voting.weight_source import WeightSource, WeightStep


class CappedTokens(WeightSource):
    """A member's weight is their tokens, at most floor(supply * cap); the cap is a parameter."""

    id = "capped-tokens/1"
    place = 30
    parameter = "cap"
    by_supply = True
    unit = "tokens"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Accept `cap`, a ratio above 0; raises Refused(rulebook_invalid, rulebook_unsafe)."""
        if parameters.keys() != {"cap"}:
            raise Refused("rulebook_invalid", field=field)
        if read_ratio(parameters["cap"], f"{field}.cap").num == 0:
            raise Refused("rulebook_unsafe", field=f"{field}.cap", why=N_("nobody would have a vote"))

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The tokens or the cap, whichever is less."""
        return min(tokens, _cap(supply, parameters))

    def steps(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> Sequence[WeightStep]:
        """All tokens, the cap, and the capped weight if it is lower."""
        cap = _cap(supply, parameters)
        steps = WeightStep("supply", supply), WeightStep("cap", cap)
        return (*steps, WeightStep("capped", cap)) if cap < tokens else steps


def _cap(supply: int, parameters: Mapping[str, Any]) -> int:
    return read_ratio(parameters["cap"], "cap").floor_of(supply)

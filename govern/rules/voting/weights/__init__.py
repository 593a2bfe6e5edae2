"""The menu of weight sources: each a small stateless class, listed here by hand. Ids are promises."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from govern.protocol.errors import Refused
from govern.rules.voting.weights.bands import Bands
from govern.rules.voting.weights.capped import Capped
from govern.rules.voting.weights.equal import Equal
from govern.rules.voting.weights.square_root import SquareRoot
from govern.rules.voting.weights.tokens import Tokens


class WeightSource(Protocol):
    """How a member's weight follows from confirmed tokens; a weight of 0 means no vote."""

    id: str

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Raises Refused(rulebook_invalid, rulebook_unsafe) for parameters it cannot use."""

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The weight of a member with `tokens` of the community's `supply`."""


WEIGHTS: Final[dict[str, WeightSource]] = {
    source.id: source for source in (Equal(), Tokens(), Capped(), SquareRoot(), Bands())
}


def read_weight(raw: Any, field: str) -> WeightSource:
    """The source that `{"source":…, …}` names, its parameters checked; raises Refused(rulebook_invalid, ...)."""
    if not isinstance(raw, dict) or not isinstance(raw.get("source"), str) or raw["source"] not in WEIGHTS:
        raise Refused("rulebook_invalid", field=field)
    source = WEIGHTS[raw["source"]]
    source.check({name: value for name, value in raw.items() if name != "source"}, field)
    return source

"""Bands of tokens: everybody within a band has the same weight."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from govern.protocol.amounts import LARGEST
from govern.protocol.errors import N_, Refused
from govern.rules.voting.weight_source import WeightSource, WeightStep

MOST: Final = 20  # bands
HEAVIEST: Final = 1_000_000  # keeps the sum of a roll within strict JSON


class Bands(WeightSource):
    """A member's weight is that of the highest band that their tokens reach; below the first band, 0."""

    id = "bands/1"
    place = 50
    parameter = "bands"

    def check(self, parameters: Mapping[str, Any], field: str) -> None:
        """Accept `bands`, each `{"from":<tokens>,"weight":<weight>}`, both rising.

        Raises Refused(rulebook_invalid, rulebook_unsafe).
        """
        bands = parameters.get("bands")
        if parameters.keys() != {"bands"} or not isinstance(bands, list) or not 1 <= len(bands) <= MOST:
            raise Refused("rulebook_invalid", field=f"{field}.bands")
        if not all(_is_band(band) for band in bands):
            raise Refused("rulebook_invalid", field=f"{field}.bands")
        if not all(a["from"] < b["from"] and a["weight"] < b["weight"] for a, b in pairwise(bands)):
            raise Refused(
                "rulebook_unsafe", field=f"{field}.bands", why=N_("more tokens must never weigh less than fewer")
            )

    def weigh(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> int:
        """The weight of the band."""
        del supply
        return max((band["weight"] for band in parameters["bands"] if tokens >= band["from"]), default=0)

    def steps(self, tokens: int, supply: int, parameters: Mapping[str, Any]) -> Sequence[WeightStep]:
        """The weight of the band."""
        return (WeightStep("band", self.weigh(tokens, supply, parameters)),)


def _is_band(band: Any) -> bool:
    if not isinstance(band, dict) or band.keys() != {"from", "weight"}:
        return False
    return (
        all(type(value) is int for value in band.values())
        and 0 <= band["from"] <= LARGEST
        and 0 < band["weight"] <= HEAVIEST
    )

"""The weight sources: each module of this package defines the descriptor of one. Ids never change their meaning."""

from typing import Any, Final

from govern.protocol.errors import Refused
from govern.rules import descriptors
from govern.rules.voting.weight_source import WeightSource

WEIGHTS: Final[dict[str, WeightSource]] = {
    # mypy rejects an abstract class as the type of a descriptor
    one.id: one
    for one in sorted(descriptors.classes(__name__, WeightSource), key=lambda one: one.place)  # type: ignore[type-abstract]
}


def read_weight(raw: Any, field: str) -> WeightSource:
    """The source in `{"source":…, …}` with checked parameters; raises Refused(rulebook_invalid, ...)."""
    if not isinstance(raw, dict) or not isinstance(raw.get("source"), str) or raw["source"] not in WEIGHTS:
        raise Refused("rulebook_invalid", field=field)
    source = WEIGHTS[raw["source"]]
    source.check({name: value for name, value in raw.items() if name != "source"}, field)
    return source

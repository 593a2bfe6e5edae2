"""The preset first rulebooks, listed by hand."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from govern.rules.rulebook.presets.cooperative import cooperative
from govern.rules.rulebook.presets.foundation import foundation
from govern.rules.rulebook.presets.simple import simple
from govern.rules.rulebook.presets.tokens import tokens

PRESETS: Final[dict[str, Callable[[], dict[str, Any]]]] = {
    "simple": simple,
    "tokens": tokens,
    "cooperative": cooperative,
    "foundation": foundation,
}
NEWER: Final[Mapping[int, Mapping[str, Any]]] = {2: {"unsupported": "vacant"}}
"""By the format that introduced them, the newer fields of each kind of proposal with their safe values."""


def preset(name: str, number: int) -> dict[str, Any]:
    """A preset rulebook in a format; raises KeyError."""
    raw = PRESETS[name]()
    newer = {field: value for since, fields in NEWER.items() if since <= number for field, value in fields.items()}
    kinds = {kind: rules | newer for kind, rules in raw["kinds"].items()}
    return raw | {"kinds": kinds} | ({"format": number} if number > 1 else {})

"""Token rules for rulebooks in tests of maturity and decay."""

from typing import Any

from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.people import ADA, CommunityDsl

WHOLE = 1_000_000


def token_rules(maturity_ms: int = 0, epoch_ms: int = 0, keep: int = WHOLE) -> dict[str, Any]:
    """Token rules; without decay unless given."""
    return {"decay": {"epoch_ms": epoch_ms, "keep": keep}, "maturity_ms": maturity_ms}


def decaying(keep: int = 900_000, epoch_days: int = 10, maturity_days: int = 0, number: int = 1) -> dict[str, Any]:
    """A rulebook whose motions weigh tokens, all of which decay."""
    rulebook = PRESETS["tokens"]()
    motion = rulebook["kinds"]["motion"] | {"weight": {"source": "tokens/1"}}
    tokens = token_rules(maturity_days * DAY, epoch_days * DAY, keep)
    return rulebook | {"kinds": rulebook["kinds"] | {"motion": motion}, "number": number, "tokens": tokens}


def adopt(community: CommunityDsl, rulebook: dict[str, Any]) -> None:
    """The founder adopts a rulebook of the community, which counts at once."""
    community.say(ADA, "rulebook-adopted", rulebook=rulebook, scope="community")

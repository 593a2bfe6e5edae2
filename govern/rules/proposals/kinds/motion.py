"""A motion: passing records a resolution and nothing else."""

from collections.abc import Iterable
from typing import Any

from govern.protocol.errors import Refused
from govern.protocol.state import State
from govern.rules.rulebook.rules import Rules


class Motion:
    """Exactly one effect: the resolution enters the register."""

    id = "motion"
    consequence = "effect-applied"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid)."""
        del state, rules, scope
        if effects != [{"effect": "record-resolution"}]:
            raise Refused("effects_invalid", field="effects")

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """None."""
        del effects
        return ()

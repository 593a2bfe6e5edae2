"""A motion: passing only records a resolution."""

from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.state import State
from govern.rules.proposals.kind import ProposalKind
from govern.rules.rulebook.rules import Rules

RECORD: fields.Fields = {"effect": lambda value: value == "record-resolution"}


class MotionKind(ProposalKind):
    """Exactly one effect: the resolution enters the register."""

    id = "motion"
    effects = {"record-resolution": RECORD}

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid)."""
        del state, rules, scope
        if effects != [{"effect": "record-resolution"}]:
            raise Refused("effects_invalid", field="effects")

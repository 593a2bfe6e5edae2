"""A motion: passing only records a resolution."""

from collections.abc import Sequence

from govern.protocol.effect import Effect, typed_effect
from govern.protocol.errors import Refused
from govern.protocol.state import State
from govern.rules.proposals.kind import ProposalKind
from govern.rules.rulebook.rules import Rules


@typed_effect("record-resolution")
class RecordResolution(Effect):
    """The resolution enters the register."""


class MotionKind(ProposalKind[RecordResolution]):
    """Exactly one effect: the resolution enters the register."""

    id = "motion"
    needed_since = 1
    effects = (RecordResolution,)

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[RecordResolution]:
        """Raises Refused(effects_invalid)."""
        del state, rules, scope
        effect = RecordResolution()
        if effects != [effect.to_dict()]:
            raise Refused("effects_invalid", field="effects")
        return (effect,)

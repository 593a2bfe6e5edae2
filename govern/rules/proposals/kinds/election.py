"""An election: passing fills the seats of an office with the winning candidates, for a term."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from govern.protocol.effect import typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Candidacy, Proposal
from govern.protocol.state import State
from govern.protocol.units import DAY
from govern.rules.people import elections
from govern.rules.proposals.kind import ProposalKind, only
from govern.rules.rulebook.presets.parts import over_options
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.rules import Rules
from govern.rules.voting.methods import SEVERAL

UNELECTED: Final = frozenset({"administrator", "delegate"})  # administrators run the server; clubs name their delegates


@typed_effect("fill-seats")
class FillSeats(elections.SeatsEffect):
    """The seats of an office."""


class ElectionKind(ProposalKind[FillSeats]):
    """Exactly one effect: the office, its seats and terms; candidates must accept before the announcement."""

    id = "election"
    effects = (FillSeats,)
    consequence = elections.SeatsFilled
    asks = "candidates"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """The single transferable vote without delegation, with a week for candidacies."""
        del money
        return over_options(base) | {"delegation": False, "method": "stv/1", "review_ms": 7 * DAY}

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[FillSeats]:
        """Raises Refused(effects_invalid, field_*, office_of_scope, one_seat)."""
        del state
        effect = FillSeats.checked(only(effects))
        if (effect.office == "convener" and scope == COMMUNITY) or effect.office in UNELECTED:
            raise Refused("office_of_scope", field="effects")
        if effect.until and effect.until <= effect.starts:
            raise Refused("effects_invalid", field="effects")
        if effect.seats > 1 and SEVERAL[rules.of_kind(self.id).method].one_winner:
            raise Refused("one_seat", field="effects")
        return (effect,)

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The candidates who accepted and did not withdraw."""
        standing = state.where(Candidacy, "proposal", proposal.id)
        return [one.member for one in standing if one.accepted_at and not one.withdrawn_at]

    def seats(self, proposal: Proposal) -> int:
        """The seats of the office."""
        return elections.seats_effect(proposal).seats

    def starts(self, proposal: Proposal) -> int:
        """The beginning of the term."""
        return elections.seats_effect(proposal).starts

    def ends(self, effect: FillSeats) -> int:
        """The end of the terms that a by-election fills."""
        return effect.until

    def stated(self, state: State, proposal: Proposal, effect: FillSeats, at: int) -> dict[str, object]:
        """The winners who still belong to the scope, and the end of their term."""
        return elections.filling(state, proposal, effect, at)

"""A budget adopted by vote: passing appropriates sums to programmes for a period."""

from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Programme, Proposal
from govern.protocol.state import State, find
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.budget import APPROPRIATION

MOST_LINES: Final = 50


class AppropriationKind(ProposalKind):
    """One to fifty effects, each a programme's sum in a currency for a period."""

    id = "appropriation"
    effects = {"appropriate": APPROPRIATION}
    consequence = "appropriation-made"
    stricter_by = "sum"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_unknown, appropriation_scope, ...)."""
        if scope != "community":
            raise Refused("appropriation_scope")  # clubs cannot appropriate budget lines to themselves
        if not 1 <= len(effects) <= MOST_LINES:
            raise Refused("effects_invalid", field="effects")
        for effect in effects:
            if not isinstance(effect, dict):
                raise Refused("effects_invalid", field="effects")
            fields.check(effect, APPROPRIATION)
            rules.approvals_needed(effect["currency"], effect["amount"])
            find(state, Programme, "programme_unknown", effect["programme"])
            if effect["ends"] <= effect["starts"]:
                raise Refused("appropriation_time", field="ends")

    def sum_of(self, effect: Effect) -> int:
        """The sum of the programme."""
        return int(effect["amount"])

    def ends(self, effect: Effect) -> int:
        """The end of the period of the sum."""
        return int(effect["ends"])

    def stated(self, state: State, proposal: Proposal, effect: Effect, at: int) -> dict[str, Any]:
        """The budget line, in the scope of its programme; without a beginning it begins now."""
        del proposal
        scope = find(state, Programme, "programme_unknown", effect["programme"]).scope
        line = {name: effect[name] for name in APPROPRIATION if name != "effect"}
        return line | {"scope": scope, "starts": effect["starts"] or at}

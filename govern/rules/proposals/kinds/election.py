"""An election: passing fills the seats of an office with the winning candidates, for a term."""

from collections.abc import Iterable
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Candidacy, Proposal
from govern.protocol.state import State
from govern.protocol.units import DAY
from govern.rules.people import elections
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.rulebook.presets.parts import over_options
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.rules import Rules
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.question import MOST_OPTIONS

UNELECTED: Final = frozenset({"administrator", "delegate"})  # administrators run the server; clubs name their delegates
FILL: fields.Fields = {
    "effect": lambda value: value == "fill-seats",
    "most_terms": lambda value: fields.natural(value) and value <= 100,  # 0: no limit
    "office": fields.office,
    "seats": lambda value: fields.positive(value) and value < MOST_OPTIONS,
    "starts": fields.natural,  # ms since 1970; 0: after the standstill
    "term_days": lambda value: fields.positive(value) and value <= 3660,
    "until": fields.natural,  # for a by-election: the end of the terms that it fills; else 0
}


class ElectionKind(ProposalKind):
    """Exactly one effect: the office, its seats and terms; candidates must accept before the announcement."""

    id = "election"
    effects = {"fill-seats": FILL}
    consequence = "seats-filled"
    asks = "candidates"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """The single transferable vote without delegation, with a week for candidacies."""
        del money
        return over_options(base) | {"delegation": False, "method": "stv/1", "review_ms": 7 * DAY}

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, office_of_scope, one_seat)."""
        del state
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        effect = effects[0]
        fields.check(effect, FILL)
        if (effect["office"] == "convener" and scope == COMMUNITY) or effect["office"] in UNELECTED:
            raise Refused("office_of_scope", field="effects")
        if effect["until"] and effect["until"] <= effect["starts"]:
            raise Refused("effects_invalid", field="effects")
        if effect["seats"] > 1 and SEVERAL[rules.of_kind(self.id).method].one_winner:
            raise Refused("one_seat", field="effects")

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The candidates who accepted and did not withdraw."""
        standing = state.where(Candidacy, "proposal", proposal.id)
        return [one.member for one in standing if one.accepted_at and not one.withdrawn_at]

    def seats(self, proposal: Proposal) -> int:
        """The seats of the office."""
        return int(proposal.effects[0]["seats"])

    def starts(self, proposal: Proposal) -> int:
        """The beginning of the term."""
        return int(proposal.effects[0]["starts"])

    def ends(self, effect: Effect) -> int:
        """The end of the terms that a by-election fills."""
        return int(effect["until"])

    def stated(self, state: State, proposal: Proposal, effect: Effect, at: int) -> dict[str, Any]:
        """The winners who still belong to the scope, and the end of their term."""
        return elections.filling(state, proposal, effect, at)

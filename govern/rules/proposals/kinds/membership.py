"""A vote on membership: passing admits a person to, or excludes a member from, the community or a club."""

from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Proposal
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement
from govern.rules.people import exclusions
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.rulebook.presets.parts import ratio
from govern.rules.rulebook.rules import Rules

ADMIT: fields.Fields = {
    "admitted": fields.member,
    "claim": fields.mapping,  # a new member's proof of possession; empty in a club
    "effect": lambda value: value == "admit-member",
}
EXCLUDE: fields.Fields = {"effect": lambda value: value == "exclude-member", "excluded": fields.member}


class MembershipKind(ProposalKind):
    """Exactly one effect: a person to admit, with their proof of possession, or a member to exclude."""

    id = "membership"
    effects = {"admit-member": ADMIT, "exclude-member": EXCLUDE}

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Two thirds."""
        del money
        return base | {"support": ratio(2, 3, strict=True)}

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, claim_invalid, key_taken, member_exists, club_member, ...)."""
        del rules
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        admits = effects[0].get("effect") == "admit-member"
        fields.check(effects[0], ADMIT if admits else EXCLUDE)
        exclusions.check_form(state, effects[0], scope)

    def check_applicable(self, state: State, proposal: Proposal, effect: Effect, at: int) -> None:
        """Raise Refused(last_administrator, claim_invalid, key_taken, ...) unless possible now."""
        del at
        exclusions.check(state, effect, proposal.scope)

    def carry_out(
        self, state: State, statement: Statement[Payload], proposal: Proposal, effect: Effect
    ) -> tuple[Fact, ...]:
        """Admit the person, or exclude the member."""
        return exclusions.carry_out(state, statement, effect, proposal.scope)

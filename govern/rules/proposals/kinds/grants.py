"""A grant round: passing opens it with a sum, a committee that scores applications, and its dates."""

from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury import grants
from govern.rules.treasury.budget import check_programme

LONGEST: Final = 3660  # days


def days(value: Any) -> bool:
    """One day to ten years."""
    return fields.positive(value) and value <= LONGEST


ROUND: fields.Fields = {
    "apply_days": days,
    "committee": fields.office,
    "currency": fields.currency,
    "effect": lambda value: value == "open-round",
    "expires_days": days,
    "least": lambda value: fields.natural(value) and value <= 100,
    "programme": fields.slug_or_empty,
    "score_days": days,
    "sum": fields.positive,
}


class GrantsKind(ProposalKind):
    """One effect: the sum, the committee, the times for applications and scores, and the minimum mean score."""

    id = "grants"
    effects = {"open-round": ROUND}
    consequence = "round-opened"
    stricter_by = "sum"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_*)."""
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        fields.check(effects[0], ROUND)
        rules.approvals_needed(effects[0]["currency"], effects[0]["sum"])
        check_programme(state, effects[0]["programme"], scope)

    def sum_of(self, effect: Effect) -> int:
        """The total sum."""
        return int(effect["sum"])

    def drawn_by(self, effect: Effect) -> int:
        """The total sum."""
        return self.sum_of(effect)

    def stated(self, state: State, proposal: Proposal, effect: Effect, at: int) -> dict[str, Any]:
        """The round, and the ends of applications and scores."""
        del proposal
        return grants.opening(state, effect, at)

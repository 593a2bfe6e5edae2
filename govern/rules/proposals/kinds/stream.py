"""A pool for streams: passing opens it with an hourly sum for a number of days."""

from typing import Any

from govern.protocol import fields
from govern.protocol.amounts import LARGEST
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.proposals.kinds.grants import days
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury import streams
from govern.rules.treasury.budget import check_programme

POOL: fields.Fields = {
    "currency": fields.currency,
    "days": days,
    "effect": lambda value: value == "open-pool",
    "hourly": fields.positive,
    "programme": fields.slug_or_empty,
}


class StreamPool(ProposalKind):
    """One effect: the hourly sum, its currency, and the number of days."""

    id = "stream"
    effects = {"open-pool": POOL}
    consequence = "pool-opened"
    stricter_by = "sum"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_*, appropriation_scope)."""
        if scope != "community":
            raise Refused("appropriation_scope")
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        fields.check(effects[0], POOL)
        whole = effects[0]["hourly"] * 24 * effects[0]["days"]
        if whole > LARGEST:
            raise Refused("balance_exceeded", field="effects")
        rules.approvals_needed(effects[0]["currency"], whole)
        check_programme(state, effects[0]["programme"], scope)

    def sum_of(self, effect: Effect) -> int:
        """The total that the pool may pay."""
        return int(24 * effect["days"] * effect["hourly"])

    def drawn_by(self, effect: Effect) -> int:
        """The total that the pool may pay."""
        return self.sum_of(effect)

    def stated(self, state: State, proposal: Proposal, effect: Effect, at: int) -> dict[str, Any]:
        """The pool, and its end."""
        del proposal
        return streams.opening(state, effect, at)

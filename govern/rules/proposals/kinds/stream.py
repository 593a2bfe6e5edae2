"""A pool for streams: passing opens it with an hourly sum for a number of days."""

from collections.abc import Sequence

from govern.protocol.amounts import LARGEST
from govern.protocol.effect import typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kind import MoneyAsked, ProposalKind, only
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury import streams
from govern.rules.treasury.budget import check_programme


@typed_effect("open-pool")
class OpenPool(streams.PoolEffect):
    """A pool for streams."""


class StreamPool(ProposalKind[OpenPool]):
    """One effect: the hourly sum, its currency, and the number of days."""

    id = "stream"
    effects = (OpenPool,)
    consequence = streams.PoolOpened
    stricter_by = "sum"

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[OpenPool]:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_*, appropriation_scope)."""
        if scope != "community":
            raise Refused("appropriation_scope")
        effect = OpenPool.checked(only(effects))
        whole = streams.whole_of(effect)
        if whole > LARGEST:
            raise Refused("balance_exceeded", field="effects")
        rules.approvals_needed(effect.currency, whole)
        check_programme(state, effect.programme, scope)
        return (effect,)

    def sum_of(self, effect: OpenPool) -> MoneyAsked:
        """The total that the pool may pay."""
        return MoneyAsked(effect.currency, streams.whole_of(effect), effect.programme)

    def drawn_by(self, effect: OpenPool) -> MoneyAsked:
        """The total that the pool may pay."""
        return self.sum_of(effect)

    def stated(self, state: State, proposal: Proposal, effect: OpenPool, at: int) -> dict[str, object]:
        """The pool, and its end."""
        del proposal
        return streams.opening(state, effect, at)

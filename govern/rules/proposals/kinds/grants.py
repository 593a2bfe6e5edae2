"""A grant round: passing opens it with a sum, a committee that scores applications, and its dates."""

from collections.abc import Sequence

from govern.protocol.effect import typed_effect
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kind import MoneyAsked, ProposalKind, only
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury import grants
from govern.rules.treasury.budget import check_programme


@typed_effect("open-round")
class OpenRound(grants.RoundEffect):
    """A grant round."""


class GrantsKind(ProposalKind[OpenRound]):
    """One effect: the sum, the committee, the times for applications and scores, and the minimum mean score."""

    id = "grants"
    effects = (OpenRound,)
    consequence = grants.RoundOpened
    stricter_by = "sum"

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[OpenRound]:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_*)."""
        effect = OpenRound.checked(only(effects))
        rules.approvals_needed(effect.currency, effect.sum)
        check_programme(state, effect.programme, scope)
        return (effect,)

    def sum_of(self, effect: OpenRound) -> MoneyAsked:
        """The total sum."""
        return MoneyAsked(effect.currency, effect.sum, effect.programme)

    def drawn_by(self, effect: OpenRound) -> MoneyAsked:
        """The total sum."""
        return self.sum_of(effect)

    def stated(self, state: State, proposal: Proposal, effect: OpenRound, at: int) -> dict[str, object]:
        """The round, and the ends of applications and scores."""
        del proposal
        return grants.opening(state, effect, at)

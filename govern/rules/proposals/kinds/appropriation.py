"""A budget adopted by vote: passing appropriates sums to programmes for a period."""

from collections.abc import Sequence
from typing import Final

from govern.protocol.effect import typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Programme, Proposal
from govern.protocol.state import State, find
from govern.rules.proposals.kind import MoneyAsked, ProposalKind
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.budget import AppropriationEffect, AppropriationMade

MOST_LINES: Final = 50


@typed_effect("appropriate")
class Appropriate(AppropriationEffect):
    """A sum for a programme."""


class AppropriationKind(ProposalKind[Appropriate]):
    """One to fifty effects, each a programme's sum in a currency for a period."""

    id = "appropriation"
    effects = (Appropriate,)
    consequence = AppropriationMade
    stricter_by = "sum"

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[Appropriate]:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_unknown, appropriation_scope, ...)."""
        if scope != "community":
            raise Refused("appropriation_scope")  # clubs cannot appropriate budget lines to themselves
        if not 1 <= len(effects) <= MOST_LINES:
            raise Refused("effects_invalid", field="effects")
        return [_read(one, state, rules) for one in effects]

    def sum_of(self, effect: Appropriate) -> MoneyAsked:
        """The sum of the programme."""
        return MoneyAsked(effect.currency, effect.amount)

    def ends(self, effect: Appropriate) -> int:
        """The end of the period of the sum."""
        return effect.ends

    def stated(self, state: State, proposal: Proposal, effect: Appropriate, at: int) -> dict[str, object]:
        """The budget line, in the scope of its programme; without a beginning it begins now."""
        del proposal
        return {
            "amount": effect.amount,
            "currency": effect.currency,
            "ends": effect.ends,
            "programme": effect.programme,
            "scope": find(state, Programme, "programme_unknown", effect.programme).scope,
            "starts": effect.starts or at,
        }


def _read(value: object, state: State, rules: Rules) -> Appropriate:
    effect = Appropriate.read(value)
    rules.approvals_needed(effect.currency, effect.amount)
    find(state, Programme, "programme_unknown", effect.programme)
    if effect.ends <= effect.starts:
        raise Refused("appropriation_time", field="ends")
    return effect

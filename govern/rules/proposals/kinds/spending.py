"""A spending proposal: passing grants mandates to pay named payees up to a cap."""

from collections.abc import Iterable, Sequence
from typing import Final

from govern.protocol.effect import typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kind import MoneyAsked, ProposalKind
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.mandate_effects import (
    MandateEffect,
    MandateGranted,
    check_grant,
    check_inside,
    granting,
    texts_of,
)

MOST_EFFECTS: Final = 20


@typed_effect("grant-mandate")
class GrantMandate(MandateEffect):
    """A mandate."""


class SpendingKind(ProposalKind[GrantMandate]):
    """One to twenty effects, each a mandate: payee, purpose, currency, cap in minor units, days until it expires."""

    id = "spending"
    effects = (GrantMandate,)
    consequence = MandateGranted
    stricter_by = "sum"
    is_plain_spending = True

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[GrantMandate]:
        """Raises Refused(effects_invalid, field_*, currency_unknown, member_unknown, programme_*, tranches_differ)."""
        granted = _read(effects)
        for effect in granted:
            check_grant(effect, state, rules, scope)
        return granted

    def texts(self, effects: Sequence[object]) -> Iterable[str]:
        """Each purpose, and each outside payee's public name; raises Refused(effects_invalid, field_*)."""
        for effect in _read(effects):
            yield from texts_of(effect)

    def sum_of(self, effect: GrantMandate) -> MoneyAsked:
        """The cap of the mandate."""
        return MoneyAsked(effect.currency, effect.cap, effect.programme)

    def drawn_by(self, effect: GrantMandate) -> MoneyAsked:
        """The cap of the mandate."""
        return self.sum_of(effect)

    def stated(self, state: State, proposal: Proposal, effect: GrantMandate, at: int) -> dict[str, object]:
        """The mandate, drawn on a budget line if its programme has any."""
        del proposal
        return granting(state, effect, at)


def _read(effects: Sequence[object]) -> list[GrantMandate]:
    if not 1 <= len(effects) <= MOST_EFFECTS:
        raise Refused("effects_invalid", field="effects")
    granted = []
    for one in effects:
        effect = GrantMandate.read(one)
        check_inside(effect)
        granted.append(effect)
    return granted

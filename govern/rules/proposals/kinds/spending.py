"""A spending proposal: passing grants mandates to pay named payees up to a cap."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.protocol.units import DAY
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.budget import check_programme, line_for
from govern.rules.treasury.mandates import check_tranches
from govern.rules.treasury.payees import check_payee, check_present, names_of

MOST_EFFECTS: Final = 20
GRANT: fields.Fields = {
    "cap": fields.positive,
    "currency": fields.currency,
    "effect": lambda value: value == "grant-mandate",
    "expires_days": lambda value: fields.positive(value) and value <= 3660,
    "payee": fields.mapping,
    "programme": fields.slug_or_empty,
    "purpose": fields.digest,
    "tranches": fields.array,
}

STATED: Final = ("cap", "currency", "payee", "programme", "purpose", "tranches")


class SpendingKind(ProposalKind):
    """One to twenty effects, each a mandate: payee, purpose, currency, cap in minor units, days until it expires."""

    id = "spending"
    effects = {"grant-mandate": GRANT}
    consequence = "mandate-granted"
    stricter_by = "sum"
    is_plain_spending = True

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, currency_unknown, member_unknown, programme_*, tranches_differ)."""
        _check_form(effects)
        for effect in effects:
            check_grant(effect, state, rules, scope)

    def texts(self, effects: Sequence[Any]) -> Iterable[str]:
        """Each purpose, and each outside payee's public name; raises Refused(effects_invalid, field_*)."""
        _check_form(effects)
        for effect in effects:
            yield from texts_of(effect)

    def sum_of(self, effect: Effect) -> int:
        """The cap of the mandate."""
        return int(effect["cap"])

    def drawn_by(self, effect: Effect) -> int:
        """The cap of the mandate."""
        return self.sum_of(effect)

    def stated(self, state: State, proposal: Proposal, effect: Effect, at: int) -> dict[str, Any]:
        """The mandate, drawn on a budget line if its programme has any."""
        del proposal
        return mandate(state, effect, at)


def mandate(state: State, effect: Effect, at: int) -> dict[str, Any]:
    """The fields of a mandate in the clerk's statement; raises Refused(budget_exceeded) if no line has room."""
    line = line_for(state, effect["programme"], effect["currency"], effect["cap"], at)
    terms = {"expires": at + effect["expires_days"] * DAY, "line": line.id if line else ""}
    return terms | {name: effect[name] for name in STATED}


def check_grant(effect: Any, state: State, rules: Rules, scope: str) -> None:
    """Check a well-formed mandate against the community; raises Refused(currency_unknown, member_unknown, ...)."""
    check_present(state, effect["payee"])
    rules.approvals_needed(effect["currency"], effect["cap"])
    check_programme(state, effect["programme"], scope)


def texts_of(effect: Any) -> Iterable[str]:
    """The texts that a mandate names."""
    yield effect["purpose"]
    yield from names_of(effect["payee"])
    yield from dict.fromkeys(one["condition"] for one in effect["tranches"] if one["condition"])


def _check_form(effects: Sequence[Any]) -> None:
    if not 1 <= len(effects) <= MOST_EFFECTS:
        raise Refused("effects_invalid", field="effects")
    for effect in effects:
        if not isinstance(effect, dict):
            raise Refused("effects_invalid", field="effects")
        fields.check(effect, GRANT)
        check_inside(effect)


def check_inside(effect: Any) -> None:
    """Raise Refused(field_*, tranches_differ) unless payee and tranches of a mandate are well formed."""
    check_payee(effect["payee"])
    check_tranches(effect)

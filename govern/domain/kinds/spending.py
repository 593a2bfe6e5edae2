"""A spending proposal: passing grants mandates to pay named payees up to a cap."""

from collections.abc import Iterable
from typing import Any, Final

from govern.domain import fields
from govern.domain.clubs import present
from govern.domain.errors import Refused
from govern.domain.rules import Rules
from govern.domain.state import State

MOST_EFFECTS: Final = 20
GRANT: fields.Fields = {
    "cap": fields.positive,
    "currency": fields.currency,
    "effect": lambda value: value == "grant-mandate",
    "expires_days": lambda value: fields.positive(value) and value <= 3660,
    "payee": fields.mapping,
    "purpose": fields.digest,
}
TO_MEMBER: fields.Fields = {"member": fields.member, "type": lambda value: value == "member"}
TO_OUTSIDER: fields.Fields = {"name": fields.digest, "type": lambda value: value == "outside"}


class Spending:
    """One to twenty effects, each a mandate: payee, purpose, currency, cap in minor units, days until it expires."""

    id = "spending"
    consequence = "mandate-granted"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, currency_unknown, member_unknown)."""
        del scope
        _check_form(effects)
        for effect in effects:
            if effect["payee"]["type"] == "member":
                present(state, effect["payee"]["member"])
            rules.approvals_needed(effect["currency"], effect["cap"])

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """Each purpose, and each outside payee's public name; raises Refused(effects_invalid, field_*)."""
        _check_form(effects)
        for effect in effects:
            yield effect["purpose"]
            if effect["payee"]["type"] == "outside":
                yield effect["payee"]["name"]


def _check_form(effects: list[Any]) -> None:
    if not 1 <= len(effects) <= MOST_EFFECTS:
        raise Refused("effects_invalid", field="effects")
    for effect in effects:
        if not isinstance(effect, dict):
            raise Refused("effects_invalid", field="effects")
        fields.check(effect, GRANT)
        check_payee(effect["payee"])


def check_payee(payee: Any) -> None:
    """Raises Refused(field_*) unless this names a member, or an outsider by the hash of their name."""
    fields.check(payee, TO_OUTSIDER if payee.get("type") == "outside" else TO_MEMBER)

"""A budget adopted by vote: passing appropriates sums to programmes for a time."""

from collections.abc import Iterable
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Programme
from govern.protocol.state import State, find
from govern.rules.rulebook.rules import Rules
from govern.rules.treasury.budget import APPROPRIATION

MOST_LINES: Final = 50


class Appropriation:
    """One to fifty effects, each a programme's sum in a currency from a moment to another."""

    id = "appropriation"
    consequence = "appropriation-made"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, currency_unknown, programme_unknown, appropriation_scope, ...)."""
        if scope != "community":
            raise Refused("appropriation_scope")  # clubs get budget lines; they do not give themselves any
        if not 1 <= len(effects) <= MOST_LINES:
            raise Refused("effects_invalid", field="effects")
        for effect in effects:
            if not isinstance(effect, dict):
                raise Refused("effects_invalid", field="effects")
            fields.check(effect, APPROPRIATION)
            rules.approvals_needed(effect["currency"], effect["amount"])
            find(state, Programme, "programme_unknown", effect["programme"])
            if effect["ends"] <= effect["starts"]:
                raise Refused("appropriation_time", field="ends")

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """None: programmes have their names."""
        del effects
        return ()

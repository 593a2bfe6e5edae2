"""An amendment: passing adopts a changed rulebook, or ratifies the one in force."""

from collections.abc import Iterable
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.state import State
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.rulebooks import changed_paths, in_force, next_number, scope_of
from govern.rules.rulebook.rules import Rules

ADOPT: fields.Fields = {"effect": lambda value: value == "adopt-rulebook", "rulebook": fields.mapping}
RATIFY: fields.Fields = {"effect": lambda value: value == "ratify-rulebook", "number": fields.positive}


class Amendment:
    """Exactly one effect: the whole next rulebook, safe and different; or the number of the one to be ratified."""

    id = "amendment"
    consequence = "effect-applied"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, rulebook_*, ratified_already, ratify_other)."""
        del rules
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        if effects[0].get("effect") == "ratify-rulebook":
            fields.check(effects[0], RATIFY)
        else:
            fields.check(effects[0], ADOPT)
            read_rulebook(effects[0]["rulebook"])
        check_applicable(state, effects[0], scope)

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """None."""
        del effects
        return ()


def check_applicable(state: State, effect: Any, scope: str) -> None:
    """Raises Refused(rulebook_number, rulebook_unchanged, ratified_already, ratify_other) unless it fits as of now."""
    holder = scope_of(state, scope)
    if effect["effect"] == "ratify-rulebook":
        if holder.ratified_at:
            raise Refused("ratified_already")
        if not holder.rulebook or effect["number"] != holder.rulebook:
            raise Refused("ratify_other")
        return
    if effect["rulebook"]["number"] != next_number(holder):
        raise Refused("rulebook_number", expected=next_number(holder))
    latest = in_force(state, scope, fields.LARGEST_MOMENT)
    if not any(changed_paths(latest.rules, effect["rulebook"])):
        raise Refused("rulebook_unchanged")

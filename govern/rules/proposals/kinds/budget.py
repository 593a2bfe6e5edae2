"""A budget: a fixed sum shared out among projects; passing grants a mandate to each that won."""

from collections.abc import Iterable
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.proposals.kinds.spending import GRANT, check_grant, check_inside, texts_of
from govern.rules.rulebook.rules import Rules
from govern.rules.voting.question import MOST_OPTIONS

SHARE_OUT: fields.Fields = {
    "currency": fields.currency,
    "effect": lambda value: value == "share-out",
    "sum": fields.positive,
}
FUND: fields.Fields = {
    **GRANT,
    "effect": lambda value: value == "fund-project",
    "name": fields.digest,
    "option": fields.slug,
}


class Budget:
    """The sum, then one effect a project: what a mandate needs, and the id and name under which it is voted on."""

    id = "budget"
    consequence = "mandate-granted"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, option_twice, currency_unknown, project_too_dear, ...)."""
        for place, effect in enumerate(effects):
            _check_form(effect, SHARE_OUT if place == 0 else FUND)
        if not 2 <= len(effects) <= MOST_OPTIONS:
            raise Refused("effects_invalid", field="effects")
        whole, projects = effects[0], effects[1:]
        if len({one["option"] for one in projects}) != len(projects):
            raise Refused("option_twice", field="effects")
        for one in projects:
            if one["currency"] != whole["currency"] or one["cap"] > whole["sum"]:
                raise Refused("project_too_dear", field="effects")
            check_grant(one, state, rules, scope)

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """Each project's name and purpose, each outside payee's name; raises Refused(effects_invalid, field_*)."""
        for effect in effects:
            if not isinstance(effect, dict) or effect.get("effect") != "fund-project":
                continue
            _check_form(effect, FUND)
            yield effect["name"]
            yield from texts_of(effect)

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The ids of the projects."""
        del state
        return [one["option"] for one in proposal.effects[1:]]


def _check_form(effect: Any, form: fields.Fields) -> None:
    if not isinstance(effect, dict):
        raise Refused("effects_invalid", field="effects")
    fields.check(effect, form)
    if "payee" in form:
        check_inside(effect)

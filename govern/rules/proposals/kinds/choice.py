"""A choice among several options: passing enters the one that won in the register of resolutions."""

from collections.abc import Iterable
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Proposal
from govern.protocol.state import State
from govern.rules.rulebook.rules import Rules
from govern.rules.voting.question import MOST_OPTIONS, STATUS_QUO

CHOOSE: fields.Fields = {"effect": lambda value: value == "choose-option", "options": fields.array}
OPTION: fields.Fields = {"name": fields.digest, "option": fields.slug}


class Choice:
    """Exactly one effect: two or more options, each with an id and a name; that nothing changes is always one more."""

    id = "choice"
    consequence = "effect-applied"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, option_twice)."""
        del state, rules, scope
        options = _read(effects)
        ids = [one["option"] for one in options]
        if len(set(ids)) != len(ids) or STATUS_QUO in ids:
            raise Refused("option_twice", field="effects")

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """Each option's name; raises Refused(effects_invalid, field_*)."""
        for one in _read(effects):
            yield one["name"]

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The ids of the options, the status quo among them."""
        del state
        return [STATUS_QUO, *(one["option"] for one in proposal.effects[0]["options"])]


def _read(effects: list[Any]) -> list[Any]:
    if len(effects) != 1 or not isinstance(effects[0], dict):
        raise Refused("effects_invalid", field="effects")
    fields.check(effects[0], CHOOSE)
    options: list[Any] = effects[0]["options"]
    if not 2 <= len(options) < MOST_OPTIONS or not all(isinstance(one, dict) for one in options):
        raise Refused("effects_invalid", field="effects")
    for one in options:
        fields.check(one, OPTION)
    return options

"""A vote on membership: passing admits somebody, or excludes a member, from the community or a club."""

from collections.abc import Iterable
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.state import State, founded
from govern.rules.people.clubs import belongs, need_member_of
from govern.rules.people.members import claimed_key
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.rules import Rules

ADMIT: fields.Fields = {
    "admitted": fields.member,
    "claim": fields.mapping,  # of a new member: their own proof of possession; in a club empty
    "effect": lambda value: value == "admit-member",
}
EXCLUDE: fields.Fields = {"effect": lambda value: value == "exclude-member", "excluded": fields.member}


class Membership:
    """Exactly one effect: a person to admit, with their proof of possession, or a member to exclude."""

    id = "membership"
    consequence = "effect-applied"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, claim_invalid, key_taken, member_exists, club_member, ...)."""
        del rules
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        admits = effects[0].get("effect") == "admit-member"
        fields.check(effects[0], ADMIT if admits else EXCLUDE)
        check_applicable(state, effects[0], scope)

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """None."""
        del effects
        return ()


def check_applicable(state: State, effect: Any, scope: str) -> None:
    """Raises Refused(claim_invalid, key_taken, member_exists, club_member, not_of_scope, ...) unless it fits now."""
    if effect["effect"] == "exclude-member":
        need_member_of(state, effect["excluded"], scope)
    elif scope == COMMUNITY:
        claimed_key(state, founded(state), effect["claim"], effect["admitted"])
    else:
        if effect["claim"]:
            raise Refused("effects_invalid", field="effects")
        need_member_of(state, effect["admitted"], COMMUNITY)
        if belongs(state, effect["admitted"], scope):
            raise Refused("club_member")

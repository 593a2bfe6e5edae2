"""An election: passing fills the seats of an office with the candidates who won, for a term."""

from collections.abc import Iterable
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Candidacy, Proposal
from govern.protocol.state import State
from govern.rules.rulebook.rulebooks import COMMUNITY
from govern.rules.rulebook.rules import Rules
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.question import MOST_OPTIONS

FILL: fields.Fields = {
    "effect": lambda value: value == "fill-seats",
    "most_terms": lambda value: fields.natural(value) and value <= 100,  # 0: no limit
    "office": fields.office,
    "seats": lambda value: fields.positive(value) and value < MOST_OPTIONS,
    "starts": fields.natural,  # ms since 1970; 0: once the standstill is over
    "term_days": lambda value: fields.positive(value) and value <= 3660,
    "until": fields.natural,  # of a by-election: when the terms end that it fills up; else 0
}


class Election:
    """Exactly one effect: the office, its seats and terms; the candidates are those who accept before announcement."""

    id = "election"
    consequence = "seats-filled"

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, office_of_scope, one_seat)."""
        del state
        if len(effects) != 1 or not isinstance(effects[0], dict):
            raise Refused("effects_invalid", field="effects")
        effect = effects[0]
        fields.check(effect, FILL)
        if (effect["office"] == "convener" and scope == COMMUNITY) or effect["office"] in UNELECTED:
            raise Refused("office_of_scope", field="effects")
        if effect["until"] and effect["until"] <= effect["starts"]:
            raise Refused("effects_invalid", field="effects")
        if effect["seats"] > 1 and SEVERAL[rules.of_kind("election").method].one_winner:
            raise Refused("one_seat", field="effects")

    def texts(self, effects: list[Any]) -> Iterable[str]:
        """None."""
        del effects
        return ()

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """Those who accepted a nomination and did not withdraw."""
        standing = state.where(Candidacy, "proposal", proposal.id)
        return [one.member for one in standing if one.accepted_at and not one.withdrawn_at]


UNELECTED: Final = frozenset({"administrator", "delegate"})  # the one guards the server; clubs name the other

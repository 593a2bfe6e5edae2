"""A choice among several options: passing enters the winner in the register of resolutions."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Poll, Proposal, Result
from govern.protocol.state import State, find
from govern.rules.proposals.kind import Effect, ProposalKind
from govern.rules.rulebook.presets.parts import over_options
from govern.rules.rulebook.rules import KindRules, Rules
from govern.rules.voting.question import MOST_OPTIONS, STATUS_QUO, Question
from govern.rules.voting.tally.pairwise import Requirement

CHOOSE: fields.Fields = {"effect": lambda value: value == "choose-option", "options": fields.array}
OPTION: fields.Fields = {"name": fields.digest, "option": fields.slug}


class ChoiceKind(ProposalKind):
    """Exactly one effect: two or more options, each with an id and a name; the status quo is always added."""

    id = "choice"
    effects = {"choose-option": CHOOSE}
    asks = "options"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Schulze's method."""
        del money
        return over_options(base) | {"method": "schulze/1"}

    def check(self, effects: list[Any], state: State, rules: Rules, scope: str) -> None:
        """Raises Refused(effects_invalid, field_*, option_twice)."""
        del state, rules, scope
        options = _read(effects)
        ids = [one["option"] for one in options]
        if len(set(ids)) != len(ids) or STATUS_QUO in ids:
            raise Refused("option_twice", field="effects")

    def texts(self, effects: Sequence[Any]) -> Iterable[str]:
        """Each option's name; raises Refused(effects_invalid, field_*)."""
        for one in _read(effects):
            yield one["name"]

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The ids of the options, including the status quo."""
        del state
        return [STATUS_QUO, *(one["option"] for one in proposal.effects[0]["options"])]

    def option_names(self, effects: Sequence[Effect]) -> Mapping[str, str]:
        """The names of the options, without the status quo."""
        return {one["option"]: one["name"] for one in effects[0]["options"]}

    def question(self, poll: Poll, proposal: Proposal, rules: KindRules) -> Question:
        """The option to take, if voters prefer any to the status quo by enough."""
        del proposal
        return Question(tuple(poll.options), most=poll.most, required=_required(poll, rules))

    def chosen(self, state: State, proposal: Proposal) -> str:
        """The winning option."""
        return str(find(state, Result, "poll_unknown", proposal.poll).winners[0])


def _required(poll: Poll, rules: KindRules) -> Requirement:
    """The approval floor as Debian's quorum, the support as its majority: Y > s(Y+N) is Y > s/(1-s) N."""
    support = Fraction(rules.support.num, rules.support.den)
    ratio = support / (1 - support)
    floor = Fraction(rules.approval_floor.ceil_of(poll.roll_total))
    return Requirement(STATUS_QUO, floor, {name: ratio for name in poll.options if name != STATUS_QUO})


def _read(effects: Sequence[Any]) -> list[Any]:
    if len(effects) != 1 or not isinstance(effects[0], dict):
        raise Refused("effects_invalid", field="effects")
    fields.check(effects[0], CHOOSE)
    options: list[Any] = effects[0]["options"]
    if not 2 <= len(options) < MOST_OPTIONS or not all(isinstance(one, dict) for one in options):
        raise Refused("effects_invalid", field="effects")
    for one in options:
        fields.check(one, OPTION)
    return options

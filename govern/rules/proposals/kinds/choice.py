"""A choice among several options: passing enters the winner in the register of resolutions."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from govern.protocol import fields
from govern.protocol.effect import Effect, typed_effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Poll, Proposal, Result
from govern.protocol.payload import Payload, typed_payload
from govern.protocol.state import State, find
from govern.rules.proposals.kind import ProposalKind, only
from govern.rules.rulebook.presets.parts import over_options
from govern.rules.rulebook.rules import KindRules, Rules
from govern.rules.voting.question import MOST_OPTIONS, STATUS_QUO, Question
from govern.rules.voting.tally.pairwise import Requirement


@typed_payload
class NamedOption(Payload):
    """An option of a choice: its name, and the id by which ballots name it."""

    name: fields.Text
    option: fields.Slug


@typed_effect("choose-option")
class ChooseOption(Effect):
    """The options of a choice, without the status quo."""

    options: fields.Array

    @property
    def named(self) -> list[NamedOption]:
        """The options, which were checked before."""
        return [NamedOption.of(one) for one in self.options]


class ChoiceKind(ProposalKind[ChooseOption]):
    """Exactly one effect: two or more options, each with an id and a name; the status quo is always added."""

    id = "choice"
    effects = (ChooseOption,)
    asks = "options"

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Schulze's method."""
        del money
        return over_options(base) | {"method": "schulze/1"}

    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[ChooseOption]:
        """Raises Refused(effects_invalid, field_*, option_twice)."""
        del state, rules, scope
        effect = _read(effects)
        ids = [one.option for one in effect.named]
        if len(set(ids)) != len(ids) or STATUS_QUO in ids:
            raise Refused("option_twice", field="effects")
        return (effect,)

    def texts(self, effects: Sequence[object]) -> Iterable[str]:
        """Each option's name; raises Refused(effects_invalid, field_*)."""
        for one in _read(effects).named:
            yield one.name

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The ids of the options, including the status quo."""
        del state
        (effect,) = self.typed(proposal.effects)
        return [STATUS_QUO, *(one.option for one in effect.named)]

    def option_names(self, effects: Sequence[ChooseOption]) -> Mapping[str, str]:
        """The names of the options, without the status quo."""
        return {one.option: one.name for effect in effects for one in effect.named}

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


def _read(effects: Sequence[object]) -> ChooseOption:
    effect = ChooseOption.checked(only(effects))
    if not 2 <= len(effect.options) < MOST_OPTIONS or not all(isinstance(one, dict) for one in effect.options):
        raise Refused("effects_invalid", field="effects")
    for one in effect.options:
        NamedOption.checked(one)
    return effect

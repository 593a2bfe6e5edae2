"""The descriptor of a kind of proposal, with defaults shared by most kinds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Literal, TypeVar

from govern.protocol.effect import TAG, Effect
from govern.protocol.errors import Refused
from govern.protocol.facts import Fact, Poll, Proposal
from govern.protocol.payload import ConsequencePayload, Payload, typed_payload
from govern.protocol.state import State, Statement
from govern.rules.rulebook.rules import KindRules, Rules
from govern.rules.voting.method import Shape
from govern.rules.voting.methods import fitting
from govern.rules.voting.question import Question

E = TypeVar("E", bound=Effect)


@dataclass(frozen=True, slots=True)
class MoneyAsked:
    """An amount in minor units of a currency, and the programme whose budget it draws on, if any."""

    currency: str
    amount: int
    programme: str = ""


@typed_payload
class EffectApplied(ConsequencePayload):
    """The clerk enters in the register what passed, and carries it out."""


class ProposalKind(ABC, Generic[E]):
    """A kind of proposal: its question, its default rules and its effects.

    `since` is the format of the rulebook that introduced the kind, and `needed_since` the one from which on every
    rulebook has to provide for it, or 0. `effects` are the classes of its effects; no effect belongs to two kinds.
    `consequence` is the content of the clerk's statement that carries an effect out, by its class. `asks` is the shape
    of the question, which decides the possible voting methods. `stricter_by` tells for which proposals of the kind a
    rulebook can have stricter rules: those above a sum, or those that touch certain rules. `is_plain_spending` marks
    the one kind with which the linter compares every other that sets money aside.
    """

    id: ClassVar[str]
    since: ClassVar[int] = 1
    needed_since: ClassVar[int] = 0
    effects: tuple[type[E], ...]
    consequence: ClassVar[type[ConsequencePayload]] = EffectApplied
    asks: ClassVar[Shape] = "question"
    stricter_by: ClassVar[Literal["", "sum", "touches"]] = ""
    is_plain_spending: ClassVar[bool] = False

    @property
    def sets_money_aside(self) -> bool:
        """Whether its effects name sums that may be paid."""
        return self.stricter_by == "sum"

    @property
    def methods(self) -> tuple[str, ...]:
        """The possible voting methods."""
        return fitting(self.asks)

    def default_rules(self, base: dict[str, Any], money: dict[str, Any]) -> dict[str, Any]:
        """Its rules in a preset rulebook; `base` are those of motions, `money` those of spending."""
        return money if self.sets_money_aside else base

    @abstractmethod
    def check(self, effects: Sequence[object], state: State, rules: Rules, scope: str) -> Sequence[E]:
        """The proposed effects; raises Refused(effects_invalid, ...) unless these are effects of the kind."""

    def typed(self, effects: Iterable[Mapping[str, Any]]) -> tuple[E, ...]:
        """Effects that were checked before, such as those of a proposal in the record."""
        known = {one.NAME: one for one in self.effects}
        return tuple(known[one[TAG]].of(one) for one in effects)

    def texts(self, effects: Sequence[object]) -> Iterable[str]:
        """The hashes of the text blobs that proposed effects name."""
        del effects
        return ()

    def sum_of(self, effect: E) -> MoneyAsked | None:
        """The possible cost of an effect, if it sets money aside."""
        del effect
        return None

    def drawn_by(self, effect: E) -> MoneyAsked | None:
        """The amount that an effect draws on the budget of its programme, if that has one."""
        del effect
        return None

    def rulebook_of(self, effect: E) -> dict[str, Any] | None:
        """The rulebook that an effect would adopt."""
        del effect
        return None

    def touches(self, effect: E, olds: Sequence[Any], parts: Sequence[str]) -> bool:
        """Whether an effect changes one of these parts of the rules, compared with any of the earlier rulebooks."""
        del effect, olds, parts
        return False

    def options(self, state: State, proposal: Proposal) -> Iterable[str]:
        """The options of a vote over several options, as of now."""
        del state, proposal
        return ()

    def option_names(self, effects: Sequence[E]) -> Mapping[str, str]:
        """The hash of each option's name, by the id of the option."""
        del effects
        return {}

    def costs(self, effects: Sequence[E]) -> Mapping[str, int]:
        """The cost of each option by its id, if the options compete for a sum."""
        del effects
        return {}

    def seats(self, proposal: Proposal) -> int:
        """The number of options that may win."""
        del proposal
        return 1

    def question(self, poll: Poll, proposal: Proposal, rules: KindRules) -> Question:
        """The question of a vote over several options."""
        del proposal, rules
        return Question(tuple(poll.options), seats=poll.seats, most=poll.most)

    def starts(self, proposal: Proposal) -> int:
        """The earliest time to carry it out; 0 for any."""
        del proposal
        return 0

    def ends(self, effect: E) -> int:
        """The time from which an effect is no longer carried out; 0 for none."""
        del effect
        return 0

    def to_apply(self, state: State, proposal: Proposal) -> list[int]:
        """The indexes of the effects to carry out, in order."""
        del state
        return list(range(len(proposal.effects)))

    def check_applicable(self, state: State, proposal: Proposal, effect: E, at: int) -> None:
        """Raise Refused unless an effect is possible now."""
        self.stated(state, proposal, effect, at)

    def stated(self, state: State, proposal: Proposal, effect: E, at: int) -> dict[str, object]:
        """The fields of an effect in the clerk's statement; raises Refused(budget_exceeded) without budget."""
        del state, proposal, effect, at
        return {}

    def chosen(self, state: State, proposal: Proposal) -> str:
        """The option for the register of resolutions, or empty."""
        del state, proposal
        return ""

    def carry_out(self, state: State, statement: Statement[Payload], proposal: Proposal, effect: E) -> tuple[Fact, ...]:
        """The changes of an effect carried out by `effect-applied`, besides the register of resolutions."""
        del state, statement, proposal, effect
        return ()


def only(effects: Sequence[object]) -> dict[str, Any]:
    """The one effect of a kind that has exactly one; raises Refused(effects_invalid)."""
    if len(effects) != 1 or not isinstance(effects[0], dict):
        raise Refused("effects_invalid", field="effects")
    return effects[0]

"""Explains a member's weight in a vote step by step, by computing it again for one member."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Award, Epoch, Poll
from govern.rules.people.decay import left_of
from govern.rules.voting.electorate import weight_parameters
from govern.rules.voting.weight_source import WeightStep
from govern.rules.voting.weights import read_weight


@dataclass(frozen=True)
class HeldTokens:
    """A member's confirmed tokens at a vote's announcement: those that counted, and those too young.

    `decayed` is the loss by closed epochs; it is in neither.
    """

    counted: int
    young: int
    decayed: int = 0


@dataclass(frozen=True)
class WeightExplanation:
    """The steps of the calculation, and the resulting weight; 0 means not on the roll."""

    steps: tuple[WeightStep, ...]
    weight: int


def confirmed_before(award: Award, poll: Poll) -> bool:
    """Whether an award was confirmed and not reversed at the vote's announcement, by leaf index."""
    reversed_before = award.reversed_by and award.reversed_index < poll.index
    return bool(award.confirmed_by) and award.confirmed_index < poll.index and not reversed_before


def is_young(confirmed_at: int, poll: Poll, maturity_ms: int) -> bool:
    """Whether tokens confirmed at a time were too young at the vote's announcement."""
    return bool(maturity_ms) and confirmed_at > poll.at - maturity_ms


def held(awards: Iterable[Award], epochs: Sequence[Epoch], poll: Poll, maturity_ms: int) -> HeldTokens:
    """The sums of a member's awards after the closed epochs, without later or unconfirmed awards.

    Tokens too young to count are taken after decay, as in the roll.
    """
    before = [award for award in awards if confirmed_before(award, poll)]
    closed = [epoch for epoch in epochs if epoch.index < poll.index]
    young = [award for award in before if is_young(award.confirmed_at, poll, maturity_ms)]
    left, too_young = left_of(before, closed).total, left_of(young, closed).total
    return HeldTokens(left - too_young, too_young, sum(award.amount for award in before) - left)


def explain(weight: Mapping[str, Any], tokens: HeldTokens, supply: int) -> WeightExplanation:
    """The steps from tokens to weight by a rulebook's weight source; `supply` is the sum of all tokens that counted."""
    source, parameters = read_weight(weight, "weight"), weight_parameters(weight)
    weighs = source.weigh(tokens.counted, supply, parameters)
    held_steps = _held(tokens) if source.by_tokens else ()
    return WeightExplanation((*held_steps, *source.steps(tokens.counted, supply, parameters)), weighs)


def _held(tokens: HeldTokens) -> Iterable[WeightStep]:
    """The member's tokens, and those of them that counted."""
    yield WeightStep("held", tokens.counted + tokens.young + tokens.decayed)
    if tokens.decayed:
        yield WeightStep("decayed", tokens.decayed)
    if tokens.young:
        yield WeightStep("young", tokens.young)
    if tokens.decayed or tokens.young:
        yield WeightStep("counted", tokens.counted)

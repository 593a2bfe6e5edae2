"""What is left of tokens: the arithmetic of decay, for one member's awards and the epochs closed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from govern.protocol.facts import Award, Epoch, EpochClock
from govern.protocol.state import State
from govern.rules.rulebook.rules import WHOLE

CLOCK = "tokens"  # the one clock's id


@dataclass(frozen=True)
class DecayedBalance:
    """Confirmed tokens after decay: those that an epoch's end would find mature, and those it would leave alone."""

    mature: int
    young: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.mature + self.young


def decayed(balance: int, keep: int) -> int:
    """What an epoch leaves (govern/rules/README.md, rule 4.6): b' = floor(b*d/10^6), whole numbers throughout."""
    return balance * keep // WHOLE


def left_of(awards: Iterable[Award], epochs: Iterable[Epoch]) -> DecayedBalance:
    """What the epochs, in ascending order, left of a member's confirmed awards: of all, or of some of them.

    The parts of a balance never come to more than the balance, since floor(a) + floor(b) <= floor(a + b): so whatever
    is taken back or does not count yet, at what is left of it, leaves nobody below 0.
    """
    waiting = sorted(awards, key=lambda one: one.confirmed_index)
    mature = 0
    for epoch in epochs:
        due = [one for one in waiting if decays_at(one, epoch)]
        waiting = [one for one in waiting if not decays_at(one, epoch)]
        mature = decayed(mature + sum(one.amount for one in due), epoch.keep)
    return DecayedBalance(mature, sum(one.amount for one in waiting))


def counts(award: Award) -> bool:
    """Whether an award is confirmed and was not reversed."""
    return bool(award.confirmed_by) and not award.reversed_by


def decays_at(award: Award, epoch: Epoch) -> bool:
    """Whether an epoch's end found an award mature; what is recorded after the closing waits for the next."""
    return award.confirmed_at <= epoch.mature_until and award.confirmed_index < epoch.index


def epochs_after(state: State, moment: int) -> list[Epoch]:
    """The closed epochs at which tokens confirmed after a moment decayed, in ascending order: the latest ones."""
    return list(reversed(list(takewhile(lambda one: one.mature_until > moment, _latest_first(state)))))


def _latest_first(state: State) -> Iterable[Epoch]:
    clock = state.get(EpochClock, CLOCK)
    for number in range(clock.number - 1 if clock else 0, 0, -1):
        epoch = state.get(Epoch, number)
        if epoch is not None:
            yield epoch

"""The arithmetic of token decay, for a member's awards and the epochs closed since."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from govern.protocol.facts import Award, Epoch, EpochClock
from govern.protocol.state import State
from govern.rules.rulebook.rules import WHOLE

CLOCK = "tokens"  # the id of the only clock


@dataclass(frozen=True)
class DecayedBalance:
    """Confirmed tokens after decay: those mature at the next epoch's end, and those too young to decay."""

    mature: int
    young: int

    @property
    def total(self) -> int:
        """The sum of both."""
        return self.mature + self.young


def decayed(balance: int, keep: int) -> int:
    """The balance after an epoch (govern/rules/README.md, rule 4.6): b' = floor(b*d/10^6), in whole numbers."""
    return balance * keep // WHOLE


def left_of(awards: Iterable[Award], epochs: Iterable[Epoch]) -> DecayedBalance:
    """The rest of a member's confirmed awards, all or some of them, after the epochs in ascending order.

    The rests of parts of a balance never exceed the rest of the whole, because floor(a) + floor(b) <= floor(a + b):
    subtracting the rest of some awards never gives a negative balance.
    """
    waiting = sorted(awards, key=lambda one: one.confirmed_index)
    mature = 0
    for epoch in epochs:
        due = [one for one in waiting if decays_at(one, epoch)]
        waiting = [one for one in waiting if not decays_at(one, epoch)]
        mature = decayed(mature + sum(one.amount for one in due), epoch.keep)
    return DecayedBalance(mature, sum(one.amount for one in waiting))


def counts(award: Award) -> bool:
    """Whether an award is confirmed and not reversed."""
    return bool(award.confirmed_by) and not award.reversed_by


def decays_at(award: Award, epoch: Epoch) -> bool:
    """Whether an award was mature at an epoch's end; one recorded after the closing waits for the next epoch."""
    return award.confirmed_at <= epoch.mature_until and award.confirmed_index < epoch.index


def epochs_after(state: State, moment: int) -> list[Epoch]:
    """The closed epochs at which tokens confirmed after a time decayed, in ascending order."""
    return list(reversed(list(takewhile(lambda one: one.mature_until > moment, _latest_first(state)))))


def _latest_first(state: State) -> Iterable[Epoch]:
    clock = state.get(EpochClock, CLOCK)
    for number in range(clock.number - 1 if clock else 0, 0, -1):
        epoch = state.get(Epoch, number)
        if epoch is not None:
            yield epoch

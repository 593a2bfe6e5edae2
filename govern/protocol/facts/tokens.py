"""Facts of contribution tokens: awards, and epochs, at whose end balances decay."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Award(Fact):
    """Tokens awarded to a member; they count after another person's confirmation, unless reversed.

    `doubted_by` asked to reverse a confirmed award, `reversed_by` did it; `doubt` names the latest of their reasons.
    """

    KEY = ("id",)
    FOUND_BY = ("to",)
    id: str
    to: str
    amount: int
    reason: str
    made_by: str
    confirmed_by: str
    at: int
    confirmed_at: int
    confirmed_index: int
    doubted_by: str
    doubt: str
    reversed_by: str
    reversed_at: int
    reversed_index: int
    index: int


@dataclass(frozen=True, slots=True)
class EpochClock(Fact):
    """The running epoch (one fact with the id `tokens`), due at its end; none is running if `due_at` is 0.

    `number` is that of the running or next epoch, `mature_until` the latest of the closed epochs.
    """

    KEY = ("id",)
    id: str
    number: int
    began_at: int
    due_at: int
    mature_until: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Epoch(Fact):
    """A closed epoch: of every balance of tokens confirmed until `mature_until`, `keep` millionths remained.

    `before` and `after` are the sums of all tokens, including those too young to decay; `changed` counts balances.
    """

    KEY = ("number",)
    number: int
    began_at: int
    ended_at: int
    keep: int
    mature_until: int
    changed: int
    before: int
    after: int
    at: int
    index: int

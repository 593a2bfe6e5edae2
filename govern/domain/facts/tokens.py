"""Facts of contribution tokens."""

from dataclasses import dataclass

from govern.domain.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Award(Fact):
    """Tokens awarded to a member; they count once another person has confirmed them."""

    KEY = ("id",)
    id: str
    to: str
    amount: int
    reason: str
    made_by: str
    confirmed_by: str
    at: int
    confirmed_at: int
    confirmed_index: int
    index: int

"""Facts of rulebooks."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json


@dataclass(frozen=True, slots=True)
class Rulebook(Fact):
    """A numbered rulebook of the community or a club; in force from `effective_at` until the next one is.

    `hash` is that of its strict JSON; it was adopted by a member or by a passed `proposal`.
    """

    KEY = ("scope", "number")
    scope: str
    number: int
    hash: str
    rules: Json
    adopted_by: str
    proposal: str
    effective_at: int
    at: int
    index: int

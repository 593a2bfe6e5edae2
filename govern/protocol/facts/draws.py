"""Facts of draws by lot and of rotations."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json


@dataclass(frozen=True, slots=True)
class Draw(Fact):
    """A draw of `count` people from a `pool` fixed at the call; `drawn` is in the order drawn.

    `role` is empty if all members of the scope are in the pool, `rotation` if the draw belongs to no rotation.
    """

    KEY = ("id",)
    FOUND_BY = ("scope",)
    id: str
    scope: str
    called_by: str
    purpose: str
    role: str
    rotation: str
    pool: Json
    count: int
    draws_at: int
    drawn: Json
    drawn_at: int
    drawn_index: int
    cancelled_at: int
    due_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class Rotation(Fact):
    """The members who had a turn in the current round of a rotation; all have one turn in each round."""

    KEY = ("scope", "rotation")
    FOUND_BY = ("scope",)
    scope: str
    rotation: str
    round: int
    had: Json
    at: int
    index: int

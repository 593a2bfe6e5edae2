"""Facts of draws by lot and of rotations."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact, Json


@dataclass(frozen=True, slots=True)
class Draw(Fact):
    """A draw of `count` people from a `pool` that was fixed when it was called; `drawn` in the order drawn.

    `role` is empty where all members of the scope are in the pool; `rotation` where nobody's turn is remembered.
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
    """Who had a turn in the present round of a rotation: nobody has another before all had one."""

    KEY = ("scope", "rotation")
    FOUND_BY = ("scope",)
    scope: str
    rotation: str
    round: int
    had: Json
    at: int
    index: int

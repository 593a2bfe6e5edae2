"""The question of a vote over several options: options, seats and limits of a ballot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from govern.rules.voting.tally.pairwise import Requirement

STATUS_QUO: Final = "status-quo"
MOST_OPTIONS: Final = 40  # so that two matrices of 2^53 fit into one strict-JSON document


@dataclass(frozen=True)
class Question:
    """The options in order, `seats` to fill, `most` points or names on a ballot (0: no limit).

    `costs` and `budget` are in minor units of one currency; `required` is the requirement against the status quo.
    `only_deciding`: a lot is reported only if it decides something. `vacant`: a seat stays vacant if no remaining
    candidate is supported by a ballot. Both are off in format 1 of the rulebook.
    """

    options: tuple[str, ...]
    seats: int = 1
    most: int = 0
    costs: Mapping[str, int] = field(default_factory=dict)
    budget: int = 0
    required: Requirement = field(default_factory=Requirement)
    only_deciding: bool = False
    vacant: bool = False

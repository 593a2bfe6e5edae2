"""The voting methods: each module of this package defines the descriptor of one. Ids never change their meaning."""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.rules import descriptors
from govern.rules.voting.method import Method, Shape
from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.single_question import SingleQuestion
from govern.rules.voting.tally import methods as tallies

SINGLE: Final[dict[str, SingleQuestion]] = {}
SEVERAL: Final[dict[str, MultiOptionMethod]] = {}
METHODS: Final[Mapping[str, Method]] = ChainMap[str, Any](SEVERAL, SINGLE)  # in the order of SINGLE, then SEVERAL


def register(method: SingleQuestion | MultiOptionMethod) -> None:
    """Register a voting method and its tally method."""
    if isinstance(method, SingleQuestion):
        SINGLE[method.id] = method
    else:
        SEVERAL[method.id] = method
        tallies.register(method.tally)


def fitting(shape: Shape) -> tuple[str, ...]:
    """The methods for a shape of question, in order; a kind of proposal gives its shape as `asks`."""
    return tuple(id_ for id_, method in METHODS.items() if shape in method.suits)


def read_choice(method: str, raw: Any, options: Sequence[str], most: int) -> Any:
    """Parse a ballot's choice by its method; raises Refused(choice_invalid)."""
    single = SINGLE.get(method)
    return single.read(raw) if single else SEVERAL[method].read(raw, options, most)


def _discover() -> None:
    """Register the methods defined in this package."""
    found: list[SingleQuestion | MultiOptionMethod] = [*descriptors.classes(__name__, SingleQuestion)]
    found += descriptors.classes(__name__, MultiOptionMethod)
    for method in sorted(found, key=lambda one: one.place):
        register(method)


_discover()

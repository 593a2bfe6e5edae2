"""The voting methods: each is the descriptor that a module of this package holds. Ids are promises."""

from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import Any, Final

from govern.rules.voting import descriptors
from govern.rules.voting.method import Method, Shape
from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.single_question import SingleQuestion
from govern.rules.voting.tally import methods as tallies

SINGLE: Final[dict[str, SingleQuestion]] = {}
SEVERAL: Final[dict[str, MultiOptionMethod]] = {}
METHODS: Final[Mapping[str, Method]] = ChainMap[str, Any](SEVERAL, SINGLE)  # in the order of SINGLE, then SEVERAL


def register(method: SingleQuestion | MultiOptionMethod) -> None:
    """Adds a voting method, and the count that it brings."""
    if isinstance(method, SingleQuestion):
        SINGLE[method.id] = method
    else:
        SEVERAL[method.id] = method
        tallies.register(method.tally)


def fitting(shape: Shape) -> tuple[str, ...]:
    """The methods that suit what is put to the vote, in their order; a kind of proposal names its shape as `asks`."""
    return tuple(id_ for id_, method in METHODS.items() if shape in method.suits)


def read_choice(method: str, raw: Any, options: Sequence[str], most: int) -> Any:
    """A ballot's choice as its method defines it; raises Refused(choice_invalid)."""
    single = SINGLE.get(method)
    return single.read(raw) if single else SEVERAL[method].read(raw, options, most)


def _discover() -> None:
    """Registers what the modules of this package define."""
    found: list[SingleQuestion | MultiOptionMethod] = [*descriptors.classes(__name__, SingleQuestion)]
    found += descriptors.classes(__name__, MultiOptionMethod)
    for method in sorted(found, key=lambda one: one.place):
        register(method)


_discover()

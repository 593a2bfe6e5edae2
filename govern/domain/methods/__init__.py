"""The menu of ways to vote: each a small stateless class, listed here by hand. Ids are promises."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from govern.domain.methods.yes_no_abstain import YesNoAbstain


class Method(Protocol):
    """A way to vote: what a ballot may say, and how ballots are added up."""

    id: str

    @property
    def options(self) -> Sequence[str]:
        """What a ballot of a single question offers, in the order shown."""

    def read(self, raw: Any) -> Any:
        """The choice as the method defines it; raises Refused(choice_invalid)."""

    def count(self, votes: Iterable[tuple[Any, int]]) -> dict[str, int]:
        """The tally of (choice, weight) pairs, in any order; withdrawn ballots do not count."""


METHODS: Final[dict[str, Method]] = {method.id: method for method in (YesNoAbstain(),)}

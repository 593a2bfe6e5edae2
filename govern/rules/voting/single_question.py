"""The base of voting methods for a single question: a ballot is one of a few words."""

from collections.abc import Iterable
from typing import Any, ClassVar

from govern.protocol.errors import Refused
from govern.rules.voting.method import Method, Picture


class SingleQuestion(Method):
    """A choice is one of `options`, or empty for a withdrawn ballot.

    `reasoned` are the choices that need a reason, whatever the rules of the kind say.
    """

    suits = frozenset({"question"})
    options: ClassVar[tuple[str, ...]]
    reasoned: ClassVar[frozenset[str]] = frozenset()
    picture: ClassVar[Picture]

    @property
    def view(self) -> Picture:
        """The picture of a result."""
        return self.picture

    def read(self, raw: Any) -> str:
        """Parse the choice; raises Refused(choice_invalid)."""
        if raw not in (*self.options, ""):
            raise Refused("choice_invalid", field="choice")
        return str(raw)

    def count(self, votes: Iterable[tuple[Any, int]]) -> dict[str, int]:
        """Weights by choice, of (choice, weight) pairs in any order; withdrawn ballots do not count."""
        tally = dict.fromkeys(self.options, 0)
        for choice, weight in votes:
            if choice:
                tally[choice] += weight
        return tally

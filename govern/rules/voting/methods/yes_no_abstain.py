"""Yes, no or abstain: the method of a single question."""

from collections.abc import Iterable
from typing import Any

from govern.protocol.errors import Refused


class YesNoAbstain:
    """A choice is one of three words, or empty for a withdrawn ballot."""

    id = "yes-no-abstain/1"
    options = ("yes", "no", "abstain")
    reasoned: frozenset[str] = frozenset()

    def read(self, raw: Any) -> str:
        """The choice; raises Refused(choice_invalid)."""
        if raw not in ("yes", "no", "abstain", ""):
            raise Refused("choice_invalid", field="choice")
        return str(raw)

    def count(self, votes: Iterable[tuple[Any, int]]) -> dict[str, int]:
        """Weights by choice."""
        tally = dict.fromkeys(self.options, 0)
        for choice, weight in votes:
            if choice:
                tally[choice] += weight
        return tally

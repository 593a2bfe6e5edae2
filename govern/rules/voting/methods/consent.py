"""Consent: what nobody objects to with a reason passes."""

from collections.abc import Iterable
from typing import Any

from govern.protocol.errors import Refused


class Consent:
    """A choice is one of three words, or empty for a withdrawn ballot; an objection needs a reason."""

    id = "consent/1"
    options = ("consent", "aside", "object")
    reasoned = frozenset({"object"})

    def read(self, raw: Any) -> str:
        """The choice; raises Refused(choice_invalid)."""
        if raw not in (*self.options, ""):
            raise Refused("choice_invalid", field="choice")
        return str(raw)

    def count(self, votes: Iterable[tuple[Any, int]]) -> dict[str, int]:
        """Weights by choice."""
        tally = dict.fromkeys(self.options, 0)
        for choice, weight in votes:
            if choice:
                tally[choice] += weight
        return tally

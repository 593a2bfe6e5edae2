"""A list of rows in the form of a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rows:
    """A list of rows in a form: a blank row, and how many there are at least and at most."""

    blank: Mapping[str, str]
    most: int
    least: int = 1

    def shown(self, typed: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
        """The rows that the form shows: those typed, and as many blank ones as it takes at least."""
        return [dict(one) for one in typed] + [dict(self.blank) for _number in range(len(typed), self.least)]

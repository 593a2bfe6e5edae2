"""A list of rows in the form of a proposal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rows:
    """A list of rows in a form: a blank row, and the minimum and maximum number of rows."""

    blank: Mapping[str, str]
    most: int
    least: int = 1

    def shown(self, typed: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
        """The rows that the form shows: the typed ones, filled up with blank ones to the minimum."""
        return [dict(one) for one in typed] + [dict(self.blank) for _number in range(len(typed), self.least)]

"""Quadratic voting: n points for an option cost n squared of a ballot's credits."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class Quadratic(Several):
    """Source: Lalley and Weyl, Quadratic Voting (2018); nobody buys credits here, everybody has the same."""

    id = "quadratic/1"
    form = "points"
    counted = "score"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The points given; raises Refused(choice_invalid)."""
        if raw == "":
            return ""  # withdrawn
        given = ballot_forms.points(raw, options)
        if sum(one["points"] ** 2 for one in given) > most:
            raise ballot_forms.most_invalid()
        return given

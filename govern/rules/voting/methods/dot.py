"""Dot voting: each ballot shares out a number of points among the options."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class Dot(Several):
    """All points may go to one option; points may be left unused."""

    id = "dot/1"
    form = "points"
    counted = "score"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The points given; raises Refused(choice_invalid)."""
        if raw == "":
            return ""  # withdrawn
        given = ballot_forms.points(raw, options)
        if sum(one["points"] for one in given) > most:
            raise ballot_forms.most_invalid()
        return given

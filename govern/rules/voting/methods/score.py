"""Score: each ballot gives each option points up to a most."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class Score(Several):
    """An option that a ballot does not name gets no points from it."""

    id = "score/1"
    form = "points"
    counted = "score"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The points given; raises Refused(choice_invalid)."""
        if raw == "":
            return ""  # withdrawn
        given = ballot_forms.points(raw, options)
        if any(one["points"] > most for one in given):
            raise ballot_forms.most_invalid()
        return given

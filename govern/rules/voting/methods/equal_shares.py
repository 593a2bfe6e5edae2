"""A budget shared out by the Method of Equal Shares: each ballot has the same part of the money."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class EqualShares(Several):
    """A ballot names any number of projects, or as many as the rules allow; each is worth its cost to it."""

    id = "budget-equal-shares/1"
    form = "names"
    counted = "budget-equal-shares"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The projects named; raises Refused(choice_invalid)."""
        return ballot_forms.names(raw, options, most)


class EqualSharesCompleted(EqualShares):
    """What is left over goes greedily to the projects with most support that still fit."""

    id = "budget-equal-shares-completed/1"
    settings = {"complete": True}


class EqualSharesByNumber(EqualShares):
    """Each project is worth the same to whoever names it, whatever it costs."""

    id = "budget-equal-shares-number/1"
    settings = {"utility": "cardinality"}


class EqualSharesByNumberCompleted(EqualShares):
    """Each project is worth the same; what is left over is filled up greedily."""

    id = "budget-equal-shares-number-completed/1"
    settings = {"utility": "cardinality", "complete": True}

"""A budget shared out greedily: the projects with most support that still fit."""

from collections.abc import Sequence
from typing import Any

from govern.rules.voting import ballot_forms
from govern.rules.voting.multi_option import Several


class BudgetGreedy(Several):
    """A ballot names any number of projects, or as many as the rules allow."""

    id = "budget-greedy/1"
    form = "names"
    counted = "budget-greedy"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The options named; raises Refused(choice_invalid)."""
        return ballot_forms.names(raw, options, most)

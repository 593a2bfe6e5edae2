"""A budget shared out greedily: the projects with most support that still fit."""

from collections.abc import Sequence
from typing import Any

from govern.domain.methods import choices
from govern.domain.methods.several import Several


class BudgetGreedy(Several):
    """A ballot names any number of projects, or as many as the rules allow."""

    id = "budget-greedy/1"
    form = "names"
    counted = "budget-greedy"

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """The options named; raises Refused(choice_invalid)."""
        return choices.names(raw, options, most)

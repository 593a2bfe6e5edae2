"""Greedy budgeting: funds the best-supported projects that still fit."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.budgets import GREEDY


class BudgetGreedy(MultiOptionMethod):
    """A ballot names any number of projects, or up to the limit in the rules."""

    id = "budget-greedy/1"
    place = 120
    suits = frozenset({"projects"})
    form = "names"
    limit = "names"
    tally = GREEDY

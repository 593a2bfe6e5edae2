"""A budget shared out greedily: the projects with most support that still fit."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.budgets import GREEDY


class BudgetGreedy(MultiOptionMethod):
    """A ballot names any number of projects, or as many as the rules allow."""

    id = "budget-greedy/1"
    place = 120
    suits = frozenset({"budget"})
    form = "names"
    limit = "names"
    tally = GREEDY

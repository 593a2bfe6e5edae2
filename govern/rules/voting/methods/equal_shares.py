"""A budget shared out by the Method of Equal Shares: each ballot has the same part of the money."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.budgets import EQUAL_SHARES


class EqualShares(MultiOptionMethod):
    """A ballot names any number of projects, or as many as the rules allow; each is worth its cost to it."""

    id = "budget-equal-shares/1"
    place = 130
    suits = frozenset({"budget"})
    form = "names"
    limit = "names"
    tally = EQUAL_SHARES


class EqualSharesCompleted(EqualShares):
    """What is left over goes greedily to the projects with most support that still fit."""

    id = "budget-equal-shares-completed/1"
    place = 140
    settings = {"complete": True}


class EqualSharesByNumber(EqualShares):
    """Each project is worth the same to whoever names it, whatever it costs."""

    id = "budget-equal-shares-number/1"
    place = 150
    settings = {"utility": "cardinality"}


class EqualSharesByNumberCompleted(EqualShares):
    """Each project is worth the same; what is left over is filled up greedily."""

    id = "budget-equal-shares-number-completed/1"
    place = 160
    settings = {"utility": "cardinality", "complete": True}

"""Budgeting by the Method of Equal Shares: each ballot controls an equal part of the money."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.budgets import EQUAL_SHARES


class EqualShares(MultiOptionMethod):
    """A ballot names any number of projects, or up to the limit in the rules; a project's worth is its cost."""

    id = "budget-equal-shares/1"
    place = 130
    suits = frozenset({"projects"})
    form = "names"
    limit = "names"
    tally = EQUAL_SHARES


class EqualSharesCompleted(EqualShares):
    """The remaining money goes greedily to the best-supported projects that still fit."""

    id = "budget-equal-shares-completed/1"
    place = 140
    settings = {"complete": True}


class EqualSharesByNumber(EqualShares):
    """Each project has the same worth for its supporters, whatever it costs."""

    id = "budget-equal-shares-number/1"
    place = 150
    settings = {"utility": "cardinality"}


class EqualSharesByNumberCompleted(EqualShares):
    """Each project has the same worth; the remaining money is spent greedily."""

    id = "budget-equal-shares-number-completed/1"
    place = 160
    settings = {"utility": "cardinality", "complete": True}

"""Dot voting: each ballot distributes a number of points among the options."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.sums import SCORE


class Dot(MultiOptionMethod):
    """All points may go to one option; points may be left unused."""

    id = "dot/1"
    place = 60
    suits = frozenset({"options"})
    form = "points"
    limit = "sum"
    tally = SCORE

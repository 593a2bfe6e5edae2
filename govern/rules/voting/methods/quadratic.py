"""Quadratic voting: n points for an option cost n squared of a ballot's credits."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.sums import SCORE


class Quadratic(MultiOptionMethod):
    """Source: Lalley and Weyl, Quadratic Voting (2018); here credits are not bought, and every ballot has the same."""

    id = "quadratic/1"
    place = 70
    suits = frozenset({"options"})
    form = "points"
    limit = "squares"
    tally = SCORE

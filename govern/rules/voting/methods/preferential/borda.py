"""Borda's count: an option gets a point from a ballot for every option below it."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.preferential.borda import BORDA


class Borda(MultiOptionMethod):
    """A ballot ranks any number of options, with ties; unranked options are level below."""

    id = "borda/1"
    place = 112
    since = 3
    suits = frozenset({"candidates", "options"})
    form = "ranking"
    level = True
    tally = BORDA

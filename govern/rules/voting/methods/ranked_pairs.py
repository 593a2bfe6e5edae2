"""Ranked pairs: majorities are locked in from the strongest down."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.ranked_pairs import RANKED_PAIRS


class RankedPairs(MultiOptionMethod):
    """A ballot ranks any number of options, with ties; unranked options are level below."""

    id = "ranked-pairs/1"
    place = 110
    suits = frozenset({"options"})
    form = "ranking"
    level = True
    one_winner = True
    tally = RANKED_PAIRS

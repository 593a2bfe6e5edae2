"""The single transferable vote by Meek's method, for several seats."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.preferential.meek import MEEK


class Meek(MultiOptionMethod):
    """A ballot ranks any number of candidates, no two level."""

    id = "meek/1"
    place = 95
    since = 3
    suits = frozenset({"candidates"})
    form = "ranking"
    tally = MEEK

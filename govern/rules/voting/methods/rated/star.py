"""STAR voting: points, then a run-off between the two options that have the most."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.rated.star import STAR


class Star(MultiOptionMethod):
    """An option that a ballot does not name gets no points from it."""

    id = "star/1"
    place = 52
    since = 3
    suits = frozenset({"candidates", "options"})
    form = "points"
    limit = "each"
    one_winner = True
    tally = STAR

"""Score voting: each ballot gives each option points up to a maximum."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.sums import SCORE


class ScoreMethod(MultiOptionMethod):
    """An option that a ballot does not name gets no points from it."""

    id = "score/1"
    place = 50
    suits = frozenset({"candidates", "options"})
    form = "points"
    limit = "each"
    tally = SCORE

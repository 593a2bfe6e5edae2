"""Majority judgment: the option with the highest middle grade wins."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.rated.majority_judgment import MAJORITY_JUDGMENT


class MajorityJudgment(MultiOptionMethod):
    """A ballot gives each option a grade; one that it does not name has the lowest, 0."""

    id = "majority-judgment/1"
    place = 54
    since = 3
    suits = frozenset({"candidates", "options"})
    form = "points"
    limit = "each"
    tally = MAJORITY_JUDGMENT

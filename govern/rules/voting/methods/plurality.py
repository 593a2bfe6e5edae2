"""Plurality: the options named by the most votes win."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.sums import APPROVAL


class Plurality(MultiOptionMethod):
    """A ballot names as many options as there are seats, or fewer; in a choice, one."""

    id = "plurality/1"
    place = 30
    suits = frozenset({"candidates", "options"})
    form = "names"
    limit = "seats"
    tally = APPROVAL

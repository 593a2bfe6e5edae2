"""Benham's method, a run-off that ends as soon as one option beats each other one."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.preferential.benham import BENHAM


class Benham(MultiOptionMethod):
    """A ballot ranks any number of options, no two level."""

    id = "benham/1"
    place = 114
    since = 3
    suits = frozenset({"candidates", "options"})
    form = "ranking"
    one_winner = True
    tally = BENHAM

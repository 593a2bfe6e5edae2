"""Instant run-off: excludes the option with the fewest first preferences until one has more than half."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.transfers import IRV


class InstantRunoff(MultiOptionMethod):
    """A ballot ranks any number of options, no two level."""

    id = "irv/1"
    place = 80
    suits = frozenset({"candidates", "options"})
    form = "ranking"
    one_winner = True
    tally = IRV

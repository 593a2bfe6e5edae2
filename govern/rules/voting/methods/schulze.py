"""Schulze's method, with requirements against the status quo as in Debian's constitution."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.schulze import SCHULZE


class Schulze(MultiOptionMethod):
    """A ballot ranks any number of options, with ties; unranked options are level below."""

    id = "schulze/1"
    place = 100
    suits = frozenset({"candidates", "options"})
    form = "ranking"
    level = True
    one_winner = True
    tally = SCHULZE

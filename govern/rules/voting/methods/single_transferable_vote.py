"""The single transferable vote by the Scottish rules, for several seats."""

from govern.rules.voting.multi_option import MultiOptionMethod
from govern.rules.voting.tally.transfers import STV


class SingleTransferableVote(MultiOptionMethod):
    """A ballot ranks any number of candidates, no two level."""

    id = "stv/1"
    place = 90
    suits = frozenset({"candidates"})
    form = "ranking"
    tally = STV

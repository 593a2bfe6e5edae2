"""Rankings as short strings, one character per option, for the transfer of ballots."""

from collections.abc import Iterable, Mapping

from govern.rules.voting.tally.profile import Profile

Orders = dict[str, int]  # with their weights
_STOP = "\0"


class _Codes(dict[frozenset[str], str]):
    def __missing__(self, level: frozenset[str]) -> str:
        return _STOP  # a ballot with a tie prefers none of the tied options


def codes(options: Iterable[str]) -> dict[str, str]:
    """The character of each option."""
    return {name: chr(place) for place, name in enumerate(options, start=1)}


def of(profile: Profile) -> Orders:
    """The ballots up to their first tie of options, identical ones together."""
    found: Orders = {}
    singles = _Codes({frozenset({name}): code for name, code in codes(profile.options).items()})
    for ranking, weight in profile.rankings.items():
        order = "".join(map(singles.__getitem__, ranking))
        if _STOP in order:
            order = order.partition(_STOP)[0]
        found[order] = found.get(order, 0) + weight
    return found


def pass_on(orders: Mapping[str, int], gone: str, piles: Mapping[str, Orders]) -> dict[str, int]:
    """Put each ballot on the pile of its next preference that is not gone.

    Returns the weight received by each option; the empty string holds that of exhausted ballots.
    """
    received: dict[str, int] = {}
    for order, weight in orders.items():
        rest = order.lstrip(gone)
        to = rest[:1]
        received[to] = received.get(to, 0) + weight
        if to:
            pile = piles[to]
            pile[rest] = pile.get(rest, 0) + weight
    return received

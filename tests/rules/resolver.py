"""A second resolver of delegations, slow and simple, written from the text of the rules, not from the code."""

from collections.abc import Mapping, Set
from fractions import Fraction


def carrier_of(elector: str, graph: Mapping[str, str], voters: Set[str], depth: int) -> str:
    """Whose ballot speaks for an elector: "From each elector without a counted ballot walk to the first on the chain
    who has one. A cycle or a dead end is not cast. Depth is limited by a rule." Empty if nobody's does.
    """
    place = elector
    for _ in range(depth + 1):
        if place in voters:
            return place
        if place not in graph:
            return ""
        place = graph[place]
    return ""


def why_not(elector: str, graph: Mapping[str, str], voters: Set[str]) -> str:
    """The result of a walk without a limit: "cycle", "dead-end", or "carried"."""
    place = elector
    for _ in range(len(graph) + 1):
        if place in voters:
            return "carried"
        if place not in graph:
            return "dead-end"
        place = graph[place]
    return "cycle"


def tally(
    choices: Mapping[str, str], weights: Mapping[str, int], graph: Mapping[str, str], depth: int
) -> dict[str, int]:
    """Weights by choice, elector by elector."""
    counted = {"yes": 0, "no": 0, "abstain": 0}
    for elector, weight in weights.items():
        carrier = carrier_of(elector, graph, choices.keys(), depth)
        if carrier:
            counted[choices[carrier]] += weight
    return counted


def passes(counted: Mapping[str, int], total: int, floor: Fraction, support: Fraction) -> bool:
    """The default tests in fractions: enough yes of all, and more than a share of yes and no."""
    yes, no = counted["yes"], counted["no"]
    return yes > 0 and yes >= floor * total and Fraction(yes, yes + no) > support

"""Views of a vote's delegations: the chain from a member, and the weights carried by each ballot."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from govern.protocol.amounts import Ratio
from govern.rules.voting.delegation import Fate, ResolvedDelegations, resolve


@dataclass(frozen=True)
class DelegationChain:
    """The people from a member along the delegations; `fate` is how the chain ends at the last of them."""

    chain: tuple[str, ...]
    fate: Fate

    @property
    def carrier(self) -> str:
        """The member whose ballot counts for this member; empty if none does."""
        return self.chain[-1] if self.fate in ("own", "carried") else ""


@dataclass(frozen=True)
class Carrier:
    """A voter whose ballot counts for others: their own weight, the others' weight, and the others' number."""

    member: str
    own: int
    carried: int
    people: int

    @property
    def weight(self) -> int:
        """The total weight of their ballot."""
        return self.own + self.carried


def follow(
    member: str, delegate_of: Callable[[str], str], has_voted: Callable[[str], bool], depth: int
) -> DelegationChain:
    """Follow the chain from a member to the first counted ballot, with at most `depth` lookups.

    A longer chain is too long, wherever it would lead.
    """
    chain = [member]
    if has_voted(member):
        return DelegationChain((member,), "own")
    while following := delegate_of(chain[-1]):
        if following in chain:
            return DelegationChain((*chain, following), "cycle")
        if len(chain) > depth:
            return DelegationChain(tuple(chain), "too-long")
        chain.append(following)
        if has_voted(following):
            return DelegationChain(tuple(chain), "carried")
    return DelegationChain(tuple(chain), "dead-end")


def carriers(resolved: ResolvedDelegations, weights: Mapping[str, int]) -> tuple[Carrier, ...]:
    """The voters whose ballots also count for others, the heaviest first."""
    carried: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for member, carrier in resolved.carrier.items():
        if member != carrier:
            carried[carrier] += weights[member]
            people[carrier] += 1
    found = (Carrier(one, weights.get(one, 0), carried[one], people[one]) for one in people)
    return tuple(sorted(found, key=lambda one: (-one.weight, one.member)))


def ahead(edges: Mapping[str, str], weights: Mapping[str, int], depth: int) -> ResolvedDelegations:
    """The result of the delegations if everybody who has not delegated votes."""
    ends = {delegate for delegate in edges.values() if delegate not in edges and weights.get(delegate)}
    return resolve(edges, ends, depth)


def weighs_much(weight: int, total: int, share: Ratio) -> bool:
    """Whether a weight reaches the share of the roll from which the rules warn."""
    return weight * share.den > share.num * total if share.strict else weight * share.den >= share.num * total

"""Acts that two holders of an office must sign: neither of the two may have given the other that office."""

from collections.abc import Iterable

from govern.protocol.facts import Role
from govern.protocol.state import State
from govern.rules.rulebook.rulebooks import COMMUNITY, fixed_in_force


def count_together(state: State, before: Iterable[str], signer: str, role: str, at: int) -> bool:
    """Whether somebody's signature counts as a second one beside any of those given before."""
    bound = bound_to(state, signer, role, at)
    return any(one not in bound for one in before)


def bound_to(state: State, member: str, role: str, at: int) -> frozenset[str]:
    """Those who gave a member a role of the community, or got it from them: their two signatures count as one.

    Nobody where the rules in force do not ask for that. What the founding or an election gave, the community gave.
    """
    if not fixed_in_force(state, at).separate_signers:
        return frozenset()
    own = state.get(Role, member, role, COMMUNITY)
    given = (one.member for one in state.where(Role, "role", role) if one.given_by == member and one.scope == COMMUNITY)
    return frozenset(given) | ({own.given_by} if own and own.given_by else frozenset())

"""Acts that need two holders of an office, neither of whom granted the office to the other."""

from collections.abc import Iterable

from govern.protocol.facts import Role
from govern.protocol.state import State
from govern.rules.rulebook.rulebooks import COMMUNITY, fixed_in_force


def count_together(state: State, before: Iterable[str], signer: str, role: str, at: int) -> bool:
    """Whether the signer counts as a second one beside any of the earlier signers."""
    bound = bound_to(state, signer, role, at)
    return any(one not in bound for one in before)


def bound_to(state: State, member: str, role: str, at: int) -> frozenset[str]:
    """The members who granted a role to this member or got it from them; their two signatures count as one.

    Empty if the rules in force do not require that. A role from the founding or an election binds nobody.
    """
    if not fixed_in_force(state, at).separate_signers:
        return frozenset()
    own = state.get(Role, member, role, COMMUNITY)
    given = (one.member for one in state.where(Role, "role", role) if one.given_by == member and one.scope == COMMUNITY)
    return frozenset(given) | ({own.given_by} if own and own.given_by else frozenset())

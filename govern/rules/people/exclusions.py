"""Exclusion by vote: a member leaves the community or a club, with every role and seat there."""

from collections.abc import Iterator
from dataclasses import replace

from govern.protocol.errors import Refused
from govern.protocol.facts import Club, ClubMember, Fact, Member, Role
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement, find, founded, holds
from govern.rules.people.clubs import need_member_of, roles_in
from govern.rules.people.elections import held
from govern.rules.people.members import gone
from govern.rules.rulebook.rulebooks import COMMUNITY


def check(state: State, excluded: str, scope: str) -> None:
    """Raise Refused(last_administrator, not_of_scope, ...) unless the exclusion is possible now."""
    need_member_of(state, excluded, scope)
    if scope == COMMUNITY and founded(state).administrators == 1 and holds(state, excluded, "administrator"):
        raise Refused("last_administrator")


def exclude(state: State, statement: Statement[Payload], excluded: str, scope: str) -> tuple[Fact, ...]:
    """Exclude a member; raises Refused(last_administrator, ...) if it is no longer possible."""
    check(state, excluded, scope)
    return tuple(_exclude(state, statement, excluded, scope))


def _exclude(state: State, statement: Statement[Payload], member: str, scope: str) -> Iterator[Fact]:
    at, index = statement.at, statement.index
    for seat in held(state, member):
        if scope in (COMMUNITY, seat.scope):
            yield replace(seat, ended_at=at, ended="excluded", at=at, index=index)
    roles = list(state.where(Role, "member", member)) if scope == COMMUNITY else roles_in(state, scope, member)
    for role in roles:
        if role.held:
            yield replace(role, held=False, at=at, index=index)
    if scope != COMMUNITY:
        club = find(state, Club, "club_unknown", scope)
        before = find(state, ClubMember, "club_not_member", scope, member)
        yield replace(before, active=False, asked_at=0, at=at, index=index)
        yield replace(club, members=club.members - 1)
        return
    community = founded(state)
    if any(role.held and (role.role, role.scope) == ("administrator", COMMUNITY) for role in roles):
        community = replace(community, administrators=community.administrators - 1)
    yield from gone(state, community, find(state, Member, "member_unknown", member), statement)

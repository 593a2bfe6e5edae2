"""Membership by vote: the effects of an admission or an exclusion."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from govern.protocol.errors import Refused
from govern.protocol.facts import Club, ClubMember, Fact, Member, Role
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement, find, founded, holds
from govern.rules.people.clubs import belongs, need_member_of, roles_in
from govern.rules.people.elections import held
from govern.rules.people.members import claimed_key, enrolled, gone
from govern.rules.rulebook.rulebooks import COMMUNITY


def check(state: State, effect: Mapping[str, Any], scope: str) -> None:
    """Raise Refused(last_administrator, ...) unless the effect is possible now."""
    check_form(state, effect, scope)
    excluded = effect.get("excluded", "")
    if scope == COMMUNITY and founded(state).administrators == 1 and holds(state, excluded, "administrator"):
        raise Refused("last_administrator")


def check_form(state: State, effect: Mapping[str, Any], scope: str) -> None:
    """Raise Refused(claim_invalid, key_taken, member_exists, club_member, not_of_scope, ...) unless possible now."""
    if "excluded" in effect:
        need_member_of(state, effect["excluded"], scope)
    elif scope == COMMUNITY:
        claimed_key(state, founded(state), effect["claim"], effect["admitted"])
    else:
        if effect["claim"]:
            raise Refused("effects_invalid", field="effects")
        need_member_of(state, effect["admitted"], COMMUNITY)
        if belongs(state, effect["admitted"], scope):
            raise Refused("club_member")


def carry_out(state: State, statement: Statement[Payload], effect: Mapping[str, Any], scope: str) -> tuple[Fact, ...]:
    """Admit or exclude a person; raises Refused(last_administrator, ...) if it is no longer possible."""
    check(state, effect, scope)
    if "excluded" in effect:
        return tuple(_exclude(state, statement, effect["excluded"], scope))
    if scope == COMMUNITY:
        community = founded(state)
        key = claimed_key(state, community, effect["claim"], effect["admitted"])
        return enrolled(community, effect["admitted"], key, statement)
    club = find(state, Club, "club_unknown", scope)
    return (
        ClubMember(scope, effect["admitted"], True, 0, statement.at, statement.index),
        replace(club, members=club.members + 1),
    )


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

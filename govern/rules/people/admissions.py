"""Admission by vote: a person becomes a member of the community, or a member one of a club."""

from collections.abc import Mapping
from dataclasses import replace

from govern.protocol.errors import Refused
from govern.protocol.facts import Club, ClubMember, Fact
from govern.protocol.payload import Payload
from govern.protocol.state import State, Statement, find, founded
from govern.rules.people.clubs import belongs, need_member_of
from govern.rules.people.members import claimed_key, enrolled
from govern.rules.rulebook.rulebooks import COMMUNITY


def check(state: State, admitted: str, claim: Mapping[str, object], scope: str) -> None:
    """Raise Refused(claim_invalid, key_taken, member_exists, club_member, not_of_scope, ...) unless possible now."""
    if scope == COMMUNITY:
        claimed_key(state, founded(state), claim, admitted)
        return
    if claim:
        raise Refused("effects_invalid", field="effects")
    need_member_of(state, admitted, COMMUNITY)
    if belongs(state, admitted, scope):
        raise Refused("club_member")


def admit(
    state: State, statement: Statement[Payload], admitted: str, claim: Mapping[str, object], scope: str
) -> tuple[Fact, ...]:
    """Admit a person; raises Refused(claim_invalid, ...) if it is no longer possible."""
    check(state, admitted, claim, scope)
    if scope == COMMUNITY:
        community = founded(state)
        key = claimed_key(state, community, claim, admitted)
        return enrolled(community, admitted, key, statement)
    club = find(state, Club, "club_unknown", scope)
    return (
        ClubMember(scope, admitted, True, 0, statement.at, statement.index),
        replace(club, members=club.members + 1),
    )

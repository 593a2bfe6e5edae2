"""Clubs: scopes with their own members, admitted by conveners."""

from dataclasses import replace
from typing import Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Club, ClubMember, Fact, Member, Role
from govern.protocol.payload import Payload, PersonPayload, typed_payload
from govern.protocol.state import State, Statement, find, holds, need
from govern.protocol.statement_type import StatementType
from govern.rules.rulebook.rulebooks import COMMUNITY, scope_of


@typed_payload
class ClubOpened(PersonPayload):
    """A club is opened, with its first convener."""

    club: fields.ClubId
    convener: fields.MemberId
    name: fields.Text
    purpose: fields.Text


@typed_payload
class AboutClub(PersonPayload):
    """A statement of a person about a club."""

    club: fields.ClubId


@typed_payload
class ClubClosed(AboutClub):
    """A club is closed."""


@typed_payload
class ClubAsked(AboutClub):
    """A member asks to join a club."""


@typed_payload
class ClubLeft(AboutClub):
    """A member leaves a club, or no longer asks to join it."""


@typed_payload
class ClubAdmitted(AboutClub):
    """A convener admits a member to a club."""

    admitted: fields.MemberId


@typed_payload
class ClubRemoved(AboutClub):
    """A convener removes a member from a club, or turns down a request."""

    reason: fields.Text
    removed: fields.MemberId


def open_club(state: State, statement: Statement[ClubOpened]) -> tuple[Fact, ...]:
    """An administrator opens a club and names its first convener, who is its first member.

    Raises Refused(role_needed, club_exists, member_unknown, member_left).
    """
    payload, at, index = statement.payload, statement.at, statement.index
    need(state, payload.member, "administrator")
    if state.get(Club, payload.club) is not None:
        raise Refused("club_exists")
    present(state, payload.convener)
    club = Club(
        club=payload.club,
        name=payload.name,
        purpose=payload.purpose,
        opened_by=payload.member,
        members=1,
        rulebook=0,
        ratified_at=0,
        closed_at=0,
        at=at,
        index=index,
    )
    return (
        club,
        ClubMember(club.club, payload.convener, True, 0, at, index),
        Role(payload.convener, "convener", club.club, True, payload.member, at, index),
    )


def close_club(state: State, statement: Statement[ClubClosed]) -> tuple[Fact, ...]:
    """An administrator or the club's convener closes it; its decisions remain valid. Raises Refused(role_needed)."""
    payload = statement.payload
    club = _open(state, payload.club)
    if not holds(state, payload.member, "convener", club.club):
        need(state, payload.member, "administrator")
    return (replace(club, closed_at=statement.at),)


def ask_to_join(state: State, statement: Statement[ClubAsked]) -> tuple[Fact, ...]:
    """A member asks to join a club; raises Refused(club_unknown, club_member, club_asked)."""
    payload = statement.payload
    club = _open(state, payload.club)
    before = state.get(ClubMember, club.club, payload.member)
    if before is not None and before.active:
        raise Refused("club_member")
    if before is not None and before.asked_at:
        raise Refused("club_asked")
    return (ClubMember(club.club, payload.member, False, statement.at, statement.at, statement.index),)


def admit(state: State, statement: Statement[ClubAdmitted]) -> tuple[Fact, ...]:
    """A convener admits a member who asked to join; raises Refused(role_needed, club_not_asked, club_member)."""
    payload = statement.payload
    club = _open(state, payload.club)
    need(state, payload.member, "convener", club.club)
    before = state.get(ClubMember, club.club, payload.admitted)
    if before is not None and before.active:
        raise Refused("club_member")
    if before is None or not before.asked_at:
        raise Refused("club_not_asked")
    present(state, payload.admitted)
    joined = replace(before, active=True, asked_at=0, at=statement.at, index=statement.index)
    return joined, replace(club, members=club.members + 1)


def leave(state: State, statement: Statement[ClubLeft]) -> tuple[Fact, ...]:
    """A member leaves a club, or withdraws a request to join; raises Refused(club_not_member, office_held)."""
    payload = statement.payload
    club = find(state, Club, "club_unknown", payload.club)
    return _end(state, statement, club, payload.member)


def remove(state: State, statement: Statement[ClubRemoved]) -> tuple[Fact, ...]:
    """A convener ends a membership, or declines a request to join, with a reason; raises as `leave`."""
    payload = statement.payload
    club = _open(state, payload.club)
    need(state, payload.member, "convener", club.club)
    return _end(state, statement, club, payload.removed)


def _end(state: State, statement: Statement[Payload], club: Club, member: str) -> tuple[Fact, ...]:
    before = state.get(ClubMember, club.club, member)
    if before is None or not (before.active or before.asked_at):
        raise Refused("club_not_member")
    if any(one.held for one in roles_in(state, club.club, member)):
        raise Refused("office_held")
    ended = replace(before, active=False, asked_at=0, at=statement.at, index=statement.index)
    return (ended, replace(club, members=club.members - 1)) if before.active else (ended,)


def roles_in(state: State, scope: str, member: str) -> list[Role]:
    """A member's roles in a scope, including ended ones."""
    return [one for one in state.where(Role, "member", member) if one.scope == scope]


def present(state: State, member: str) -> Member:
    """A member who has not left; raises Refused(member_unknown, member_left)."""
    found = find(state, Member, "member_unknown", member)
    if found.left_at:
        raise Refused("member_left")
    return found


def belongs(state: State, member: str, scope: str) -> bool:
    """Whether a person is a member of the community, or of a club, now."""
    own = state.get(Member, member)
    if own is None or own.left_at:
        return False
    if scope == COMMUNITY:
        return True
    found = state.get(ClubMember, scope, member)
    return found is not None and found.active


def need_member_of(state: State, member: str, scope: str) -> None:
    """Raise Refused(not_of_scope) unless `belongs`."""
    if not belongs(state, member, scope):
        raise Refused("not_of_scope")


def _open(state: State, club: str) -> Club:
    found = scope_of(state, club)
    if not isinstance(found, Club):
        raise Refused("club_unknown")
    return found


STATEMENTS: Final = (
    StatementType.of("club-opened", ClubOpened, open_club, pace="writing"),
    StatementType.of("club-closed", ClubClosed, close_club),
    StatementType.of("club-asked", ClubAsked, ask_to_join),
    StatementType.of("club-admitted", ClubAdmitted, admit, pace="office"),
    StatementType.of("club-left", ClubLeft, leave),
    StatementType.of("club-removed", ClubRemoved, remove),
)

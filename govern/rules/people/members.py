"""Members: the founding, enrolment with proof of possession, roles and leaving."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from govern.protocol import fields
from govern.protocol.errors import Refused
from govern.protocol.facts import Club, ClubMember, Community, Fact, Key, Member, Role, Rulebook, Seat
from govern.protocol.ids import hash_of_value
from govern.protocol.names import check_name
from govern.protocol.payload import Payload, PersonPayload, quick_reader, typed_payload
from govern.protocol.state import State, Statement, find, founded, need
from govern.protocol.statement_type import StatementType
from govern.record import envelope, signing, strict_json
from govern.record.errors import RecordError
from govern.rules.people import epoch_clock
from govern.rules.people.clubs import need_member_of, present
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.rulebooks import COMMUNITY, scope_of

CLAIM_TYPE = "application/vnd.govern.key-claim.v1+json"


@typed_payload
class CommunityFounded(Payload):
    """The community is founded; the first statement of every record."""

    clerk_key: fields.PublicKey
    founder: fields.Object
    log_key: fields.PublicKey
    name: fields.Name
    nonce: fields.Nonce
    origin_name: fields.Origin
    rulebook: fields.Object


@typed_payload
class Founder(Payload):
    """The founder of the community: an object inside the founding statement."""

    member: fields.MemberId
    public_key: fields.PublicKey


@typed_payload
class KeyClaim(Payload):
    """A new member's claim of a key, signed with that key to prove that they hold it."""

    community: fields.Digest
    member: fields.MemberId
    nonce: fields.Nonce
    public_key: fields.PublicKey


_quick_claim: Final = quick_reader(KeyClaim)


@typed_payload
class MemberEnrolled(PersonPayload):
    """A registrar enrols a person, who proves to hold a key."""

    claim: fields.Object
    enrolled: fields.MemberId


COMMUNITY_ROLES: Final = (
    "administrator",
    "arbiter",
    "expert",
    "guardian",
    "issuer",
    "moderator",
    "registrar",
    "treasurer",
)
CLUB_ROLES: Final = ("arbiter", "convener", "delegate", "expert", "guardian", "moderator")


@typed_payload
class MemberLeft(PersonPayload):
    """A member leaves the community."""


@typed_payload
class AboutRole(PersonPayload):
    """A role of a member in a scope."""

    holder: fields.MemberId
    role: fields.Office
    scope: fields.Scope


@typed_payload
class RoleGranted(AboutRole):
    """A member is given a role."""


@typed_payload
class RoleEnded(AboutRole):
    """A role is taken back or given up."""


def found(state: State, statement: Statement[CommunityFounded]) -> tuple[Fact, ...]:
    """The first statement: names founder, keys and first rulebook; the founder becomes administrator and registrar.

    Raises Refused(founded_twice, key_invalid, key_taken, signer_other, rulebook_*, name_unfit).
    """
    if state.community() is not None or statement.index != 0:
        raise Refused("founded_twice")
    payload = statement.payload
    founder = Founder.checked(payload.founder)
    for key in (founder.public_key, payload.clerk_key, payload.log_key):
        _usable(key)
    if signing.key_id(base64.b64decode(founder.public_key)) != statement.keyid:
        raise Refused("signer_other")
    if founder.public_key in (payload.clerk_key, payload.log_key):
        raise Refused("key_taken")  # the server must not be able to sign for a person
    rulebook = read_rulebook(payload.rulebook)
    if rulebook.number != 1:
        raise Refused("rulebook_number", expected=1)
    if rulebook.fixed.bounded_texts:
        check_name(payload.name, "name")
    member, at, index = founder.member, statement.at, statement.index
    community = Community(
        id=statement.id,
        name=payload.name,
        origin_name=payload.origin_name,
        founder=member,
        clerk_key=payload.clerk_key,
        log_key=payload.log_key,
        rulebook=1,
        ratified_at=0,
        administrators=1,
        members=1,
        supply=0,
        at=at,
    )
    first = Rulebook(COMMUNITY, 1, hash_of_value(payload.rulebook), payload.rulebook, member, "", at, at, index)
    return (
        community,
        first,
        Member(member, 0, 0, at, index),
        Key(statement.keyid, member, founder.public_key, 0, 0, 0, at, index),
        Role(member, "administrator", "community", True, "", at, index),
        Role(member, "registrar", "community", True, "", at, index),
        *epoch_clock.started(state, first, at, index),
    )


def enrol(state: State, statement: Statement[MemberEnrolled]) -> tuple[Fact, ...]:
    """A registrar enrols a person with a proof of possession; raises Refused(role_needed, claim_invalid, ...)."""
    payload, community = statement.payload, founded(state)
    need(state, payload.member, "registrar")
    public_key = claimed_key(state, community, payload.claim, payload.enrolled)
    return enrolled(community, payload.enrolled, public_key, statement)


def enrolled(community: Community, member: str, public_key: str, statement: Statement[Payload]) -> tuple[Fact, ...]:
    """The facts of a new member."""
    keyid = signing.key_id(base64.b64decode(public_key))
    return (
        Member(member, 0, 0, statement.at, statement.index),
        Key(keyid, member, public_key, 0, 0, 0, statement.at, statement.index),
        replace(community, members=community.members + 1),
    )


def read_claim(value: Any, community: str) -> tuple[str, str]:
    """Member id and public key (base64) of a valid proof of possession; raises Refused(claim_invalid)."""
    try:
        claim = envelope.from_value(value)
        if claim.payload_type != CLAIM_TYPE or len(claim.signatures) != 1:
            raise Refused("claim_invalid", field="claim")
        payload = _claimed(claim.payload)
        _usable(payload.public_key)
    except (RecordError, Refused) as error:
        raise Refused("claim_invalid", field="claim") from error
    key, signature = base64.b64decode(payload.public_key), claim.signatures[0]
    genuine = signature.keyid == signing.key_id(key) and signing.verify(key, claim.message, signature.sig)
    if not genuine or payload.community != community:
        raise Refused("claim_invalid", field="claim")
    return payload.member, payload.public_key


def _claimed(data: bytes) -> KeyClaim:
    usual = _quick_claim and _quick_claim.read(data)
    if usual:
        return usual
    content = strict_json.decode(data)
    if not isinstance(content, dict):
        raise Refused("claim_invalid", field="claim")
    return KeyClaim.checked(content)


def claimed_key(state: State, community: Community, value: Any, member: str) -> str:
    """The public key (base64) of a new member by their proof of possession.

    Raises Refused(member_exists, claim_invalid, key_taken).
    """
    if state.get(Member, member) is not None:
        raise Refused("member_exists")
    return unused_key(state, community, value, member)


def unused_key(state: State, community: Community, value: Any, member: str) -> str:
    """The public key (base64) that a member proves to possess, if unused; raises Refused(claim_invalid, key_taken)."""
    claimed_by, public_key = read_claim(value, community.id)
    if claimed_by != member:
        raise Refused("claim_invalid", field="claim")
    keyid = signing.key_id(base64.b64decode(public_key))
    if state.get(Key, keyid) is not None or public_key in (community.clerk_key, community.log_key):
        raise Refused("key_taken")
    return public_key


def _usable(public_key: str) -> None:
    try:
        signing.check_public_key(base64.b64decode(public_key))
    except RecordError as error:
        raise Refused("key_invalid", field="public_key") from error


def grant_role(state: State, statement: Statement[RoleGranted]) -> tuple[Fact, ...]:
    """An administrator, or in a club its convener, grants a role.

    An administrator names the convener of a club without any. Raises Refused(role_needed, role_of_scope,
    member_unknown, member_left, not_of_scope, role_held).
    """
    payload, community, scope = statement.payload, founded(state), statement.payload.scope
    scope_of(state, scope)
    _need_granter(state, payload.member, payload.role, scope)
    if payload.role not in (COMMUNITY_ROLES if scope == COMMUNITY else CLUB_ROLES):
        raise Refused("role_of_scope", field="role")
    present(state, payload.holder)
    need_member_of(state, payload.holder, scope)
    before = state.get(Role, payload.holder, payload.role, payload.scope)
    if before is not None and before.held:
        raise Refused("role_held")
    given = Role(payload.holder, payload.role, scope, True, payload.member, statement.at, statement.index)
    return given, *_administrators(community, payload, 1)


def _need_granter(state: State, member: str, role: str, scope: str) -> None:
    conveners = (one for one in state.where(Role, "scope", scope) if one.role == "convener" and one.held)
    if scope == COMMUNITY or (role == "convener" and not any(conveners)):
        need(state, member, "administrator")
    else:
        need(state, member, "convener", scope)


def end_role(state: State, statement: Statement[RoleEnded]) -> tuple[Fact, ...]:
    """An administrator, or in a club its convener, or the holder ends a role.

    Raises Refused(role_needed, role_not_held, last_administrator, office_elected).
    """
    payload, community, scope = statement.payload, founded(state), statement.payload.scope
    if payload.member != payload.holder:
        need(state, payload.member, "administrator" if scope == COMMUNITY else "convener", scope)
    before = state.get(Role, payload.holder, payload.role, payload.scope)
    if before is None or not before.held:
        raise Refused("role_not_held")
    if payload.role == "administrator" and scope == COMMUNITY and community.administrators == 1:
        raise Refused("last_administrator")
    if any((one.office, one.scope, one.ended_at) == (payload.role, scope, 0) for one in _seats(state, payload.holder)):
        raise Refused("office_elected")
    ended = replace(before, held=False, at=statement.at, index=statement.index)
    return ended, *_administrators(community, payload, -1)


def _seats(state: State, holder: str) -> Iterable[Seat]:
    return state.where(Seat, "holder", holder)


def leave(state: State, statement: Statement[MemberLeft]) -> tuple[Fact, ...]:
    """A member leaves: their keys sign nothing more; ballots and weights in announced votes stay.

    Their tokens leave the supply. Raises Refused(office_held) for holders of an office.
    """
    community = founded(state)
    member = find(state, Member, "member_unknown", statement.payload.member)
    if any(role.held for role in state.where(Role, "member", member.member)):
        raise Refused("office_held")
    return gone(state, community, member, statement)


def gone(state: State, community: Community, member: Member, statement: Statement[Payload]) -> tuple[Fact, ...]:
    """The facts of a member's leaving or exclusion: clubs and tokens end too."""
    at = statement.at
    clubs = [one for one in state.where(ClubMember, "member", member.member) if one.active or one.asked_at]
    left = [replace(one, active=False, asked_at=0, at=at, index=statement.index) for one in clubs]
    smaller = [find(state, Club, "club_unknown", one.club) for one in clubs if one.active]
    return (
        replace(member, left_at=at, tokens=0),
        *left,
        *(replace(club, members=club.members - 1) for club in smaller),
        replace(community, members=community.members - 1, supply=community.supply - member.tokens),
    )


def _administrators(community: Community, payload: AboutRole, change: int) -> tuple[Fact, ...]:
    """The community with a changed number of administrators, if the role is theirs."""
    if payload.role != "administrator" or payload.scope != COMMUNITY:
        return ()
    return (replace(community, administrators=community.administrators + change),)


STATEMENTS: Final = (
    StatementType.of("community-founded", CommunityFounded, found),
    StatementType.of("member-enrolled", MemberEnrolled, enrol, pace="office"),
    StatementType.of("role-granted", RoleGranted, grant_role, pace="office"),
    StatementType.of("role-ended", RoleEnded, end_role),
    StatementType.of("member-left", MemberLeft, leave),
)

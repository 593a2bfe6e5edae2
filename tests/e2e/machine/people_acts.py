"""Random acts about people: joining, leaving, offices, clubs, token awards, delegation."""

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.record import envelope
from govern.rules.people.members import CLUB_ROLES, COMMUNITY_ROLES
from govern.rules.rulebook.rulebooks import COMMUNITY
from tests.e2e.machine.world import CLUBS, EVERYBODY, NOTHING, Choices, SignedAct, World


def enrol(world: World, draw: Choices) -> SignedAct | None:
    """A registrar enrols a person."""
    registrar = draw.mostly(world.holders("registrar"), world.present())
    known = {one.member for one in world.shadow.all(facts.Member)}
    joins = draw.mostly([one for one in EVERYBODY if one.member not in known], EVERYBODY)
    if registrar is None or joins is None:
        return None
    claim = envelope.to_value(joins.claim(world.community.id, world.community.number()))
    return SignedAct(registrar, "member-enrolled", {"enrolled": joins.member, "claim": claim})


def leave(world: World, draw: Choices) -> SignedAct | None:
    """Somebody leaves, if possible one without an office."""
    officials = {one.member for one in world.roles()}
    goes = draw.mostly([one for one in world.present() if one.member not in officials], world.present())
    return SignedAct(goes, "member-left") if goes else None


def grant(world: World, draw: Choices) -> SignedAct | None:
    """An administrator or a convener grants a role."""
    scope = draw.one(world.scopes())
    needed, roles = ("administrator", COMMUNITY_ROLES) if scope == COMMUNITY else ("convener", CLUB_ROLES)
    role = draw.one(roles) if not draw.rarely(12) else draw.one((*COMMUNITY_ROLES, *CLUB_ROLES))
    by = draw.mostly(world.holders(needed, scope), world.present())
    held = {one.member for one in world.holders(role, scope)}
    holder = draw.mostly([one for one in world.of_scope(scope) if one.member not in held], world.present())
    return (
        SignedAct(by, "role-granted", {"holder": holder.member, "role": role, "scope": scope})
        if by and holder
        else None
    )


def end_role(world: World, draw: Choices) -> SignedAct | None:
    """A role ends: its holder resigns, or another person ends it."""
    role = draw.one(world.roles())
    holders = world.holders(role.role, role.scope)
    needed = "administrator" if role.scope == COMMUNITY else "convener"
    by = draw.mostly([*holders, *world.holders(needed, role.scope)], world.present())
    return SignedAct(by, "role-ended", {"holder": role.member, "role": role.role, "scope": role.scope}) if by else None


def open_club(world: World, draw: Choices) -> SignedAct | None:
    """An administrator opens a club."""
    by, convener = draw.mostly(world.holders("administrator"), world.present()), draw.one(world.present())
    fields = {"club": draw.one(CLUBS), "convener": convener.member}
    return SignedAct(by, "club-opened", fields, {"name": "Garden", "purpose": "To plant"}) if by else None


def close_club(world: World, draw: Choices) -> SignedAct | None:
    """A club is closed, seldom."""
    if not world.clubs() or not draw.rarely(6):
        return None
    club = draw.one(world.clubs()).club
    by = draw.mostly([*world.holders("convener", club), *world.holders("administrator")], world.present())
    return SignedAct(by, "club-closed", {"club": club}) if by else None


def ask_to_join(world: World, draw: Choices) -> SignedAct | None:
    """Somebody asks to join a club."""
    if not world.clubs():
        return None
    club, inside = draw.one(world.clubs()).club, {one.member for one in world.of_scope(draw.one(world.clubs()).club)}
    asks = draw.mostly([one for one in world.present() if one.member not in inside], world.present())
    return SignedAct(asks, "club-asked", {"club": club}) if asks else None


def admit(world: World, draw: Choices) -> SignedAct | None:
    """A convener admits an applicant."""
    asked = [one for one in world.shadow.all(facts.ClubMember) if one.asked_at]
    one = draw.mostly(asked, world.shadow.all(facts.ClubMember))
    by = draw.mostly(world.holders("convener", one.club), world.present()) if one else None
    return SignedAct(by, "club-admitted", {"club": one.club, "admitted": one.member}) if one and by else None


def leave_club(world: World, draw: Choices) -> SignedAct | None:
    """Somebody leaves a club or asks no longer, or is removed from it or turned down."""
    one = draw.mostly([one for one in world.shadow.all(facts.ClubMember) if one.active or one.asked_at], [])
    if one is None:
        return None
    goes = [other for other in world.present() if other.member == one.member]
    if goes and draw.rarely(2):
        return SignedAct(goes[0], "club-left", {"club": one.club})
    by = draw.mostly(world.holders("convener", one.club), world.present())
    return (
        SignedAct(by, "club-removed", {"club": one.club, "removed": one.member}, {"reason": "Never came"})
        if by
        else None
    )


def award(world: World, draw: Choices) -> SignedAct | None:
    """An issuer awards tokens."""
    by, to = draw.mostly(world.holders("issuer"), world.present()), draw.one(world.present())
    fields = {"amount": draw.number(1, 300), "to": to.member}
    return SignedAct(by, "award-made", fields, {"reason": "For good work"}) if by else None


def confirm(world: World, draw: Choices) -> SignedAct | None:
    """Another issuer confirms an award."""
    awards = world.shadow.all(facts.Award)
    made = draw.mostly([one for one in awards if not one.confirmed_by], awards)
    if made is None:
        return None
    others = [one for one in world.holders("issuer") if one.member not in (made.made_by, made.to)]
    by = draw.mostly(others, world.present())
    return SignedAct(by, "award-confirmed", {"award": made.id}) if by else None


def take_back(world: World, draw: Choices) -> SignedAct | None:
    """An issuer takes an award back, or asks another one to do so too."""
    awards = world.shadow.all(facts.Award)
    doubted = [one for one in awards if one.doubted_by and not one.reversed_by]
    one = draw.mostly(doubted or [one for one in awards if not one.reversed_by], awards)
    if one is None:
        return None
    others = [issuer for issuer in world.holders("issuer") if issuer.member != one.doubted_by]
    by = draw.mostly(others, world.present())
    return SignedAct(by, "award-reversed", {"award": one.id}, {"reason": "It was somebody else"}) if by else None


def delegate(world: World, draw: Choices) -> SignedAct | None:
    """A member delegates in an area until a date, or ends delegation there."""
    who = draw.one(world.present())
    live = [one.id for one in world.at_stage("gathering", "review")]
    areas = [COMMUNITY, "topic:culture", *(club.club for club in world.clubs()), *live]
    area = draw.mostly(areas, [CLUBS[2], "topic:nothing", NOTHING])
    before = world.shadow.get(facts.Delegation, who.member, area)
    seq, prev = (before.seq + 1, before.id) if before else (1, "")
    others = [one.member for one in world.present() if one != who]
    to = draw.mostly(["", *others, *others], [who.member]) or ""
    ends = world.now + draw.one([30 * DAY, DAY, 5 * DAY])
    fields = {"area": area, "delegate": to, "ends": ends, "prev": prev, "seq": seq + draw.rarely(12)}
    return SignedAct(who, "delegation-made", fields)


def end_delegation(world: World, draw: Choices) -> SignedAct | None:
    """Somebody ends a delegation."""
    made = world.shadow.all(facts.Delegation)
    here = {one.member: one for one in world.present()}
    one = draw.mostly([one for one in made if one.member in here and not one.ended_at], made)
    if one is None or one.member not in here:
        return None
    return SignedAct(here[one.member], "delegation-ended", {"area": one.area, "prev": one.id, "seq": one.seq + 1})

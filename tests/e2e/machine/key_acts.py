"""Random acts with keys: adding one, revoking one, and key resets by registrars."""

from hashlib import sha256

from govern.protocol import facts
from govern.record import envelope
from govern.rules.people.signers import Person
from tests.e2e.machine.world import Choices, SignedAct, World


def fresh(world: World, member: str) -> Person:
    """A member with a new key."""
    number = sum(one.member == member for one in world.seeds.values())
    return world.remember(Person(member, sha256(f"{member} {number}".encode()).digest()))


def claim(world: World, who: Person) -> dict[str, object]:
    """The proof of possession of a person's key."""
    return envelope.to_value(who.claim(world.community.id, world.community.number()))


def add(world: World, draw: Choices) -> SignedAct | None:
    """A member takes a further key."""
    one = draw.one(world.present())
    return SignedAct(one, "key-added", {"claim": claim(world, fresh(world, one.member))})


def end(world: World, draw: Choices) -> SignedAct | None:
    """A member ends a key: mostly one of several, or one that registrars gave and that waits."""
    here = {one.member for one in world.present()}
    own = [key for key in world.shadow.all(facts.Key) if key.member in here and not key.ended_at]
    several = [key for key in own if sum(one.member == key.member for one in own) > 1]
    waiting = [key for key in world.shadow.all(facts.Key) if key.starts_at > world.now]
    key = draw.mostly([*several, *waiting], own)
    return SignedAct(world.by_id(key.member), "key-revoked", {"key": key.keyid}) if key else None


def reset(world: World, draw: Choices) -> SignedAct | None:
    """A registrar agrees to a new key: one that another has agreed to, or another one."""
    given = {key.keyid for key in world.shadow.all(facts.Key)}
    begun = [one for one in world.shadow.all(facts.KeyReset) if one.keyid not in given]
    registrars = world.holders("registrar")
    if begun and not draw.rarely(3):
        agreed = draw.one(begun)
        new = world.seeds[agreed.keyid]
        others = [one for one in registrars if one.member not in (agreed.registrar, agreed.member)]
    else:
        without = [one for one in world.present() if not world.own_keys(one.member)]
        lost = draw.mostly(without, world.present())
        if lost is None:
            return None
        new = fresh(world, lost.member)
        others = [one for one in registrars if one.member != lost.member]
    by = draw.mostly(others, world.present())
    return SignedAct(by, "key-reset", {"claim": claim(world, new), "resets": new.member}) if by else None


def an_ended_key(world: World, draw: Choices) -> tuple[SignedAct, str] | None:
    """Somebody signs with a key that was ended."""
    ended = [key for key in world.shadow.all(facts.Key) if 0 < key.ended_at <= world.now]
    return (SignedAct(world.seeds[draw.one(ended).keyid], "member-left", as_given=True), "key_ended") if ended else None


def a_key_that_waits(world: World, draw: Choices) -> tuple[SignedAct, str] | None:
    """Somebody signs with a key before it begins."""
    waiting = [key for key in world.shadow.all(facts.Key) if key.starts_at > world.now and not key.ended_at]
    return (
        (SignedAct(world.seeds[draw.one(waiting).keyid], "member-left", as_given=True), "key_early")
        if waiting
        else None
    )


def a_key_of_one_registrar(world: World, draw: Choices) -> tuple[SignedAct, str] | None:
    """Somebody signs with a key to which only one registrar agreed."""
    given = {key.keyid for key in world.shadow.all(facts.Key)}
    begun = [one.keyid for one in world.shadow.all(facts.KeyReset) if one.keyid not in given]
    return (SignedAct(world.seeds[draw.one(begun)], "member-left", as_given=True), "key_unknown") if begun else None

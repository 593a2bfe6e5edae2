"""What people can do with money set aside: budgets of programmes, grant rounds and streams by the hour."""

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.rulebooks import COMMUNITY
from tests.stories.machine.proposal_acts import propose
from tests.stories.machine.world import BY_ID, Luck, SignedAct, World

PROGRAMMES = ("garden", "choir")


def open_programme(world: World, luck: Luck) -> SignedAct | None:
    """A treasurer names a programme."""
    by = luck.mostly(world.holders("treasurer"), world.present())
    fields = {"programme": luck.one(PROGRAMMES), "scope": luck.one([COMMUNITY, *world.scopes()])}
    return SignedAct(by, "programme-opened", fields, {"name": "Garden"}) if by else None


def _programme(world: World, luck: Luck, scope: str = COMMUNITY) -> str:
    known = [one.programme for one in world.shadow.all(facts.Programme) if one.scope == scope]
    return luck.mostly(["", *known], PROGRAMMES) or ""


def appropriate(world: World, luck: Luck) -> SignedAct | None:
    """A proposal to set money aside for a programme, for some days."""
    starts = luck.one([0, world.now])
    effect = {"amount": luck.number(1, 900), "currency": luck.one(["EUR", "GBP"]), "effect": "appropriate"}
    effect |= {"ends": world.now + luck.number(8, 30) * DAY, "starts": starts}
    effect |= {"programme": luck.one([one.programme for one in world.shadow.all(facts.Programme)] or PROGRAMMES)}
    return propose(world, luck, "appropriation", COMMUNITY, [effect])


def call(world: World, luck: Luck) -> SignedAct | None:
    """A proposal to open a grant round."""
    effect = {"apply_days": luck.number(3, 20), "committee": luck.one(["arbiter", "expert"]), "currency": "EUR"}
    effect |= {"effect": "open-round", "expires_days": 20, "least": luck.one([0, 50]), "score_days": luck.number(3, 20)}
    effect |= {"programme": _programme(world, luck), "sum": luck.number(1, 900)}
    return propose(world, luck, "grants", COMMUNITY, [effect])


def pool(world: World, luck: Luck) -> SignedAct | None:
    """A proposal to open a pool that pays by the hour."""
    effect = {"currency": "EUR", "days": luck.number(5, 30), "effect": "open-pool", "hourly": luck.number(1, 3)}
    return propose(world, luck, "stream", COMMUNITY, [effect | {"programme": _programme(world, luck)}])


def apply(world: World, luck: Luck) -> SignedAct | None:
    """Somebody applies for a grant, for themselves or for another."""
    rounds = world.shadow.all(facts.GrantRound)
    one = luck.mostly([one for one in rounds if world.now < one.apply_until], rounds)
    if one is None:
        return None
    fields = {"amount": max(1, luck.number(1, one.sum) + luck.rarely(8)), "payee": _payee(world, luck), "round": one.id}
    texts = {"plan": "First this, then that.", "purpose": "A good thing"}
    return SignedAct(luck.one(world.present()), "grant-applied", fields, texts)


def _payee(world: World, luck: Luck) -> dict[str, str]:
    return {"member": luck.one(world.present()).member, "type": "member"}


def score(world: World, luck: Luck) -> SignedAct | None:
    """A member of the committee gives points, or others than before."""
    now, rounds = world.now, {one.id: one for one in world.shadow.all(facts.GrantRound)}
    made = world.shadow.all(facts.Application)
    open_now = [one for one in made if rounds[one.round].apply_until <= now < rounds[one.round].score_until]
    one = luck.mostly([one for one in open_now if not one.withdrawn_at], made)
    if one is None:
        return None
    apart = (one.applicant, one.payee_member)
    able = [who for who in world.holders(rounds[one.round].committee) if who.member not in apart]
    by = luck.mostly(able, world.present())
    return SignedAct(by, "application-scored", {"application": one.id, "points": luck.number(0, 100)}) if by else None


def take_application_back(world: World, luck: Luck) -> SignedAct | None:
    """An applicant thinks better of it, seldom."""
    here = world.present()
    made = [one for one in world.shadow.all(facts.Application) if not one.withdrawn_at and BY_ID[one.applicant] in here]
    if not made or not luck.rarely(4):
        return None
    one = luck.one(made)
    return SignedAct(BY_ID[one.applicant], "application-withdrawn", {"application": one.id})


def ask(world: World, luck: Luck) -> SignedAct | None:
    """Somebody asks to be paid by the hour."""
    pools = world.shadow.all(facts.Pool)
    one = luck.mostly([one for one in pools if world.now < one.ends], pools)
    if one is None:
        return None
    fields = {"ends": one.ends + luck.rarely(12), "hourly": luck.number(1, 9), "payee": _payee(world, luck)}
    fields |= {"pool": one.id, "starts": 0}
    return SignedAct(luck.one(world.present()), "stream-asked", fields, {"purpose": "Daily work"})


def support(world: World, luck: Luck) -> SignedAct | None:
    """Somebody supports a stream, or that money is returned, or no longer does."""
    streams = [one.id for one in world.shadow.all(facts.Stream) if not one.ended_at]
    which = luck.mostly(streams, [one.id for one in world.shadow.all(facts.Pool)])
    if which is None:
        return None
    fields = {"stands": not luck.rarely(4), "stream": which}
    return SignedAct(luck.one(world.present()), "stream-supported", fields)


def end_stream(world: World, luck: Luck) -> SignedAct | None:
    """Whoever asked for a stream ends it, seldom."""
    here = world.present()
    running = [one for one in world.shadow.all(facts.Stream) if not one.ended_at and BY_ID[one.asked_by] in here]
    if not running or not luck.rarely(4):
        return None
    one = luck.one(running)
    return SignedAct(BY_ID[one.asked_by], "stream-ended", {"stream": one.id})

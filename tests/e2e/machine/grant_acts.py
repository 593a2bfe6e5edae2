"""Random acts with grants: budgets of programmes, grant rounds and hourly streams."""

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.rulebooks import COMMUNITY
from tests.e2e.machine.proposal_acts import propose
from tests.e2e.machine.world import BY_ID, Choices, SignedAct, World

PROGRAMMES = ("garden", "choir")


def open_programme(world: World, draw: Choices) -> SignedAct | None:
    """A treasurer names a programme."""
    by = draw.mostly(world.holders("treasurer"), world.present())
    fields = {"programme": draw.one(PROGRAMMES), "scope": draw.one([COMMUNITY, *world.scopes()])}
    return SignedAct(by, "programme-opened", fields, {"name": "Garden"}) if by else None


def _programme(world: World, draw: Choices, scope: str = COMMUNITY) -> str:
    known = [one.programme for one in world.shadow.all(facts.Programme) if one.scope == scope]
    return draw.mostly(["", *known], PROGRAMMES) or ""


def appropriate(world: World, draw: Choices) -> SignedAct | None:
    """A proposal to set money aside for a programme, for some days."""
    starts = draw.one([0, world.now])
    effect = {"amount": draw.number(1, 900), "currency": draw.one(["EUR", "GBP"]), "effect": "appropriate"}
    effect |= {"ends": world.now + draw.number(8, 30) * DAY, "starts": starts}
    effect |= {"programme": draw.one([one.programme for one in world.shadow.all(facts.Programme)] or PROGRAMMES)}
    return propose(world, draw, "appropriation", COMMUNITY, [effect])


def call(world: World, draw: Choices) -> SignedAct | None:
    """A proposal to open a grant round."""
    effect = {"apply_days": draw.number(3, 20), "committee": draw.one(["arbiter", "expert"]), "currency": "EUR"}
    effect |= {"effect": "open-round", "expires_days": 20, "least": draw.one([0, 50]), "score_days": draw.number(3, 20)}
    effect |= {"programme": _programme(world, draw), "sum": draw.number(1, 900)}
    return propose(world, draw, "grants", COMMUNITY, [effect])


def pool(world: World, draw: Choices) -> SignedAct | None:
    """A proposal to open a pool that pays by the hour."""
    effect = {"currency": "EUR", "days": draw.number(5, 30), "effect": "open-pool", "hourly": draw.number(1, 3)}
    return propose(world, draw, "stream", COMMUNITY, [effect | {"programme": _programme(world, draw)}])


def apply(world: World, draw: Choices) -> SignedAct | None:
    """Somebody applies for a grant, for themselves or for another."""
    rounds = world.shadow.all(facts.GrantRound)
    one = draw.mostly([one for one in rounds if world.now < one.apply_until], rounds)
    if one is None:
        return None
    fields = {"amount": max(1, draw.number(1, one.sum) + draw.rarely(8)), "payee": _payee(world, draw), "round": one.id}
    texts = {"plan": "First this, then that.", "purpose": "A good thing"}
    return SignedAct(draw.one(world.present()), "grant-applied", fields, texts)


def _payee(world: World, draw: Choices) -> dict[str, str]:
    return {"member": draw.one(world.present()).member, "type": "member"}


def score(world: World, draw: Choices) -> SignedAct | None:
    """A member of the committee gives points, or others than before."""
    now, rounds = world.now, {one.id: one for one in world.shadow.all(facts.GrantRound)}
    made = world.shadow.all(facts.Application)
    open_now = [one for one in made if rounds[one.round].apply_until <= now < rounds[one.round].score_until]
    one = draw.mostly([one for one in open_now if not one.withdrawn_at], made)
    if one is None:
        return None
    apart = (one.applicant, one.payee_member)
    able = [who for who in world.holders(rounds[one.round].committee) if who.member not in apart]
    by = draw.mostly(able, world.present())
    return SignedAct(by, "application-scored", {"application": one.id, "points": draw.number(0, 100)}) if by else None


def take_application_back(world: World, draw: Choices) -> SignedAct | None:
    """An applicant thinks better of it, seldom."""
    here = world.present()
    made = [one for one in world.shadow.all(facts.Application) if not one.withdrawn_at and BY_ID[one.applicant] in here]
    if not made or not draw.rarely(4):
        return None
    one = draw.one(made)
    return SignedAct(BY_ID[one.applicant], "application-withdrawn", {"application": one.id})


def ask(world: World, draw: Choices) -> SignedAct | None:
    """Somebody asks to be paid by the hour."""
    pools = world.shadow.all(facts.Pool)
    one = draw.mostly([one for one in pools if world.now < one.ends], pools)
    if one is None:
        return None
    fields = {"ends": one.ends + draw.rarely(12), "hourly": draw.number(1, 9), "payee": _payee(world, draw)}
    fields |= {"pool": one.id, "starts": 0}
    return SignedAct(draw.one(world.present()), "stream-asked", fields, {"purpose": "Daily work"})


def support(world: World, draw: Choices) -> SignedAct | None:
    """Somebody supports a stream, or that money is returned, or no longer does."""
    streams = [one.id for one in world.shadow.all(facts.Stream) if not one.ended_at]
    which = draw.mostly(streams, [one.id for one in world.shadow.all(facts.Pool)])
    if which is None:
        return None
    fields = {"stands": not draw.rarely(4), "stream": which}
    return SignedAct(draw.one(world.present()), "stream-supported", fields)


def end_stream(world: World, draw: Choices) -> SignedAct | None:
    """A requester ends their stream, rarely."""
    here = world.present()
    running = [one for one in world.shadow.all(facts.Stream) if not one.ended_at and BY_ID[one.asked_by] in here]
    if not running or not draw.rarely(4):
        return None
    one = draw.one(running)
    return SignedAct(BY_ID[one.asked_by], "stream-ended", {"stream": one.id})

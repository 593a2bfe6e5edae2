"""The start of each community of the state machine: people, offices, a club, money and tokens."""

from govern.protocol import facts
from govern.record import envelope
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.e2e.machine import grant_acts, money_acts
from tests.e2e.machine.world import CLUBS, EVERYBODY, Choices, SignedAct, World


def joining(world: World) -> list[SignedAct]:
    """Seven people are enrolled."""
    acts = []
    for one in EVERYBODY[1:8]:
        claim = envelope.to_value(one.claim(world.community.id, world.community.number()))
        acts.append(SignedAct(ADA, "member-enrolled", {"enrolled": one.member, "claim": claim}))
    return acts


def offices() -> list[SignedAct]:
    """The founder gives the offices to them."""
    given = {"issuer": (BO, CHEN), "treasurer": (DI, EVA, FAY), "moderator": (GIL,), "arbiter": (BO, FAY)}
    given |= {"registrar": (CHEN,), "guardian": (CHEN,), "expert": (DI, GIL)}
    return [
        SignedAct(ADA, "role-granted", {"holder": one.member, "role": role, "scope": "community"})
        for role, holders in given.items()
        for one in holders
    ]


def first_acts() -> list[SignedAct]:
    """A club, an account with some money, and tokens."""
    club = {"club": CLUBS[0], "convener": GIL.member}
    role = {"holder": GIL.member, "role": "delegate", "scope": CLUBS[0]}
    account = {"account": money_acts.ACCOUNTS[0], "currency": "EUR", "floor": 0}
    account |= {"kind": "assets", "parent": ""}
    income = {"account": account["account"], "amount": 2_000, "currency": "EUR", "received_on": "2026-01-05"}
    income |= {"from_account": "", "programme": ""}
    awards = [
        SignedAct(BO, "award-made", {"amount": amount, "to": one.member}, {"reason": "For good work"})
        for one, amount in ((ADA, 100), (DI, 200), (EVA, 150), (FAY, 50), (GIL, 100))
    ]
    return [
        SignedAct(ADA, "club-opened", club, {"name": "Garden", "purpose": "To plant"}),
        *(SignedAct(one, "club-asked", {"club": CLUBS[0]}) for one in (BO, DI)),
        *(SignedAct(GIL, "club-admitted", {"club": CLUBS[0], "admitted": one.member}) for one in (BO, DI)),
        SignedAct(GIL, "role-granted", role),
        SignedAct(DI, "account-opened", account, {"name": "Main"}),
        SignedAct(DI, "income-recorded", income, {"source": "A gift"}),
        *awards,
    ]


def confirmations(world: World) -> list[SignedAct]:
    """Most of the awards count, or else nobody could decide anything where tokens are what weighs."""
    made = [one.id for one in world.shadow.all(facts.Award)]
    return [SignedAct(CHEN, "award-confirmed", {"award": one}) for one in made[:-1]]


def ratification() -> SignedAct:
    """The founder's rules may be ratified first of all."""
    texts = {"title": "Our rules", "body": "They shall be ours."}
    effects = [{"effect": "ratify-rulebook", "number": 1}]
    fields = {"effects": effects, "kind": "amendment", "scope": "community", "topic": ""}
    return SignedAct(DI, "proposal-submitted", fields, texts)


def money_set_aside(world: World, draw: Choices) -> list[SignedAct]:
    """Or a grant round and a pool are opened first of all."""
    made = (grant_acts.call(world, draw), grant_acts.pool(world, draw))
    return [act for act in made if act is not None]

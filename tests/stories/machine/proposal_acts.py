"""What people can do with proposals and rules: put, revise, sponsor, stop; adopt rulebooks, amend and ratify."""

from typing import Any

from govern.protocol import facts
from govern.rules.rulebook.formats import FORMATS, number_of
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force
from tests.dsl.people import Tale
from tests.stories.machine.rulebooks import rulebook
from tests.stories.machine.world import BY_ID, Luck, SignedAct, World


def _topic(world: World, luck: Luck, scope: str) -> str:
    topics = in_force(world.shadow.state, scope, world.now).rules["topics"]
    return luck.mostly(["", *topics], ["culture", "money"]) or ""


def propose(
    world: World, luck: Luck, kind: str, scope: str, effects: list[Any], blobs: list[bytes] | None = None
) -> SignedAct | None:
    """A proposal of a kind by somebody of the scope, mostly."""
    author = luck.mostly(world.of_scope(scope), world.present())
    fields = {"effects": effects, "kind": kind, "scope": scope, "topic": _topic(world, luck, scope)}
    texts = {"title": f"A {kind}", "body": f"A {kind}, because it is time."}
    return SignedAct(author, "proposal-submitted", fields, texts, blobs or []) if author else None


def move(world: World, luck: Luck) -> SignedAct | None:
    """A motion."""
    return propose(world, luck, "motion", luck.one(world.scopes()), [{"effect": "record-resolution"}])


def spend(world: World, luck: Luck) -> SignedAct | None:
    """A proposal to spend money."""
    effects, blobs = _grants(world, luck)
    scope = luck.mostly([COMMUNITY], world.scopes()) or COMMUNITY  # clubs spend on budget lines alone
    return propose(world, luck, "spending", scope, effects, blobs)


def _grants(world: World, luck: Luck) -> tuple[list[Any], list[bytes]]:
    grants = [_grant(world, luck) for _ in range(luck.number(1, 2))]
    blobs = [blob for one in grants for blob in one.pop("texts")]
    return grants, blobs


def _grant(world: World, luck: Luck) -> dict[str, Any]:
    payee = "The Roofers" if luck.rarely(2) else luck.one(world.present())
    return Tale.spending(world.community, luck.number(1, 900), payee, luck.one(["EUR", "EUR", "GBP"]), 20)


def _scope_facts(world: World, scope: str) -> facts.Community | facts.Club:
    holder = world.shadow.state.community() if scope == COMMUNITY else world.shadow.get(facts.Club, scope)
    assert holder is not None
    return holder


def formats(world: World, scope: str) -> list[int]:
    """The formats that a scope's next rulebook may have: none older than its last one, none newer than all have."""
    books = {(one.scope, one.number): number_of(one.rules) for one in world.shadow.all(facts.Rulebook)}
    last = {of: books[of, max(number for other, number in books if other == of)] for of, _ in books}
    most = max(FORMATS) if scope == COMMUNITY else last[COMMUNITY]
    return [number for number in FORMATS if last.get(scope, 1) <= number <= most]


def amend(world: World, luck: Luck) -> SignedAct | None:
    """A proposal to adopt another rulebook."""
    scope = luck.one(world.scopes())
    return propose(world, luck, "amendment", scope, [_adoption(world, luck, scope)])


def _adoption(world: World, luck: Luck, scope: str) -> dict[str, Any]:
    number = _scope_facts(world, scope).rulebook + 1 + luck.rarely(12)
    return {"effect": "adopt-rulebook", "rulebook": rulebook(luck, number, formats(world, scope))}


def ratify(world: World, luck: Luck) -> SignedAct | None:
    """A proposal to ratify the rulebook in force."""
    scope = luck.one(world.scopes())
    number = max(1, _scope_facts(world, scope).rulebook + luck.rarely(12))
    return propose(world, luck, "amendment", scope, [{"effect": "ratify-rulebook", "number": number}])


def adopt(world: World, luck: Luck) -> SignedAct | None:
    """An administrator or a convener adopts a rulebook, while that is still possible or not."""
    scope = luck.one(world.scopes())
    if _scope_facts(world, scope).ratified_at and not luck.rarely(4):
        return None
    by = luck.mostly(world.holders("administrator" if scope == COMMUNITY else "convener", scope), world.present())
    book = rulebook(luck, _scope_facts(world, scope).rulebook + 1, formats(world, scope))
    return SignedAct(by, "rulebook-adopted", {"rulebook": book, "scope": scope}) if by else None


def revise(world: World, luck: Luck) -> SignedAct | None:
    """An author makes a new version."""
    proposal = luck.mostly(world.at_stage("gathering", "review"), world.shadow.all(facts.Proposal))
    if proposal is None:
        return None
    effects, blobs = proposal.effects, []
    if luck.rarely(2) and proposal.kind == "spending":
        effects, blobs = _grants(world, luck)
    elif luck.rarely(2) and proposal.kind == "amendment":
        effects = [_adoption(world, luck, proposal.scope)]
    fields = {"effects": effects, "proposal": proposal.id, "version": proposal.version + 1 + luck.rarely(12)}
    texts = {"body": "Better words", "title": "A better title"}
    author = luck.mostly([BY_ID[proposal.author]], world.present())
    return SignedAct(author, "proposal-revised", fields, texts, blobs) if author else None


def sponsor(world: World, luck: Luck) -> SignedAct | None:
    """Somebody supports that a proposal is voted on."""
    proposal = luck.mostly(world.at_stage("gathering"), world.shadow.all(facts.Proposal))
    if proposal is None:
        return None
    others = [one for one in world.of_scope(proposal.scope) if one.member != proposal.author]
    fresh = [one for one in others if world.shadow.get(facts.Sponsorship, proposal.id, one.member) is None]
    who = luck.mostly(fresh or others, world.present())
    version = max(1, proposal.version - luck.rarely(12))
    return SignedAct(who, "proposal-sponsored", {"proposal": proposal.id, "version": version}) if who else None


def withdraw(world: World, luck: Luck) -> SignedAct | None:
    """An author takes a proposal back, seldom."""
    proposal = luck.mostly(world.at_stage("gathering", "review"), world.shadow.all(facts.Proposal))
    if proposal is None or not luck.rarely(3):
        return None
    return SignedAct(BY_ID[proposal.author], "proposal-withdrawn", {"proposal": proposal.id})


def cancel(world: World, luck: Luck) -> SignedAct | None:
    """Who may stops a proposal, seldom."""
    proposal = luck.mostly(world.at_stage("gathering", "review", "announced"), world.shadow.all(facts.Proposal))
    if proposal is None or not luck.rarely(3):
        return None
    able = [*world.holders("moderator", proposal.scope), *world.holders("administrator", proposal.scope)]
    by = luck.mostly(able, world.present())
    return SignedAct(by, "proposal-cancelled", {"proposal": proposal.id}, {"reason": "It is unlawful"}) if by else None

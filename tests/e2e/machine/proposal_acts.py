"""Random acts about proposals and rules: submitting, revising, sponsoring, stopping, adopting, amending, ratifying."""

from typing import Any

from govern.protocol import facts
from govern.rules.rulebook.formats import FORMATS, number_of
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force
from tests.dsl.people import CommunityDsl
from tests.e2e.machine.rulebooks import rulebook
from tests.e2e.machine.world import BY_ID, Choices, SignedAct, World


def _topic(world: World, draw: Choices, scope: str) -> str:
    topics = in_force(world.shadow.state, scope, world.now).rules["topics"]
    return draw.mostly(["", *topics], ["culture", "money"]) or ""


def propose(
    world: World, draw: Choices, kind: str, scope: str, effects: list[Any], blobs: list[bytes] | None = None
) -> SignedAct | None:
    """A proposal of a kind by somebody of the scope, mostly."""
    author = draw.mostly(world.of_scope(scope), world.present())
    fields = {"effects": effects, "kind": kind, "scope": scope, "topic": _topic(world, draw, scope)}
    texts = {"title": f"A {kind}", "body": f"A {kind}, because it is time."}
    return SignedAct(author, "proposal-submitted", fields, texts, blobs or []) if author else None


def move(world: World, draw: Choices) -> SignedAct | None:
    """A motion."""
    return propose(world, draw, "motion", draw.one(world.scopes()), [{"effect": "record-resolution"}])


def spend(world: World, draw: Choices) -> SignedAct | None:
    """A proposal to spend money."""
    effects, blobs = _grants(world, draw)
    scope = draw.mostly([COMMUNITY], world.scopes()) or COMMUNITY  # clubs spend on budget lines alone
    return propose(world, draw, "spending", scope, effects, blobs)


def _grants(world: World, draw: Choices) -> tuple[list[Any], list[bytes]]:
    grants = [_grant(world, draw) for _ in range(draw.number(1, 2))]
    blobs = [blob for one in grants for blob in one.pop("texts")]
    return grants, blobs


def _grant(world: World, draw: Choices) -> dict[str, Any]:
    payee = "The Roofers" if draw.rarely(2) else draw.one(world.present())
    return CommunityDsl.spending(world.community, draw.number(1, 900), payee, draw.one(["EUR", "EUR", "GBP"]), 20)


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


def amend(world: World, draw: Choices) -> SignedAct | None:
    """A proposal to adopt another rulebook."""
    scope = draw.one(world.scopes())
    return propose(world, draw, "amendment", scope, [_adoption(world, draw, scope)])


def _adoption(world: World, draw: Choices, scope: str) -> dict[str, Any]:
    number = _scope_facts(world, scope).rulebook + 1 + draw.rarely(12)
    return {"effect": "adopt-rulebook", "rulebook": rulebook(draw, number, formats(world, scope))}


def ratify(world: World, draw: Choices) -> SignedAct | None:
    """A proposal to ratify the rulebook in force."""
    scope = draw.one(world.scopes())
    number = max(1, _scope_facts(world, scope).rulebook + draw.rarely(12))
    return propose(world, draw, "amendment", scope, [{"effect": "ratify-rulebook", "number": number}])


def adopt(world: World, draw: Choices) -> SignedAct | None:
    """An administrator or a convener adopts a rulebook, while that is still possible or not."""
    scope = draw.one(world.scopes())
    if _scope_facts(world, scope).ratified_at and not draw.rarely(4):
        return None
    by = draw.mostly(world.holders("administrator" if scope == COMMUNITY else "convener", scope), world.present())
    book = rulebook(draw, _scope_facts(world, scope).rulebook + 1, formats(world, scope))
    return SignedAct(by, "rulebook-adopted", {"rulebook": book, "scope": scope}) if by else None


def revise(world: World, draw: Choices) -> SignedAct | None:
    """An author makes a new version."""
    proposal = draw.mostly(world.at_stage("gathering", "review"), world.shadow.all(facts.Proposal))
    if proposal is None:
        return None
    effects, blobs = proposal.effects, []
    if draw.rarely(2) and proposal.kind == "spending":
        effects, blobs = _grants(world, draw)
    elif draw.rarely(2) and proposal.kind == "amendment":
        effects = [_adoption(world, draw, proposal.scope)]
    fields = {"effects": effects, "proposal": proposal.id, "version": proposal.version + 1 + draw.rarely(12)}
    texts = {"body": "Better words", "title": "A better title"}
    author = draw.mostly([BY_ID[proposal.author]], world.present())
    return SignedAct(author, "proposal-revised", fields, texts, blobs) if author else None


def sponsor(world: World, draw: Choices) -> SignedAct | None:
    """Somebody supports that a proposal is voted on."""
    proposal = draw.mostly(world.at_stage("gathering"), world.shadow.all(facts.Proposal))
    if proposal is None:
        return None
    others = [one for one in world.of_scope(proposal.scope) if one.member != proposal.author]
    fresh = [one for one in others if world.shadow.get(facts.Sponsorship, proposal.id, one.member) is None]
    who = draw.mostly(fresh or others, world.present())
    version = max(1, proposal.version - draw.rarely(12))
    return SignedAct(who, "proposal-sponsored", {"proposal": proposal.id, "version": version}) if who else None


def withdraw(world: World, draw: Choices) -> SignedAct | None:
    """An author takes a proposal back, seldom."""
    proposal = draw.mostly(world.at_stage("gathering", "review"), world.shadow.all(facts.Proposal))
    if proposal is None or not draw.rarely(3):
        return None
    return SignedAct(BY_ID[proposal.author], "proposal-withdrawn", {"proposal": proposal.id})


def cancel(world: World, draw: Choices) -> SignedAct | None:
    """A permitted person stops a proposal, seldom."""
    proposal = draw.mostly(world.at_stage("gathering", "review", "announced"), world.shadow.all(facts.Proposal))
    if proposal is None or not draw.rarely(3):
        return None
    able = [*world.holders("moderator", proposal.scope), *world.holders("administrator", proposal.scope)]
    by = draw.mostly(able, world.present())
    return SignedAct(by, "proposal-cancelled", {"proposal": proposal.id}, {"reason": "It is unlawful"}) if by else None

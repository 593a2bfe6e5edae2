"""Proposals of several options in a test community: choices, elections, budgets and votes on membership."""

from typing import Any

from govern.rules.people.signers import Person
from tests.dsl.people import CommunityDsl


def rulebook_with(rules: dict[str, Any], **changes: dict[str, Any]) -> dict[str, Any]:
    """A rulebook with some fields of some kinds changed."""
    kinds = {kind: own | changes.get(kind, {}) for kind, own in rules["kinds"].items()}
    return rules | {"kinds": kinds}


def put(
    community: CommunityDsl,
    author: Person,
    kind: str,
    effects: list[Any],
    scope: str = "community",
    blobs: tuple[bytes, ...] = (),
) -> str:
    """A proposal of a kind with these effects, whose texts are sent along; its id."""
    body, body_data = community.text("As said.")
    title, title_data = community.text(f"A {kind}")
    fields = {"body": body, "effects": effects, "kind": kind, "scope": scope, "title": title, "topic": ""}
    return str(community.say(author, "proposal-submitted", blobs=[*blobs, body_data, title_data], **fields).id)


def choice(community: CommunityDsl, author: Person, *options: str) -> str:
    """A choice among options of these ids; its id."""
    texts = [(option, *community.text(option.title())) for option in options]
    named = [{"name": digest, "option": option} for option, digest, _ in texts]
    effects = [{"effect": "choose-option", "options": named}]
    return put(community, author, "choice", effects, blobs=tuple(data for *_, data in texts))


def election(
    community: CommunityDsl, author: Person, office: str = "councillor", scope: str = "community", **changes: Any
) -> str:
    """An election to an office; its id."""
    effect = {
        "effect": "fill-seats",
        "most_terms": 0,
        "office": office,
        "seats": 1,
        "starts": 0,
        "term_days": 365,
        "until": 0,
    }
    return put(community, author, "election", [effect | changes], scope)


def stand(community: CommunityDsl, proposal: str, *people: Person) -> None:
    """People become candidates without a nomination."""
    for one in people:
        community.say(one, "candidacy-accepted", {"statement": f"I am {one.member}"}, proposal=proposal)


def budget(community: CommunityDsl, author: Person, total: int, **projects: int) -> str:
    """A budget shared out among projects with their costs, paid to outsiders; its id."""
    effects: list[Any] = [{"currency": "EUR", "effect": "share-out", "sum": total}]
    blobs: list[bytes] = []
    for option, cost in projects.items():
        name, data = community.text(option.title())
        grant = community.spending(cost, f"The {option} people")
        blobs += [data, *grant.pop("texts")]
        effects.append(grant | {"effect": "fund-project", "name": name, "option": option})
    return put(community, author, "budget", effects, blobs=tuple(blobs))


def points(**given: int) -> list[dict[str, Any]]:
    """A choice that gives points."""
    return [{"option": option, "points": number} for option, number in sorted(given.items())]

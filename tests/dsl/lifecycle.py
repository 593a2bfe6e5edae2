"""Turns in a proposal's life that scenes and forgeries share."""

from typing import Any

from govern.protocol import facts
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.people import ADA, BO, DI, EVA, GIL, Person, Tale, motion_rules
from tests.verify.forging.forger import ForgedStatement, Forger


def adopt(tale: Forger, number: int = 2, **changes: Any) -> ForgedStatement:
    """The founder adopts a rulebook with other rules for motions."""
    rulebook = motion_rules(**changes) | {"number": number}
    return tale.say(ADA, "rulebook-adopted", scope="community", rulebook=rulebook)


def amendment(tale: Tale, effect: dict[str, Any], author: Person = GIL) -> str:
    """A proposal to change or ratify the rules; its id."""
    texts = {"title": "Rules", "body": "As discussed."}
    fields = {"effects": [effect], "kind": "amendment", "scope": "community", "topic": ""}
    return str(tale.say(author, "proposal-submitted", texts, **fields).id)


def rulebook(number: int = 2, **changes: Any) -> dict[str, Any]:
    """The effect that adopts a whole next rulebook, changed at its top."""
    changed = PRESETS["tokens"]() | {"live_per_author": 5, "number": number} | changes
    return {"effect": "adopt-rulebook", "rulebook": changed}


RATIFY = {"effect": "ratify-rulebook", "number": 1}


def carried(tale: Tale, proposal: str) -> str:
    """A proposal that passes with the votes of Ada, Di and Eva, and is in its standstill."""
    poll = tale.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        tale.vote(one, poll)
    assert tale.close_vote(poll) == "passed"
    return proposal


def ratified(tale: Tale) -> None:
    """The members ratify the first rulebook."""
    tale.carry_out(carried(tale, amendment(tale, RATIFY)))


def about(tale: Forger, who: Person, kind: str, proposal: str, text: str = "reason") -> ForgedStatement:
    """A veto, a cancellation or a challenge, with its text."""
    return tale.say(who, kind, {text: "for all to read"}, proposal=proposal)


def challenge(tale: Forger, proposal: str, who: Person = DI) -> ForgedStatement:
    """An elector challenges an outcome."""
    return about(tale, who, "outcome-challenged", proposal, "grounds")


def rule(tale: Forger, proposal: str, ruling: str, who: Person = BO) -> ForgedStatement:
    """An arbiter rules on a challenge."""
    return tale.say(who, "challenge-ruled", {"explanation": "as found"}, proposal=proposal, ruling=ruling)


def revise(tale: Forger, proposal: str, version: int = 2, who: Person = GIL, **fields: Any) -> ForgedStatement:
    """A new version of a motion."""
    texts = {} if "body" in fields else {"title": "A better pond", "body": "Deeper."}
    effects = fields.pop("effects", [{"effect": "record-resolution"}])
    return tale.say(who, "proposal-revised", texts, proposal=proposal, version=version, effects=effects, **fields)


def due(tale: Forger, proposal: str) -> facts.Proposal:
    """A proposal as it stands."""
    return tale.state(facts.Proposal, proposal)

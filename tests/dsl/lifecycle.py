"""Steps in the lifecycle of a proposal that refusal cases and forgeries share."""

from typing import Any

from govern.protocol import facts
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.people import ADA, BO, DI, EVA, GIL, CommunityDsl, Person, motion_rules
from tests.verify.forging.forger import ForgedStatement, Forger


def adopt(community: Forger, number: int = 2, **changes: Any) -> ForgedStatement:
    """The founder adopts a rulebook with other rules for motions."""
    rulebook = motion_rules(**changes) | {"number": number}
    return community.say(ADA, "rulebook-adopted", scope="community", rulebook=rulebook)


def amendment(community: CommunityDsl, effect: dict[str, Any], author: Person = GIL) -> str:
    """A proposal to change or ratify the rules; its id."""
    texts = {"title": "Rules", "body": "As discussed."}
    fields = {"effects": [effect], "kind": "amendment", "scope": "community", "topic": ""}
    return str(community.say(author, "proposal-submitted", texts, **fields).id)


def rulebook(number: int = 2, **changes: Any) -> dict[str, Any]:
    """The effect that adopts a whole next rulebook, changed at its top."""
    changed = PRESETS["tokens"]() | {"live_per_author": 5, "number": number} | changes
    return {"effect": "adopt-rulebook", "rulebook": changed}


RATIFY = {"effect": "ratify-rulebook", "number": 1}


def carried(community: CommunityDsl, proposal: str) -> str:
    """A proposal that passes with the votes of Ada, Di and Eva, and is in its standstill."""
    poll = community.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    return proposal


def ratified(community: CommunityDsl) -> None:
    """The members ratify the first rulebook."""
    community.carry_out(carried(community, amendment(community, RATIFY)))


def about(community: Forger, who: Person, kind: str, proposal: str, text: str = "reason") -> ForgedStatement:
    """A veto, a cancellation or a challenge, with its text."""
    return community.say(who, kind, {text: "for all to read"}, proposal=proposal)


def challenge(community: Forger, proposal: str, who: Person = DI) -> ForgedStatement:
    """An elector challenges an outcome."""
    return about(community, who, "outcome-challenged", proposal, "grounds")


def rule(community: Forger, proposal: str, ruling: str, who: Person = BO) -> ForgedStatement:
    """An arbiter rules on a challenge."""
    return community.say(who, "challenge-ruled", {"explanation": "as found"}, proposal=proposal, ruling=ruling)


def revise(community: Forger, proposal: str, version: int = 2, who: Person = GIL, **fields: Any) -> ForgedStatement:
    """A new version of a motion."""
    texts = {} if "body" in fields else {"title": "A better pond", "body": "Deeper."}
    effects = fields.pop("effects", [{"effect": "record-resolution"}])
    return community.say(who, "proposal-revised", texts, proposal=proposal, version=version, effects=effects, **fields)


def due(community: Forger, proposal: str) -> facts.Proposal:
    """The current fact of a proposal."""
    return community.state(facts.Proposal, proposal)

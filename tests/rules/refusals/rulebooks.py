"""Refusals of malformed rulebooks, one for each check (rules 3.1 and 3.2)."""

from functools import partial
from typing import Any, Final

from tests.dsl.people import ADA
from tests.rules.changed import with_all
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import enter

MOTION: Final = "kinds.motion"
WEIGHT: Final = f"{MOTION}.weight"
STRICTER: Final[dict[str, Any]] = {"above": {"EUR": 1}, "change": {"sponsors": 3}, "touches": []}
CHAMBER: Final[dict[str, Any]] = {"electors": "members", "id": "all", "role": ""}
BAND: Final[dict[str, Any]] = {"from": 1, "weight": 1}

INVALID: Final[dict[str, dict[str, Any]]] = {
    "a-share-without-a-denominator": {f"{MOTION}.support.den": None},
    "a-share-that-is-no-number": {f"{MOTION}.support.num": "1"},
    "a-share-above-the-whole": {f"{MOTION}.support": {"den": 2, "num": 3, "strict": True}},
    "the-number-nought": {"number": 0},
    "access-that-is-no-object": {"access": "everyone"},
    "a-field-too-many": {"more": 1},
    "a-limit-below-nought": {"live_per_author": -1},
    "kinds-that-are-no-object": {"kinds": []},
    "a-needed-kind-missing": {MOTION: None},
    "a-method-of-another-kind": {f"{MOTION}.method": "stv/1"},
    "chambers-of-a-choice": {"kinds.choice.chambers": [CHAMBER]},
    "consent-without-reasons": {f"{MOTION}.method": "consent/1", f"{MOTION}.reasons": "off"},
    "points-of-nought": {"kinds.choice.method": "score/1", "kinds.choice.points": 0},
    "an-unknown-method": {f"{MOTION}.method": "coin/1"},
    "a-role-that-is-no-name": {f"{MOTION}.cancel": "No Role"},
    "delegation-that-is-no-truth-value": {f"{MOTION}.delegation": 1},
    "ten-chambers": {f"{MOTION}.chambers": [CHAMBER] * 10},
    "a-chamber-of-a-role-without-one": {f"{MOTION}.chambers": [CHAMBER | {"electors": "role"}]},
    "two-chambers-of-one-name": {f"{MOTION}.chambers": [CHAMBER, CHAMBER]},
    "ten-stricter-rules": {f"{MOTION}.stricter": [STRICTER] * 10},
    "stricter-above-no-currency": {f"{MOTION}.stricter": [STRICTER | {"above": {"euro": 1}}]},
    "stricter-above-less-than-nought": {f"{MOTION}.stricter": [STRICTER | {"above": {"EUR": -1}}]},
    "stricter-that-touches-nothing": {f"{MOTION}.stricter": [STRICTER | {"above": {}}]},
    "stricter-that-changes-nothing": {f"{MOTION}.stricter": [STRICTER | {"change": {}}]},
    "money-of-no-currency": {"money": {"euro": [{"above": 0, "count": 1}]}},
    "money-without-bands": {"money.EUR": []},
    "decay-that-keeps-nothing": {"tokens.decay": {"epoch_ms": 1, "keep": 0}},
    "a-topic-that-is-no-name": {"topics": ["A Topic"]},
    "a-topic-twice": {"topics": ["roads", "roads"]},
    "an-unknown-weight": {WEIGHT: {"source": "height/1"}},
    "no-bands": {WEIGHT: {"source": "bands/1", "bands": []}},
    "a-band-without-a-weight": {WEIGHT: {"source": "bands/1", "bands": [{"from": 1}]}},
    "a-cap-unnamed": {WEIGHT: {"source": "capped-tokens/1"}},
    "equality-with-a-parameter": {WEIGHT: {"source": "equal/1", "cap": 1}},
    "square-roots-with-a-parameter": {WEIGHT: {"source": "square-root/1", "cap": 1}},
    "tokens-with-a-parameter": {WEIGHT: {"source": "tokens/1", "cap": 1}},
}
UNSAFE: Final[dict[str, dict[str, Any]]] = {
    "bands-that-do-not-rise": {WEIGHT: {"source": "bands/1", "bands": [BAND, BAND]}},
    "a-cap-of-nought": {WEIGHT: {"source": "capped-tokens/1", "cap": {"den": 1, "num": 0, "strict": False}}},
}


def _adopt(changes: dict[str, Any], community: InMemoryCommunity) -> None:
    community.say(ADA, "rulebook-adopted", rulebook=with_all({"number": 2} | changes), scope="community")


for _name, _changes in INVALID.items():
    enter("rulebook_invalid", _name, partial(_adopt, _changes))
for _name, _changes in UNSAFE.items():
    enter("rulebook_unsafe", _name, partial(_adopt, _changes))

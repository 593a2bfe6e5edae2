"""Random rulebooks: safe ones of every shape, in which everything can happen within days."""

from collections.abc import Sequence
from random import Random
from typing import Any, Final

from govern.protocol.units import DAY, HOUR
from govern.rules.proposals.kinds import kinds as proposal_kinds
from govern.rules.rulebook.formats import FORMATS, written_in
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.presets.parts import above, ratio
from tests.dsl.epochs import WHOLE, token_rules
from tests.e2e.machine.world import Choices, T
from tests.tools.clock import START

CHAMBERS: Final = (
    {"electors": "members", "id": "residents", "role": ""},
    {"electors": "clubs", "id": "clubs", "role": ""},
    {"electors": "role", "id": "experts", "role": "expert"},
)
WEIGHTS: Final = (
    {"source": "equal/1"},
    {"source": "tokens/1"},
    {"source": "square-root/1"},
    {"cap": ratio(1, 4), "source": "capped-tokens/1"},
    {"bands": [{"from": 1, "weight": 1}, {"from": 50, "weight": 2}], "source": "bands/1"},
)
MONEY: Final = ("spending", "appropriation", "grants", "stream")
HARDER: Final = {"above": {}, "change": {"support": ratio(3, 4, strict=True)}, "touches": ["kinds.amendment"]}


class SeededChoices(Choices):
    """Choices that follow from one number: a rulebook has too many to look for the simplest one by one."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def one(self, options: Sequence[T]) -> T:
        """One of several."""
        return self._random.choice(options)

    def number(self, least: int, most: int) -> int:
        """A whole number between two, inclusive."""
        return self._random.randint(least, most)


EPOCHS: Final = ((0, WHOLE), (5 * DAY, 900_000))


def rulebook(draw: Choices, number: int, formats: Sequence[int] = tuple(FORMATS)) -> dict[str, Any]:
    """A safe rulebook of a number, in one of some formats; now and then in any."""
    dice = SeededChoices(draw.number(0, 9_999))
    book = _rulebook(dice, number)
    return _in_format(dice, book, dice.one(list(FORMATS) if dice.rarely(12) else formats))


def _in_format(draw: Choices, book: dict[str, Any], number: int) -> dict[str, Any]:
    """A rulebook of format 1 as a newer format writes it, with the fields that this adds."""
    written = written_in(book, number)
    if number == 1:
        return written
    chosen = {kind: {"unsupported": draw.one(["vacant", "filled"])} for kind in written["kinds"]}
    return written | {"kinds": {kind: rules | chosen[kind] for kind, rules in written["kinds"].items()}}


def _rulebook(draw: Choices, number: int) -> dict[str, Any]:
    book = PRESETS[draw.one(list(PRESETS))]()
    kinds = {kind: _kind(draw, rules) for kind, rules in book["kinds"].items()}
    for kind in (one.id for one in proposal_kinds().values() if one.asks != "question"):
        kinds[kind] |= {"chambers": [], "concur": 0}
    kinds["amendment"]["stricter"] = draw.one([[HARDER], []])
    for kind in MONEY:  # with chambers by chance, nothing can ask for as many of them as the preset has
        kinds[kind]["stricter"] = draw.one([[], [above(400, sponsors=2, standstill_ms=2 * DAY)]])
    if draw.rarely(8):
        kinds.pop("spending")
    return book | {
        "delay_ms": draw.one([DAY, 0, 14 * DAY]),
        "delegation": {"depth": draw.one([10, 0, 1, 2]), "warn_at": ratio(1, 5)},
        "kinds": kinds,
        "live_per_author": draw.one([0, 3, 1]),
        "number": number,
        "tokens": token_rules(draw.one([0, 2 * DAY]), *draw.one(EPOCHS)),
        "topics": draw.one([["culture", "money"], ["culture"], []]),
    }


def _kind(draw: Choices, rules: dict[str, Any]) -> dict[str, Any]:
    chambers = draw.one([[], [], [CHAMBERS[0]], [CHAMBERS[0], CHAMBERS[2]], list(CHAMBERS)])
    late = draw.one([0, 6 * HOUR, 20 * HOUR])
    return rules | {
        "announcement_ms": draw.one([HOUR, 0]),
        "approval_floor": draw.one([ratio(1, 10), ratio(1, 100), ratio(1, 3)]),
        "cancel": draw.one(["moderator", "administrator", ""]),
        "challenge": {"role": "", "ruling_ms": 0} if draw.rarely(4) else {"role": "arbiter", "ruling_ms": 2 * DAY},
        "chambers": chambers,
        "concur": draw.number(1, len(chambers)) if chambers else 0,
        "delegation": not draw.rarely(4),
        "grace_ms": draw.one([9 * DAY, 9 * DAY, HOUR]),
        "head_count": draw.one([0, 2]),
        "late_turn": {"extension_ms": late and DAY, "longest_ms": late and 2 * DAY, "window_ms": late},
        "participation": draw.one([ratio(0, 1), ratio(1, 5)]),
        "proposer": "treasurer" if draw.rarely(12) else "",
        "reasons": draw.one(["allowed", "required", "off"]),
        "review_ms": draw.one([HOUR, 0]),
        "sponsoring_ms": 3 * DAY,
        "sponsors": draw.one([0, 1, 2]),
        "standstill_ms": draw.one([DAY, 2 * DAY]),
        "support": draw.one([ratio(1, 2, strict=True), ratio(2, 3, strict=True)]),
        "veto": draw.one([{"ends": START + 60 * DAY, "role": "guardian"}, {"ends": 0, "role": ""}]),
        "voting_ms": draw.one([2 * DAY, 3 * DAY]),
        "weight": draw.one(WEIGHTS),
    }

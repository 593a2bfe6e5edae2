"""Rulebooks over time: adopted, ratified, amended after a delay, and stricter cases."""

import hashlib
import json
from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.protocol.units import DAY
from govern.rules.proposals.proposals import rules_at_submission
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.lint import read_rulebook, warnings
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.presets.parts import above, ratio
from govern.rules.rulebook.rulebooks import in_force
from govern.rules.rulebook.strictness import changed
from tests.dsl.lifecycle import RATIFY, adopt, amendment, carried, due, ratified, rulebook
from tests.dsl.people import ADA, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity


def _in_force(community: InMemoryCommunity, at: int) -> int:
    return in_force(community.memory, "community", at).number


def _amending(**changes: Any) -> dict[str, Any]:
    """The first rulebook with other rules for amendments."""
    raw = PRESETS["tokens"]()
    return raw | {"kinds": raw["kinds"] | {"amendment": raw["kinds"]["amendment"] | changes}}


def test_an_amendment_counts_after_its_delay_and_never_backwards(community: InMemoryCommunity) -> None:
    ratified(community)
    community.carry_out(carried(community, amendment(community, rulebook())))
    adopted = community.state(facts.Rulebook, "community", 2)
    assert adopted.effective_at == community.clock() + 7 * DAY
    assert [_in_force(community, adopted.effective_at + ms) for ms in (-8 * DAY, -1, 0)] == [1, 1, 2]


def test_a_rulebook_is_known_by_the_hash_of_all_it_says(community: InMemoryCommunity) -> None:
    adopt(community)
    known = community.state(facts.Rulebook, "community", 2)
    written = json.dumps(known.rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert known.hash == hashlib.sha256(written.encode()).hexdigest()


def test_a_founder_adopts_at_once_before_the_ratification(community: InMemoryCommunity) -> None:
    adopt(community)
    assert _in_force(community, community.clock()) == 2


def test_a_vote_announced_before_the_delay_is_over_keeps_its_rulebook(community: InMemoryCommunity) -> None:
    ratified(community)
    community.carry_out(carried(community, amendment(community, rulebook())))
    poll = community.vote_is_open()
    community.pass_time(days=6)
    assert _in_force(community, community.clock()) == 2
    assert community.state(facts.Poll, poll).rulebook == 1
    community.close_vote(poll)
    later = community.vote_is_open()
    assert community.state(facts.Poll, later).rulebook == 2


@pytest.mark.parametrize(
    ("effects", "support"),
    [((500_000,), (1, 2)), ((500_001,), (3, 5)), ((300_000, 200_001), (3, 5)), ((300_000, 200_000), (1, 2))],
)
def test_large_spending_is_stricter_by_the_sum_of_all_mandates(
    community: InMemoryCommunity, effects: tuple[int, ...], support: tuple[int, int]
) -> None:
    proposal = community.propose_spending(GIL, "A roof", *(community.spending(cap, FAY) for cap in effects))
    rules = rules_at_submission(community.memory, due(community, proposal))
    assert (rules.support.num, rules.support.den) == support


def test_changing_how_rules_are_changed_is_stricter(community: InMemoryCommunity) -> None:
    plain = amendment(community, rulebook())
    harder = amendment(community, rulebook(delay_ms=DAY))
    kind = amendment(community, rulebook(kinds=_amending(head_count=4)["kinds"]), author=EVA)
    settling = amendment(community, RATIFY, author=DI)
    found = [
        rules_at_submission(community.memory, due(community, one)).support.den
        for one in (plain, harder, kind, settling)
    ]
    assert found == [3, 4, 4, 4]


def test_undoing_what_is_not_in_force_yet_is_as_strict_as_making_it(community: InMemoryCommunity) -> None:
    community.carry_out(carried(community, amendment(community, rulebook(delay_ms=DAY))))
    undone = amendment(community, rulebook(number=3))
    assert rules_at_submission(community.memory, due(community, undone)).support.den == 4


def test_of_two_stricter_rules_the_one_that_asks_for_more_stands() -> None:
    kind = PRESETS["tokens"]()["kinds"]["motion"]
    changes = [{"support": ratio(3, 4, strict=True), "sponsors": 2}, {"support": ratio(3, 5, strict=True)}]
    for order in (changes, changes[::-1]):
        rules = changed(kind, order, "kinds.motion", 1)
        assert (rules.support.num, rules.support.den, rules.sponsors) == (3, 4, 2)


def test_a_proposal_of_a_kind_that_was_dropped_keeps_the_rules_of_its_submission(community: InMemoryCommunity) -> None:
    proposal = community.propose_spending(GIL, "A roof", community.spending(1_000, FAY))
    raw = PRESETS["tokens"]() | {"number": 2}
    kinds = {name: own for name, own in raw["kinds"].items() if name != "spending"}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw | {"kinds": kinds})
    poll = community.announced(proposal, DI, EVA)
    assert community.state(facts.Poll, poll).rulebook == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"veto": {"ends": 0, "role": "guardian"}}, "kinds.amendment.veto"),
        ({"challenge": {"role": "arbiter", "ruling_ms": 0}}, "kinds.amendment.challenge"),
        ({"standstill_ms": 0}, "kinds.amendment.standstill_ms"),
        ({"grace_ms": 0}, "kinds.amendment.grace_ms"),
        ({"late_turn": {"extension_ms": 1, "longest_ms": 8 * DAY, "window_ms": 1}}, "kinds.amendment.late_turn"),
        ({"late_turn": {"extension_ms": 1, "longest_ms": 1, "window_ms": 8 * DAY}}, "kinds.amendment.late_turn"),
        ({"late_turn": {"extension_ms": 0, "longest_ms": 1, "window_ms": 1}}, "kinds.amendment.late_turn"),
        ({"chambers": [{"electors": "members", "id": "all", "role": ""}]}, "kinds.amendment.concur"),
        ({"support": ratio(1, 1, strict=True)}, "kinds.amendment.support"),
        ({"participation": ratio(1, 5, strict=True)}, "kinds.amendment.approval_floor"),
        ({"stricter": [above(5, review_ms=367 * DAY)]}, "kinds.amendment.stricter.0.review_ms"),
        ({"stricter": [above(5, support=ratio(1, 2, strict=True))]}, "kinds.amendment.stricter.0.support"),
        (
            {"stricter": [{"above": {}, "change": {"support": ratio(3, 4, strict=True)}, "touches": ["money"]}]},
            "kinds.amendment.stricter.0",
        ),
    ],
)
def test_the_linter_refuses_what_is_unsafe_about_deciding(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rulebook(_amending(**changes))
    assert (caught.value.code, caught.value.details["field"]) == ("rulebook_unsafe", field)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"delay_ms": 366 * DAY + 1}, "delay_ms"),
        ({"tokens": {"decay": {"epoch_ms": 30 * DAY, "keep": 499_999}, "maturity_ms": 0}}, "tokens.decay.keep"),
        ({"tokens": {"decay": {"epoch_ms": DAY - 1, "keep": 900_000}, "maturity_ms": 0}}, "tokens.decay.epoch_ms"),
    ],
)
def test_the_linter_refuses_what_is_unsafe_for_everything(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rulebook(PRESETS["tokens"]() | changes)
    assert (caught.value.code, caught.value.details["field"]) == ("rulebook_unsafe", field)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"voting_ms": DAY - 1, "late_turn": {"extension_ms": 1, "longest_ms": 1, "window_ms": 1}}, "voting_ms"),
        ({"late_turn": {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}}, "late_turn"),
        ({"participation": ratio(2, 5)}, "participation"),
        ({"support": ratio(1, 2, strict=True), "stricter": []}, "support"),
        (
            {"standstill_ms": 0, "challenge": {"role": "", "ruling_ms": 0}},
            "standstill_ms",
        ),
    ],
)
def test_the_linter_warns(changes: dict[str, Any], field: str) -> None:
    assert not {one.field for one in warnings(read_rules(PRESETS["tokens"]()))}
    found = {one.field for one in warnings(read_rules(_amending(**changes)))}
    assert found == {f"kinds.amendment.{field}"}


def test_the_linter_warns_of_rules_that_change_at_once() -> None:
    found = [one.field for one in warnings(read_rules(PRESETS["tokens"]() | {"delay_ms": 0}))]
    assert found == ["delay_ms"]

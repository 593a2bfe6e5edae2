"""The rulebook linter: what it refuses, where, and why."""

from typing import Any

import pytest

from govern.protocol import facts
from govern.protocol.errors import Refused
from govern.protocol.units import DAY, MINUTE
from govern.rules.rulebook.formats import read_rules
from govern.rules.rulebook.lint import YEAR, read_rulebook, warnings
from govern.rules.rulebook.presets import PRESETS
from tests.dsl.people import ADA, BO, CHEN, GIL, motion_rules, refusal
from tests.rules.changed import with_all, with_one
from tests.rules.in_memory_community import InMemoryCommunity

NEVER_LATE = {"extension_ms": 0, "longest_ms": 0, "window_ms": 0}
RATIO = {"den": 2, "num": 1, "strict": True}


@pytest.mark.parametrize("preset", PRESETS)
def test_the_presets_are_complete_and_safe(preset: str) -> None:
    assert read_rulebook(PRESETS[preset]()).number == 1


@pytest.mark.parametrize(
    ("path", "value", "code", "field"),
    [
        ("number", 0, "rulebook_invalid", "number"),
        ("number", "1", "rulebook_invalid", "number"),
        ("number", None, "rulebook_invalid", "rulebook.number"),
        ("more", 1, "rulebook_invalid", "rulebook.more"),
        ("kinds.motion", None, "rulebook_invalid", "kinds.motion"),
        ("kinds.raffle", {}, "rulebook_invalid", "kinds.raffle"),
        ("kinds.motion", [], "rulebook_invalid", "kinds.motion"),
        ("kinds.motion.voting_ms", None, "rulebook_invalid", "kinds.motion.voting_ms"),
        ("kinds.motion.voting_ms", -1, "rulebook_invalid", "kinds.motion.voting_ms"),
        ("kinds.motion.voting_ms", True, "rulebook_invalid", "kinds.motion.voting_ms"),
        ("kinds.motion.voting_ms", 0, "rulebook_unsafe", "kinds.motion.voting_ms"),
        ("kinds.motion.voting_ms", YEAR + 1, "rulebook_unsafe", "kinds.motion.voting_ms"),
        ("kinds.motion.sponsoring_ms", 0, "rulebook_unsafe", "kinds.motion.sponsoring_ms"),
        ("kinds.motion.standstill_ms", YEAR + 1, "rulebook_unsafe", "kinds.motion.standstill_ms"),
        ("kinds.motion.method", "coin/1", "rulebook_invalid", "kinds.motion.method"),
        ("kinds.motion.method", ["yes-no-abstain/1"], "rulebook_invalid", "kinds.motion.method"),
        ("kinds.motion.secrecy", None, "rulebook_invalid", "kinds.motion.secrecy"),
        ("kinds.motion.secrecy", "sealed", "rulebook_invalid", "kinds.motion.secrecy"),
        ("kinds.election.secrecy", "sealed", "rulebook_invalid", "kinds.election.secrecy"),
        ("kinds.motion.secrecy", True, "rulebook_invalid", "kinds.motion.secrecy"),
        ("kinds.motion.weight", {"source": "height/1"}, "rulebook_invalid", "kinds.motion.weight"),
        ("kinds.motion.approval_floor.num", 0, "rulebook_unsafe", "kinds.motion.approval_floor"),
        ("kinds.motion.approval_floor.strict", None, "rulebook_invalid", "kinds.motion.approval_floor"),
        ("kinds.motion.support.share", 1, "rulebook_invalid", "kinds.motion.support"),
        ("kinds.motion.approval_floor.num", 11, "rulebook_invalid", "kinds.motion.approval_floor"),
        ("kinds.motion.approval_floor.den", 0, "rulebook_invalid", "kinds.motion.approval_floor"),
        ("kinds.motion.approval_floor.strict", True, "rulebook_unsafe", "kinds.motion.approval_floor"),
        ("kinds.motion.approval_floor.strict", 0, "rulebook_invalid", "kinds.motion.approval_floor"),
        ("kinds.motion.approval_floor", 1, "rulebook_invalid", "kinds.motion.approval_floor"),
        ("kinds.motion.support", RATIO | {"strict": False}, "rulebook_unsafe", "kinds.motion.support"),
        ("kinds.motion.support", RATIO | {"den": 3}, "rulebook_unsafe", "kinds.motion.support"),
        ("kinds.motion.support", RATIO | {"num": 2}, "rulebook_unsafe", "kinds.motion.support"),
        ("money", [], "rulebook_invalid", "money"),
        ("money.euro", [], "rulebook_invalid", "money"),
        ("money.EUR", [], "rulebook_invalid", "money.EUR"),
        ("money.EUR", [{"above": 0}], "rulebook_invalid", "money.EUR.count"),
        ("money.EUR", [{"above": 0, "count": 0}], "rulebook_unsafe", "money.EUR"),
        ("money.EUR", [{"above": 5, "count": 1}], "rulebook_unsafe", "money.EUR"),
        ("money.EUR", [{"above": 0, "count": -1}], "rulebook_invalid", "money.EUR"),
        ("money.EUR", [{"above": 0, "count": 2}, {"above": 9, "count": 1}], "rulebook_unsafe", "money.EUR"),
        ("money.EUR", [{"above": 0, "count": 1}, {"above": 0, "count": 2}], "rulebook_unsafe", "money.EUR"),
        ("treasury.fee", {"den": 100, "num": 26, "strict": False}, "rulebook_unsafe", "treasury.fee"),
        ("treasury.fee", None, "rulebook_invalid", "treasury.fee"),
        ("treasury.escalation", "treasurer", "rulebook_unsafe", "treasury.escalation"),
        ("treasury.escalation", "No Role", "rulebook_invalid", "treasury.escalation"),
        ("treasury.payees", "number", "rulebook_invalid", "treasury.payees"),
        ("treasury", None, "rulebook_invalid", "rulebook.treasury"),
        ("delegation.depth", 51, "rulebook_unsafe", "delegation.depth"),
        ("tokens.decay", {"epoch_ms": YEAR + 1, "keep": 900_000}, "rulebook_unsafe", "tokens.decay.epoch_ms"),
    ],
)
def test_the_linter_refuses(path: str, value: Any, code: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        read_rulebook(with_one(path, value))
    assert (caught.value.code, caught.value.details["field"]) == (code, field)


def test_a_quarter_is_the_most_that_may_be_lost_to_fees() -> None:
    assert read_rulebook(with_one("treasury.fee", {"den": 4, "num": 1, "strict": False})).treasury.fee.num == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"delegation.depth": 50},
        {"delay_ms": YEAR},
        {"money.EUR": [{"above": 0, "count": 2}, {"above": 9, "count": 2}]},
        {"kinds.motion.voting_ms": MINUTE, "kinds.motion.late_turn": NEVER_LATE},
        {"kinds.motion.late_turn": dict.fromkeys(NEVER_LATE, MINUTE), "kinds.motion.voting_ms": MINUTE},
        {"kinds.motion.sponsors": 0, "kinds.motion.sponsoring_ms": 0},
        {"kinds.motion.sponsoring_ms": MINUTE},
        {"kinds.motion.grace_ms": MINUTE},
        {"kinds.motion.standstill_ms": YEAR},
        {"kinds.motion.standstill_ms": MINUTE, "kinds.motion.challenge.ruling_ms": MINUTE},
        {"tokens.decay": {"epoch_ms": DAY, "keep": 500_000}},
        {"tokens.decay": {"epoch_ms": YEAR, "keep": 900_000}},
    ],
    ids=str,
)
def test_a_barely_safe_rulebook_is_accepted(changes: dict[str, Any]) -> None:
    assert read_rulebook(with_all(changes)).number == 1


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"delay_ms": DAY}, False),
        ({"delay_ms": DAY - 1}, True),
        ({"kinds.amendment.stricter": [], "kinds.amendment.support": {"den": 3, "num": 2, "strict": True}}, False),
        ({"kinds.amendment.stricter": [], "kinds.amendment.support": {"den": 30, "num": 19, "strict": True}}, True),
        ({"kinds.motion.voting_ms": DAY, "kinds.motion.late_turn": dict.fromkeys(NEVER_LATE, 1)}, False),
        ({"kinds.motion.participation": {"den": 10, "num": 3, "strict": False}}, False),
        ({"kinds.motion.participation": {"den": 100, "num": 31, "strict": False}}, True),
        ({"treasury.fee": {"den": 10, "num": 1, "strict": False}}, False),
    ],
    ids=str,
)
def test_a_barely_usual_rulebook_has_no_warning(changes: dict[str, Any], warned: bool) -> None:
    rules = read_rulebook(with_all(changes))
    usual = {(one.field, one.why) for one in warnings(read_rulebook(PRESETS["tokens"]()))}
    assert bool({(one.field, one.why) for one in warnings(rules)} - usual) == warned


@pytest.mark.parametrize(
    ("epoch_ms", "keep", "why"),
    [
        (DAY, 1_000_000, "epochs end, but nothing decays"),
        (YEAR // 2, 700_000, "within a year, more than half of every balance would be gone"),  # 0.49 of it stays
        (YEAR // 2, 710_000, ""),  # 0.5041
        (YEAR, 500_000, ""),  # exactly half of it
        (0, 1_000_000, ""),
    ],
)
def test_the_linter_warns_of_decay_that_does_nothing_or_too_much(epoch_ms: int, keep: int, why: str) -> None:
    found = warnings(read_rulebook(with_one("tokens.decay", {"epoch_ms": epoch_ms, "keep": keep})))
    assert [one.why for one in found if one.field == "tokens.decay.keep"] == ([why] if why else [])


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_has_what_the_linter_warns_of_about_money(preset: str) -> None:
    found = {one.field for one in warnings(read_rulebook(PRESETS[preset]()))}
    assert not found & {"treasury.escalation", "treasury.fee", "kinds.appropriation", "kinds.grants", "kinds.stream"}


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("treasury.escalation", "", "treasury.escalation"),
        ("treasury.fee", {"den": 100, "num": 11, "strict": False}, "treasury.fee"),
        ("kinds.appropriation.participation.num", 0, "kinds.appropriation"),
        ("kinds.grants.approval_floor.den", 11, "kinds.grants"),
        ("kinds.stream.stricter", [], "kinds.stream"),
        ("kinds.budget.participation.num", 0, "kinds.budget"),
        ("kinds.budget.approval_floor.den", 11, "kinds.budget"),
        ("kinds.budget.head_count", 2, "kinds.budget"),
    ],
)
def test_the_linter_warns_of_money_that_is_had_too_easily(path: str, value: Any, field: str) -> None:
    assert [one.field for one in warnings(read_rules(with_one(path, value)))] == [field]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_linter_says_that_chambers_do_not_share_out_a_budget(preset: str) -> None:
    raw = PRESETS[preset]()
    reasons = [one.why for one in warnings(read_rules(raw)) if one.field == "kinds.budget"]
    assert bool(reasons) == bool(raw["kinds"]["spending"]["chambers"]) == (preset == "foundation")
    assert all("chambers must concur on spending" in why for why in reasons)


@pytest.mark.parametrize("raw", [[], "rules", 1, {}])
def test_an_invalid_rulebook_is_refused(raw: Any) -> None:
    with refusal("rulebook_invalid"):
        read_rulebook(raw)


def test_approvals_go_by_the_band_of_the_amount() -> None:
    rules = read_rulebook(PRESETS["tokens"]())
    assert [rules.approvals_needed("EUR", amount) for amount in (1, 500_000, 500_001, 2**53 - 1)] == [1, 1, 2, 2]


def test_a_vote_keeps_the_rulebook_that_it_was_announced_under(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    everybody = {"den": 1, "num": 1, "strict": False}
    community.say(
        ADA, "rulebook-adopted", scope="community", rulebook=motion_rules(approval_floor=everybody) | {"number": 2}
    )
    later = community.open_vote(community.propose(GIL, "A fountain"), CHEN)
    for one in (ADA, GIL, BO):
        for vote in (poll, later):
            if community.memory.get(facts.Elector, vote, one.member):
                community.vote(one, vote)
    assert community.state(facts.Poll, poll).rulebook == 1
    assert community.state(facts.Poll, later).rulebook == 2

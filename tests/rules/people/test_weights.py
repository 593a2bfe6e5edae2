"""A member's weight, and the roll that fixes it."""

import json
from math import isqrt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govern.protocol import facts
from govern.protocol.amounts import LARGEST
from govern.record import merkle, strict_json
from govern.rules.voting.electorate import compute_roll, format_roll
from govern.rules.voting.weights import WEIGHTS, read_weight
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, HAN, refusal
from tests.rules.in_memory_community import InMemoryCommunity

CAP = {"cap": {"den": 10, "num": 1, "strict": False}}


@pytest.mark.parametrize(
    ("source", "tokens", "supply", "parameters", "expected"),
    [
        ("equal/1", 0, 0, {}, 1),
        ("equal/1", 5_000, 9_000, {}, 1),
        ("tokens/1", 0, 10, {}, 0),
        ("tokens/1", 7, 10, {}, 7),
        ("capped-tokens/1", 100, 1_000, CAP, 100),
        ("capped-tokens/1", 101, 1_000, CAP, 100),
        ("capped-tokens/1", 101, 1_009, CAP, 100),
        ("capped-tokens/1", 5, 9, CAP, 0),
        ("bands/1", 0, 10, {"bands": [{"from": 1, "weight": 1}, {"from": 100, "weight": 5}]}, 0),
        ("bands/1", 1, 10, {"bands": [{"from": 1, "weight": 1}, {"from": 100, "weight": 5}]}, 1),
        ("bands/1", 99, 100, {"bands": [{"from": 1, "weight": 1}, {"from": 100, "weight": 5}]}, 1),
        ("bands/1", 100, 100, {"bands": [{"from": 1, "weight": 1}, {"from": 100, "weight": 5}]}, 5),
        ("bands/1", 0, 0, {"bands": [{"from": 0, "weight": 1}]}, 1),
        ("square-root/1", 0, 10, {}, 0),
        ("square-root/1", 1, 10, {}, 1),
        ("square-root/1", 99, 100, {}, 9),
        ("square-root/1", 100, 100, {}, 10),
        ("square-root/1", LARGEST, LARGEST, {}, 94_906_265),
        ("square-root/1", 94_906_265**2, LARGEST, {}, 94_906_265),
        ("square-root/1", 94_906_265**2 - 1, LARGEST, {}, 94_906_264),
    ],
)
def test_weights(source: str, tokens: int, supply: int, parameters: dict[str, object], expected: int) -> None:
    assert WEIGHTS[source].weigh(tokens, supply, parameters) == expected


@example(94_906_265**2 - 1)  # as a float it is rounded up to the square
@given(st.integers(0, LARGEST))
def test_the_square_root_is_exact_however_large(tokens: int) -> None:
    root = WEIGHTS["square-root/1"].weigh(tokens, tokens, {})
    assert root**2 <= tokens < (root + 1) ** 2
    assert root == isqrt(tokens)


@given(st.integers(0, LARGEST), st.integers(0, LARGEST), st.integers(1, 1000), st.integers(1, 1000))
def test_nobody_weighs_more_than_the_cap(tokens: int, rest: int, a: int, b: int) -> None:
    num, den = sorted((a, b))
    supply = tokens + rest
    weight = WEIGHTS["capped-tokens/1"].weigh(tokens, supply, {"cap": {"den": den, "num": num, "strict": False}})
    assert weight <= tokens
    assert weight * den <= supply * num


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("tokens/1", "rulebook_invalid"),
        ({"source": "height/1"}, "rulebook_invalid"),
        ({"source": ["tokens/1"]}, "rulebook_invalid"),
        ({"source": "tokens/1", "more": 1}, "rulebook_invalid"),
        ({"source": "equal/1", "more": 1}, "rulebook_invalid"),
        ({"source": "square-root/1", "more": 1}, "rulebook_invalid"),
        ({"source": "capped-tokens/1"}, "rulebook_invalid"),
        ({"source": "bands/1"}, "rulebook_invalid"),
        ({"source": "bands/1", "bands": []}, "rulebook_invalid"),
        ({"source": "bands/1", "bands": [{"from": 0, "weight": 0}]}, "rulebook_invalid"),
        ({"source": "bands/1", "bands": [{"from": 0, "weight": 1_000_001}]}, "rulebook_invalid"),
        ({"source": "bands/1", "bands": [{"from": 0, "weight": True}]}, "rulebook_invalid"),
        ({"source": "bands/1", "bands": [{"from": 0, "weight": 2}, {"from": 9, "weight": 1}]}, "rulebook_unsafe"),
        ({"source": "bands/1", "bands": [{"from": 9, "weight": 1}, {"from": 9, "weight": 2}]}, "rulebook_unsafe"),
        ({"source": "capped-tokens/1", "cap": {"den": 10, "num": 11, "strict": False}}, "rulebook_invalid"),
        ({"source": "capped-tokens/1", "cap": {"den": 10, "num": 0, "strict": False}}, "rulebook_unsafe"),
    ],
)
def test_a_weight_source_that_cannot_be_used_is_refused(raw: object, code: str) -> None:
    with refusal(code):
        read_weight(raw, "weight")


def test_the_roll_lists_those_who_weigh_something_by_member_id(community: InMemoryCommunity) -> None:
    roll = compute_roll(community.memory, {"source": "tokens/1"}, "community", community.clock(), 0)
    held = {ADA.member: 100, DI.member: 200, EVA.member: 150, FAY.member: 50, GIL.member: 100}
    assert roll.lines == tuple(sorted(held.items()))
    assert roll.total == 600
    lines = roll.blob.splitlines()
    assert [json.loads(line) for line in lines] == [{"member": who, "weight": held[who]} for who in sorted(held)]
    assert roll.root == merkle.root(lines)
    equal = compute_roll(community.memory, {"source": "equal/1"}, "community", community.clock(), 0)
    assert len(equal.lines) == len({*held, BO.member, CHEN.member})


@given(st.lists(st.tuples(st.from_regex("m_[0-9a-f]{24}", fullmatch=True), st.integers(1, LARGEST))))
def test_every_line_of_a_roll_is_strict_json(lines: list[tuple[str, int]]) -> None:
    expected = [strict_json.encode({"member": member, "weight": weight}) for member, weight in lines]
    assert format_roll(lines) == b"".join(line + b"\n" for line in expected)


def test_weights_are_frozen_at_the_announcement(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    community.award(GIL, 300)
    community.vote(GIL, poll)
    assert community.state(facts.Ballot, poll, GIL.member).weight == 10


def test_later_enrolments_and_exits_change_neither_roll_nor_total(community: InMemoryCommunity) -> None:
    poll = community.vote_is_open()
    before = community.memory.weights(poll)
    community.enrol(HAN)
    community.award(HAN, 10_000)
    community.say(GIL, "member-left")
    community.vote(ADA, poll)
    assert community.memory.weights(poll) == before
    community.close_vote(poll)
    floor = community.state(facts.Result, poll).tests[0]
    assert (floor["test"], floor["right"]) == ("approval-floor", str(-(-sum(before.values()) // 10)))

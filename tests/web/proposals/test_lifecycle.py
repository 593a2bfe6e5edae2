"""The timeline of a proposal: the steps of every stage in order, and the date of the next one."""

from dataclasses import fields
from typing import Any, get_args

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st

from govern.protocol.facts import Poll, Proposal, Result
from govern.protocol.units import DAY
from govern.rules.proposals.stages import FINAL, Stage
from govern.rules.rulebook.lint import read_rulebook
from govern.rules.rulebook.presets import PRESETS
from govern.store.facts.proposals import ProposalSummary
from govern.web.pages.proposals import lifecycle
from govern.web.pages.proposals.lifecycle import LifecycleStep, step_words
from govern.web.words.terms.stage_words import stage_words

RULES = read_rulebook(PRESETS["tokens"]()).kinds["motion"]
MOMENTS = st.sampled_from([0, 1, 5, 10, 15, 20])


def blank(fact: Any, **values: Any) -> Any:
    """A fact of which only these values matter."""
    return fact(**{field.name: "" if field.type in (str, "str") else 0 for field in fields(fact)} | values)


@st.composite
def lines(draw: st.DrawFn) -> ProposalSummary:
    """A proposal that has come anywhere, also where no record would bring it."""
    names = ("admitted_at", "withdrawn_at", "cancelled_at", "vetoed_at", "carried_out_at", "expired_at")
    ends = ("sponsoring_ends", "review_ends", "standstill_ends", "challenged_at", "ruling_ends", "grace_ends")
    values = {name: draw(st.sampled_from([0, 0, 5])) for name in names} | {name: draw(MOMENTS) for name in ends}
    voted = draw(st.booleans())
    proposal = blank(
        Proposal,
        **values,
        at=1,
        sponsors_needed=draw(st.sampled_from([0, 2])),
        poll="p" if voted else "",
        outcome=draw(st.sampled_from(["", "passed", "rejected", "no-quorum"])),
        ruling=draw(st.sampled_from(["", "upheld", "void"])),
    )
    poll = blank(Poll, opens=draw(MOMENTS), closes=draw(MOMENTS), closed_at=draw(MOMENTS)) if voted else None
    result = blank(Result, at=draw(MOMENTS)) if voted and draw(st.booleans()) else None
    return ProposalSummary(proposal, poll, result)


def check(line: ProposalSummary, now: int) -> None:
    """The steps of a line are in order, and one of them is now, or the end."""
    stage = line.stage(now)
    steps = lifecycle.steps(line, RULES, now)
    states = [step.state for step in steps]
    assert states == sorted(states, key=["past", "present", "ended", "next"].index)
    assert states.count("ended") == (stage in FINAL and stage != "carried-out")
    assert states.count("present") == (stage not in FINAL)
    assert ("next" in states) <= (stage not in FINAL)
    assert len({step.name for step in steps}) == len(steps)


@given(line=lines(), now=MOMENTS)
@settings(max_examples=2000, deadline=None)
def test_any_line_has_its_steps_and_one_that_is_now_or_the_end(line: ProposalSummary, now: int) -> None:
    check(line, now)


PASSED = {"poll": {"opens": 2, "closes": 4, "closed_at": 4}, "admitted_at": 2, "outcome": "passed"}

# What a proposal must have come to, for it to stand at each stage at moment 10.
REACHED: dict[Stage, dict[str, Any]] = {
    "gathering": {"sponsoring_ends": 15},
    "not-admitted": {"sponsoring_ends": 5},
    "review": {"admitted_at": 5},
    "withdrawn": {"withdrawn_at": 5},
    "cancelled": {"cancelled_at": 5},
    "announced": {"poll": {"opens": 15, "closes": 20}},
    "open": {"poll": {"opens": 5, "closes": 15}},
    "closing": {"poll": {"opens": 2, "closes": 5}},
    "rejected": {**PASSED, "outcome": "rejected"},
    "no-quorum": {**PASSED, "outcome": "no-quorum"},
    "standstill": {**PASSED, "standstill_ends": 15, "grace_ends": 20},
    "challenged": {**PASSED, "standstill_ends": 15, "grace_ends": 20, "challenged_at": 5, "ruling_ends": 15},
    "void": {**PASSED, "standstill_ends": 15, "grace_ends": 20, "challenged_at": 5, "ruling": "void"},
    "vetoed": {**PASSED, "standstill_ends": 15, "grace_ends": 20, "vetoed_at": 5},
    "passed": {**PASSED, "standstill_ends": 5, "grace_ends": 20},
    "carried-out": {**PASSED, "standstill_ends": 5, "grace_ends": 20, "carried_out_at": 6},
    "expired": {**PASSED, "standstill_ends": 5, "grace_ends": 6, "expired_at": 6},
}


@pytest.mark.parametrize("stage", get_args(Stage))
def test_every_stage_has_its_steps_and_one_that_is_now_or_the_end(stage: Stage) -> None:
    values = dict(REACHED[stage])
    poll = values.pop("poll", None)
    proposal = blank(Proposal, at=1, sponsors_needed=2, poll="p" if poll else "", **values)
    line = ProposalSummary(proposal, blank(Poll, **poll) if poll else None, None)
    assert line.stage(10) == stage
    check(line, 10)


def test_every_stage_and_every_step_has_words() -> None:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        assert all(stage_words(stage) for stage in get_args(Stage))
        names = {*get_args(Stage), "submitted", "upheld"} - {"passed"}
        assert all(step_words(name) for name in names)


def steps_of(now: int, *, poll: Poll | None = None, result: Result | None = None, **values: Any) -> list[LifecycleStep]:
    proposal = blank(Proposal, at=1, sponsors_needed=1, poll="p" if poll else "", **values)
    return list(lifecycle.steps(ProposalSummary(proposal, poll, result), RULES, now))


def test_while_sponsors_gather_nobody_knows_when_the_rest_comes_but_how_long_it_lasts() -> None:
    *_, gathering, review, announced, voting, counted, standstill, carried = steps_of(2, sponsoring_ends=9)
    assert (gathering.name, gathering.state, gathering.until) == ("gathering", "present", 9)
    assert [(one.name, one.at, one.lasts) for one in (review, announced, voting, standstill)] == [
        ("review", 0, DAY),
        ("announced", 0, DAY),
        ("open", 0, 7 * DAY),
        ("standstill", 0, DAY),
    ]
    assert (counted.at, carried.at) == (0, 0)


def test_from_the_review_on_each_step_to_come_has_the_moment_the_rules_give() -> None:
    found = steps_of(2, admitted_at=2, review_ends=2 + DAY)
    coming = {one.name: one.at for one in found if one.state == "next"}
    assert coming == {
        "announced": 2 + DAY,
        "open": 2 + 2 * DAY,
        "closing": 2 + 9 * DAY,
        "standstill": 2 + 9 * DAY,
        "carried-out": 2 + 10 * DAY,
    }
    assert all(one.expected for one in found if one.state == "next")


def test_an_extended_vote_moves_what_comes_after_it() -> None:
    poll = blank(Poll, opens=5, closes=5 + 8 * DAY, extensions=1)
    coming = {one.name: one.at for one in steps_of(6, admitted_at=2, poll=poll) if one.state == "next"}
    assert coming["standstill"] == 5 + 8 * DAY
    assert coming["carried-out"] == 5 + 9 * DAY


@pytest.mark.parametrize(
    ("values", "now", "names"),
    [
        ({}, 21, ["closing", "standstill*", "carried-out"]),
        ({"challenged_at": 21, "ruling_ends": 40}, 22, ["closing", "challenged*", "carried-out"]),
        ({"challenged_at": 21, "ruling_ends": 25}, 22, ["closing", "challenged*", "standstill", "carried-out"]),
        (
            {"challenged_at": 21, "ruling_ends": 40, "ruling": "upheld"},
            23,
            ["closing", "challenged", "upheld", "standstill*", "carried-out"],
        ),
        (
            {"challenged_at": 21, "ruling_ends": 40, "ruling": "upheld"},
            31,
            ["closing", "standstill", "challenged", "upheld", "carried-out*"],
        ),
        ({"challenged_at": 21, "ruling": "void"}, 31, ["closing", "challenged", "void*"]),
        ({"vetoed_at": 22}, 31, ["closing", "vetoed*"]),
        ({"expired_at": 50}, 51, ["closing", "standstill", "expired*"]),
    ],
)
def test_after_a_vote_that_passed(values: dict[str, Any], now: int, names: list[str]) -> None:
    poll, result = blank(Poll, opens=5, closes=19, closed_at=20), blank(Result, at=20)
    fixed = {"admitted_at": 2, "outcome": "passed", "standstill_ends": 30, "grace_ends": 50}
    found = steps_of(now, poll=poll, result=result, **fixed, **values)
    marked = [one.name + "*" * (one.state in ("present", "ended")) for one in found]
    assert marked[-len(names) :] == names

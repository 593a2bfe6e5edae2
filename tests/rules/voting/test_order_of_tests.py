"""The conditions of an outcome in the order of the specification (chapter 6), written again here from its text."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from govern.protocol.amounts import Ratio
from govern.rules.rulebook.formats import FORMATS, read_rules
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome import outcome, outcome_several
from govern.rules.voting.question import STATUS_QUO, Question
from govern.rules.voting.tally.pairwise import Requirement
from tests.dsl.formats import of_format

MANY: Final = 1_500
OutcomeAndTests = tuple[str, list[str]]  # the outcome and the names of the tests


def rules_at_random(number: int, kind: str, chance: random.Random) -> KindRules:
    """The rules of a kind with other minimums, in a format."""
    rules = read_rules(of_format(number, "simple")).kinds[kind]
    return replace(
        rules,
        approval_floor=Ratio(chance.randint(1, 6), 12, strict=False),
        participation=Ratio(chance.choice([0, 0, 2, 5, 8]), 12, strict=False),
        support=Ratio(chance.choice([6, 8]), 12, strict=True),
        head_count=chance.choice([0, 0, 2, 4]),
    )


def reached(part: int, ratio: Ratio, total: int) -> bool:
    """part >= ceil(ratio x total), in whole numbers."""
    return part * ratio.den >= ratio.num * total


def single(tally: dict[str, int], voters: int, total: int, rules: KindRules) -> OutcomeAndTests:
    """The conditions of a single question."""
    yes, no = tally["yes"], tally["no"]
    minimums = {"approval-floor": reached(yes, rules.approval_floor, total), "some-yes": yes > 0}
    if rules.participation.num:
        minimums["participation"] = reached(sum(tally.values()), rules.participation, total)
    if rules.head_count:
        minimums["head-count"] = voters >= rules.head_count
    support = yes * rules.support.den > (yes + no) * rules.support.num
    names = [*minimums, "support"]
    missed = [name for name, holds in minimums.items() if not holds]
    spoken = reached(no, rules.approval_floor, total) and no >= 1
    if {"participation", "head-count"} & set(missed) or (missed and not spoken):
        return "no-quorum", names
    return ("rejected" if missed or not support else "passed"), names


def consent(tally: dict[str, int], voters: int, total: int, rules: KindRules) -> OutcomeAndTests:
    """By consent."""
    minimums = {
        "approval-floor": reached(tally["consent"], rules.approval_floor, total),
        "some-yes": tally["consent"] > 0,
    }
    if rules.participation.num:
        minimums["participation"] = reached(sum(tally.values()), rules.participation, total)
    if rules.head_count:
        minimums["head-count"] = voters >= rules.head_count
    names = [*minimums, "no-objection"]
    if tally["object"]:
        return "rejected", names
    return ("passed" if all(minimums.values()) else "no-quorum"), names


SINGLE: Final = [(("yes", "no", "abstain"), single), (("consent", "aside", "object"), consent)]


@pytest.mark.parametrize("number", FORMATS)
@pytest.mark.parametrize(("words", "told_again"), SINGLE)
def test_a_single_question(number: int, words: tuple[str, ...], told_again: Any) -> None:
    chance = random.Random(11)
    seen = set()
    for _ in range(MANY):
        rules = rules_at_random(number, "motion", chance)
        tally = {word: chance.choice([0, 0, chance.randint(1, 12)]) for word in words}
        total, voters = sum(tally.values()) + chance.randint(0, 12), chance.randint(0, 6)
        found, tests = outcome.decide(tally, voters, total, rules)
        assert (found, [one.test for one in tests]) == told_again(tally, voters, total, rules), (tally, rules)
        seen.add(found)
    assert seen == {"passed", "rejected", "no-quorum"}


def approvals(chance: random.Random, options: tuple[str, ...]) -> Iterator[tuple[list[str], int]]:
    """Ballots with their weights, blank ones among them."""
    for _ in range(chance.randint(0, 6)):
        yield sorted(chance.sample(options, chance.randint(0, len(options)))), chance.randint(1, 4)


@pytest.mark.parametrize("number", FORMATS)
@pytest.mark.parametrize("kind", ["choice", "election"])
def test_several_options(number: int, kind: str) -> None:
    chance = random.Random(12)
    options = ("elms", "oaks", STATUS_QUO)
    required = Requirement(STATUS_QUO) if kind == "choice" else Requirement()
    seen = set()
    for _ in range(MANY):
        rules = rules_at_random(number, kind, chance)
        votes = list(approvals(chance, options))
        total = sum(weight for _, weight in votes) + chance.randint(0, 12)
        question = Question(options, required=required, only_deciding=number > 1, vacant=number > 1)
        tallied = SEVERAL["approval/1"].count(votes, question, b"seed")
        found, tests = outcome_several.decide(tallied, votes, question, total, rules)
        expected = several(tallied.winners, votes, total, rules, choice=kind == "choice")
        assert (found, [one.test for one in tests]) == expected, (votes, rules)
        seen.add(found)
    assert seen == {"passed", "rejected", "no-quorum"}


def several(
    winners: tuple[str, ...], votes: list[tuple[list[str], int]], total: int, rules: KindRules, *, choice: bool
) -> OutcomeAndTests:
    """Several options: `approval-floor`, `participation`, `head-count`, and last the conditions of the winner."""
    valid = sum(weight for names, weight in votes if names)
    tests: dict[str, bool] = {}
    last, holds = "filled", bool(winners)
    stays = choice and winners in ((), (STATUS_QUO,))
    if choice:
        for_ = sum(weight for names, weight in votes if winners and winners[0] in names and STATUS_QUO not in names)
        against = sum(weight for names, weight in votes if winners and STATUS_QUO in names and winners[0] not in names)
        last, holds = "support", for_ * rules.support.den > (for_ + against) * rules.support.num
        if stays:
            last, holds = "preferred", False
    if not stays:
        tests["approval-floor"] = reached(for_ if choice else valid, rules.approval_floor, total)
    if rules.participation.num:
        tests["participation"] = reached(sum(weight for _, weight in votes), rules.participation, total)
    if rules.head_count:
        tests["head-count"] = len(votes) >= rules.head_count
    if not all(tests.values()):
        return "no-quorum", [*tests, last]
    return ("passed" if holds else "rejected"), [*tests, last]

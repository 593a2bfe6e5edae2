"""The outcome of a vote: every condition with its numbers, in whole numbers only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from govern.rules.rulebook.rules import KindRules

Outcome = Literal["passed", "rejected", "no-quorum"]


@dataclass(frozen=True)
class Condition:
    """A condition `left relation right`, and whether it holds."""

    test: str
    left: int
    relation: Literal[">", ">="]
    right: int

    @property
    def holds(self) -> bool:
        """Whether it holds; minimums use >=, thresholds use >."""
        return self.left > self.right if self.relation == ">" else self.left >= self.right

    def to_value(self) -> dict[str, Any]:
        """As recorded; the sides are strings because products may exceed 2^53."""
        return {
            "holds": self.holds,
            "left": str(self.left),
            "relation": self.relation,
            "right": str(self.right),
            "test": self.test,
        }


def decide(
    tally: Mapping[str, int], voters: int, total: int, rules: KindRules
) -> tuple[Outcome, tuple[Condition, ...]]:
    """The outcome of a tally of a single question by the rules of its kind.

    `total` is the roll's sum W, `voters` the number of counted ballots. A missed minimum gives "no-quorum", unless the
    no votes alone reach the approval floor: then enough people have voted, and it is "rejected".
    """
    if "object" in tally:
        return _by_consent(tally, voters, total, rules)
    yes, no, abstain = tally["yes"], tally["no"], tally["abstain"]
    floor = rules.approval_floor.ceil_of(total)
    minimums = [Condition("approval-floor", yes, ">=", floor), Condition("some-yes", yes, ">", 0)]
    if rules.participation.num:
        minimums.append(Condition("participation", yes + no + abstain, ">=", rules.participation.ceil_of(total)))
    if rules.head_count:
        minimums.append(Condition("head-count", voters, ">=", rules.head_count))
    support = Condition("support", yes * rules.support.den, ">", (yes + no) * rules.support.num)
    return _outcome(minimums, support, no >= max(floor, 1)), (*minimums, support)


def _by_consent(
    tally: Mapping[str, int], voters: int, total: int, rules: KindRules
) -> tuple[Outcome, tuple[Condition, ...]]:
    """The outcome by consent: voters who do not object support it; one objection of any weight rejects it."""
    minimums = [
        Condition("approval-floor", tally["consent"], ">=", rules.approval_floor.ceil_of(total)),
        Condition("some-yes", tally["consent"], ">", 0),
    ]
    if rules.participation.num:
        cast = sum(tally.values())
        minimums.append(Condition("participation", cast, ">=", rules.participation.ceil_of(total)))
    if rules.head_count:
        minimums.append(Condition("head-count", voters, ">=", rules.head_count))
    objections = Condition("no-objection", 0, ">=", tally["object"])
    if not objections.holds:
        return "rejected", (*minimums, objections)
    return ("passed" if all(test.holds for test in minimums) else "no-quorum"), (*minimums, objections)


def _outcome(minimums: list[Condition], support: Condition, enough_no: bool) -> Outcome:
    missed = {test.test for test in minimums if not test.holds}
    if missed & {"participation", "head-count"} or (missed and not enough_no):
        return "no-quorum"
    if missed or not support.holds:
        return "rejected"
    return "passed"

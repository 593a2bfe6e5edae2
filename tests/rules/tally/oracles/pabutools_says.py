"""Counts budgets with pabutools, JSON lines in and out; a separate program, because that library is under the GPL."""

import json
import sys
from typing import Any

from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    Cardinality_Sat,
    CardinalProfile,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import completion_by_rule_combination, greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def answer(town: dict[str, Any]) -> dict[str, list[str]]:
    """The projects chosen by each rule, in order; `order` settles what support and cost leave level."""
    projects = {name: Project(name, cost) for name, cost in town["costs"].items()}
    instance = Instance(projects.values(), budget_limit=town["budget"])
    ballots = [
        ApprovalBallot(projects[name] for name in names) for names, weight in town["ballots"] for _ in range(weight)
    ]
    profile = ApprovalProfile(ballots, instance=instance)
    place = {name: number for number, name in enumerate(town["order"])}
    ties = TieBreakingRule(lambda _, voters, one: (-voters.approval_score(one), one.cost, place[one.name]))
    found = {"greedy": greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, tie_breaking=ties)}
    for utility, worth in (("cost", Cost_Sat), ("cardinality", Cardinality_Sat)):
        found[utility] = method_of_equal_shares(instance, profile, sat_class=worth, tie_breaking=ties)
        found[f"{utility} completed"] = completion_by_rule_combination(
            instance,
            profile,
            [method_of_equal_shares, greedy_utilitarian_welfare],
            [{"sat_class": worth, "tie_breaking": ties}, {"sat_class": Cost_Sat, "tie_breaking": ties}],
        )
    return {rule: [one.name for one in chosen] for rule, chosen in found.items()}


def answer_of_points(town: dict[str, Any]) -> dict[str, list[str]]:
    """The same for ballots that give points, which are what a project is worth to a voter."""
    projects = {name: Project(name, cost) for name, cost in town["costs"].items()}
    instance = Instance(projects.values(), budget_limit=town["budget"])
    ballots = [
        CardinalBallot({projects[name]: value for name, value in points.items()})
        for points, weight in town["points"]
        for _ in range(weight)
    ]
    profile = CardinalProfile(ballots, instance=instance)
    place = {name: number for number, name in enumerate(town["order"])}
    support = {name: sum(points.get(name, 0) * weight for points, weight in town["points"]) for name in projects}
    ties = TieBreakingRule(lambda _, __, one: (-support[one.name], one.cost, place[one.name]))
    chosen = method_of_equal_shares(instance, profile, sat_class=Additive_Cardinal_Sat, tie_breaking=ties)
    return {"points": [one.name for one in chosen]}


if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(answer_of_points(asked) if "points" in asked else answer(asked)))

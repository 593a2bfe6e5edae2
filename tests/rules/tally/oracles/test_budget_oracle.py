"""Budgets compared with pabutools over thousands of random profiles: the same projects in the same order."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from typing import Any

from govern.rules.voting.tally import lots
from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.profile import Profile, approving, scoring

NAMES = tuple("abcdefg")
TOWNS = 2500
BY_LOT = Settings(only_deciding=False)  # puts all that are alike in the order of the lot, as the library does


def towns() -> list[tuple[dict[str, int], list[tuple[frozenset[str], int]], int]]:
    """Costs, ballots with their weights, and the budget; few enough figures that ties are common."""
    chance = random.Random(7)
    found = []
    for number in range(TOWNS):
        dearest = (5, 60, 1000)[number % 3]
        costs = {name: chance.randint(1, dearest) for name in NAMES[: chance.randint(2, 7)]}
        ballots = [
            (frozenset(chance.sample(list(costs), chance.randint(0, len(costs)))), chance.randint(1, 4))
            for _ in range(chance.randint(1, 8))
        ]
        ballots.append((frozenset(chance.sample(list(costs), 1)), 1))
        found.append((costs, ballots, chance.randint(1, sum(costs.values()) + dearest)))
    return found


def request(profile: Profile, ballots: list[tuple[frozenset[str], int]]) -> dict[str, Any]:
    """A town as the other program reads it."""
    return {
        "costs": profile.costs,
        "budget": profile.budget,
        "ballots": [[sorted(names), weight] for names, weight in ballots],
        "order": lots.draw(lambda: profile.seed, profile.options),
    }


def answered(questions: list[dict[str, Any]]) -> list[dict[str, list[str]]]:
    """The other program's result for each town."""
    completed = subprocess.run(
        [sys.executable, "-m", "tests.rules.tally.oracles.pabutools_says"],
        input="\n".join(map(json.dumps, questions)),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in completed.stdout.splitlines()]
    assert len(answers) == len(questions)
    return answers


def test_greedy_and_equal_shares_beside_pabutools():
    """By cost and by number, with and without completion.

    The one disagreement: with money left the library also buys what nobody supports, last of all; ours leaves it.
    """
    profiles = [
        (approving(list(costs), ballots, costs=costs, budget=money), ballots) for costs, ballots, money in towns()
    ]
    answers = answered([request(*one) for one in profiles])
    for (profile, _), answer in zip(profiles, answers, strict=True):
        ours = {"greedy": count("budget-greedy", profile, BY_LOT)}
        for utility in ("cost", "cardinality"):
            for complete in (False, True):
                settings = replace(BY_LOT, utility=utility, complete=complete)
                ours[f"{utility} completed" if complete else utility] = count("budget-equal-shares", profile, settings)
        support = ours["greedy"].shown["support"]
        wanted = {rule: [name for name in chosen if support[name]] for rule, chosen in answer.items()}
        assert {rule: list(outcome.winners) for rule, outcome in ours.items()} == wanted, profile
        newer = count("budget-greedy", profile, Settings())
        assert sorted(newer.winners) == sorted(ours["greedy"].winners)


def test_equal_shares_by_points_beside_pabutools():
    """A project's worth to a voter is its points. No disagreement is known."""
    chance = random.Random(8)
    profiles, questions = [], []
    for costs, ballots, money in towns()[:1500]:
        points = [({name: chance.randint(1, 5) for name in sorted(names)}, weight) for names, weight in ballots]
        profile = scoring(list(costs), points, costs=costs, budget=money)
        order = lots.draw(lambda profile=profile: profile.seed, profile.options)
        profiles.append(profile)
        questions.append({"costs": costs, "budget": money, "points": points, "order": order})
    for profile, answer in zip(profiles, answered(questions), strict=True):
        outcome = count("budget-equal-shares", profile, replace(BY_LOT, utility="cardinality"))
        assert list(outcome.winners) == answer["points"], profile
        newer = count("budget-equal-shares", profile, Settings(utility="cardinality"))
        assert sorted(newer.winners) == sorted(outcome.winners), profile

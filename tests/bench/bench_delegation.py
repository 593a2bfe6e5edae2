"""Resolves delegations and counts such a vote, in memory: `python -m tests.bench.bench_delegation`."""

import argparse
import os
import random
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from govern.protocol import facts
from govern.rules.voting import closings
from govern.rules.voting.delegation import resolve
from tests.dsl.people import BO, motion_rules, person
from tests.rules.in_memory_community import InMemoryCommunity

MEMBERS = 10_000
DELEGATIONS = 5_000
BALLOTS = 3_000
DEPTH = 10
ROUNDS = 20
LIMIT_SECONDS = 1.0
Graph = dict[str, str]


def main() -> None:
    """Prints the figures of one run; fails if any graph takes a second to resolve, or the vote to count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    chance = random.Random(parser.parse_args().seed)
    print(f"cores: {os.cpu_count()}; {MEMBERS} members, {DELEGATIONS} delegations, {BALLOTS} ballots, one core used")
    slowest = max(resolve_some(shape, make, chance) for shape, make in SHAPES.items())
    slowest = max(slowest, *count_one(chance))
    if slowest >= LIMIT_SECONDS:
        raise SystemExit(f"too slow: {slowest:.2f} s")


def at_random(names: list[str], chance: random.Random) -> Graph:
    """Each of the delegators trusts anybody: short chains, dead ends and now and then a circle."""
    return {one: chance.choice(names) for one in chance.sample(names, DELEGATIONS)}


def to_few(names: list[str], chance: random.Random) -> Graph:
    """Nearly everybody trusts one of a hundred, as real delegations do."""
    return {one: names[int(100 * chance.random() ** 3)] for one in chance.sample(names[100:], DELEGATIONS)}


def in_one_chain(names: list[str], chance: random.Random) -> Graph:
    """Each trusts the next: the longest walk there can be."""
    picked = chance.sample(names, DELEGATIONS + 1)
    return dict(pairwise(picked))


def in_one_circle(names: list[str], chance: random.Random) -> Graph:
    """Each trusts the next, and the last the first."""
    picked = chance.sample(names, DELEGATIONS)
    return dict(zip(picked, [*picked[1:], picked[0]], strict=True))


SHAPES: dict[str, Callable[[list[str], random.Random], Graph]] = {
    "at random": at_random,
    "to few": to_few,
    "in one chain": in_one_chain,
    "in one circle": in_one_circle,
}


def resolve_some(shape: str, make: Callable[[list[str], random.Random], Graph], chance: random.Random) -> float:
    """Resolves graphs of one shape; the longest time in seconds."""
    names = [f"m_{number:024x}" for number in range(MEMBERS)]
    times, counts = [], {}
    for _ in range(ROUNDS):
        graph, voted = make(names, chance), chance.sample(names, BALLOTS)
        start = time.perf_counter()
        counts = resolve(graph, voted, DEPTH).counts()
        times.append(time.perf_counter() - start)
    counted = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
    print(f"  resolved {shape}: {max(times) * 1e3:.1f} ms at most in {ROUNDS} graphs (the last: {counted})")
    return max(times)


def count_one(chance: random.Random) -> tuple[float, float]:
    """A vote of all members, announced and counted as the server's clerk and the verifier do; seconds for each."""
    rules: dict[str, Any] = {"head_count": 0, "sponsors": 0, "weight": {"source": "equal/1"}}
    community = InMemoryCommunity(motion_rules(**rules))
    people = [person(f"elector {number}") for number in range(MEMBERS - 1)]
    community.enrol(BO, *people[:-1])
    names = {one.member: one for one in people[:-1]}
    graph = at_random(list(names), chance)
    for member, delegate in graph.items():
        if member != delegate:
            community.delegate(names[member], names[delegate])
    proposal = community.propose(BO, "A pond")
    community.clock.set(community.state(facts.Proposal, proposal).due_at)
    start = time.perf_counter()
    community.tick()
    announcing = time.perf_counter() - start
    poll = community.state(facts.Poll, community.state(facts.Proposal, proposal).poll)
    community.clock.set(poll.opens)
    for member in chance.sample(list(names), BALLOTS):
        community.vote(names[member], poll.id, chance.choice(["yes", "yes", "no", "abstain"]))
    start = time.perf_counter()
    voted_on = community.state(facts.Proposal, proposal)
    stated = closings.closing(community.memory, poll, voted_on, community.tree.size, community.root()).payload
    counting = time.perf_counter() - start
    print(
        f"  a vote of {poll.roll_count} with {poll.delegations_count} delegations and {stated.ballots} ballots: "
        f"announced in {announcing * 1e3:.0f} ms, counted in {counting * 1e3:.0f} ms ({stated.delegated})"
    )
    return announcing, counting


if __name__ == "__main__":
    main()

"""Random weighted profiles with a fixed seed, small enough that ties and cycles are common."""

import random
from collections.abc import Iterator

from govern.rules.voting.tally.profile import Profile, Ranking, ranked

NAMES = ("Ada", "Bo", "Chen", "Di", "Eva", "Fay")
Ballots = list[tuple[Ranking, int]]


def rankings(seed: int, number: int, heaviest: int, *, levels: bool = False) -> Iterator[Profile]:
    """Profiles over three to six options; some ballots rank a few, some put options level."""
    chance = random.Random(seed)
    for _ in range(number):
        names = NAMES[: chance.randint(3, 6)]
        ballots: Ballots = []
        for _ in range(chance.randint(1, 12)):
            order = chance.sample(names, chance.randint(1, len(names)))
            ballots.append((_levels(order, chance) if levels else _single(order), chance.randint(1, heaviest)))
        ballots.append((_single(chance.sample(names, len(names))), chance.randint(1, heaviest)))  # names all of them
        yield ranked(names, ballots)


def _single(order: list[str]) -> Ranking:
    return tuple(frozenset({one}) for one in order)


def _levels(order: list[str], chance: random.Random) -> Ranking:
    found, left = [], list(order)
    while left:
        size = chance.choice([1, 1, 2, 3])
        found.append(frozenset(left[:size]))
        left = left[size:]
    return tuple(found)


def approvals(seed: int, number: int, heaviest: int) -> Iterator[list[tuple[frozenset[str], int]]]:
    """Ballots that approve some of six options, or none."""
    chance = random.Random(seed)
    for _ in range(number):
        several = range(chance.randint(1, 12))
        yield [(frozenset(chance.sample(NAMES, chance.randint(0, 6))), chance.randint(1, heaviest)) for _ in several]


def points(seed: int, number: int, heaviest: int, most: int) -> Iterator[list[tuple[dict[str, int], int]]]:
    """Ballots that give some of six options up to so many points."""
    chance = random.Random(seed)
    for _ in range(number):
        several = range(chance.randint(1, 12))
        yield [
            (
                {name: chance.randint(0, most) for name in chance.sample(NAMES, chance.randint(1, 6))},
                chance.randint(1, heaviest),
            )
            for _ in several
        ]

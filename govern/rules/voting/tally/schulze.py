"""The Schulze method with winning votes: an option beats another by a stronger path; ties remain."""

from typing import Final

from govern.rules.voting.tally import pairwise
from govern.rules.voting.tally.pairwise import Matrix, Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import TallyResult, seated, tiers
from govern.rules.voting.tally.tally_method import TallyMethod

# Schulze 2011, section 2.1: victories by more votes, then by fewer against; then ties; then defeats by fewer.
Strength = tuple[int, int, int]


def schulze(profile: Profile, required: Requirement | None = None, seats: int = 1) -> TallyResult:
    """The first of the order of the remaining options; source: M. Schulze, Social Choice and Welfare 36 (2011)."""
    needed = required or Requirement()
    prefer = pairwise.matrix(profile)
    stay, dropped = pairwise.standing(prefer, needed)
    paths = strongest_paths(prefer, stay)
    beats = {a: frozenset(b for b in stay if a != b and paths[a][b] > paths[b][a]) for a in stay}
    order = tiers(stay, beats)
    winners, ties = seated(order, seats, needed.status_quo)
    shown = {
        "dropped": dropped,
        "order": order,
        "pairwise": pairwise.flat(prefer),
        "paths": {f"{a}>{b}": paths[a][b][1] if paths[a][b][0] == 2 else 0 for a in stay for b in stay if a != b},
    }
    return TallyResult("schulze", winners, ties, shown)


def strongest_paths(prefer: Matrix, names: list[str]) -> dict[str, dict[str, Strength]]:
    """The strength of the strongest path between any two (Floyd and Warshall)."""
    paths = {a: {b: strength(prefer[a][b], prefer[b][a]) for b in names if a != b} for a in names}
    for middle in names:
        for a in names:
            if a == middle:
                continue
            row, through, half = paths[a], paths[middle], paths[a][middle]
            for b in names:
                if b not in (a, middle):
                    row[b] = max(row[b], min(half, through[b]))
    return paths


def strength(votes: int, against: int) -> Strength:
    """The strength of a comparison as a link of a path."""
    if votes > against:
        return 2, votes, -against
    if votes == against:
        return 1, 0, 0
    return 0, -against, votes


SCHULZE: Final = TallyMethod(
    "schulze", "pairs", lambda case: schulze(case.profile, case.settings.required, case.seats), compares=True
)

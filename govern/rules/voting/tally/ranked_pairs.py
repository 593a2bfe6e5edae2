"""Ranked pairs: majorities are fixed from the strongest on, unless they would close a circle."""

from typing import Final

from govern.rules.voting.tally import lots, pairwise
from govern.rules.voting.tally.lots import Seed
from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import Outcome, Tie, flat, seated, tiers
from govern.rules.voting.tally.tally_method import TallyMethod


def ranked_pairs(profile: Profile, seed: Seed, required: Requirement | None = None, seats: int = 1) -> Outcome:
    """The first of the order; source: T. N. Tideman, Social Choice and Welfare 4 (1987), winning votes.

    Majorities of equal strength are taken in the order of a lot over the options (Zavist and Tideman 1989); where that
    mattered, it is told as a tie.
    """
    prefer = pairwise.matrix(profile)
    needed = required or Requirement()
    stay, dropped = pairwise.standing(prefer, needed)
    majorities = [(a, b) for a in stay for b in stay if a != b and prefer[a][b] > prefer[b][a]]

    def strength(pair: tuple[str, str]) -> tuple[int, int]:
        return -prefer[pair[0]][pair[1]], prefer[pair[1]][pair[0]]

    majorities.sort(key=strength)
    if len({strength(pair) for pair in majorities}) < len(majorities):
        place = {name: number for number, name in enumerate(lots.draw(seed, stay))}
        majorities.sort(key=lambda pair: (strength(pair), place[pair[0]], -place[pair[1]]))
    below: dict[str, set[str]] = {name: set() for name in stay}  # all that are reached from it
    locked: list[tuple[str, str]] = []
    ties: list[Tie] = []
    for winner, loser in majorities:
        if winner not in below[loser]:
            _lock(below, winner, loser)
            locked.append((winner, loser))
        elif any(strength(one) == strength((winner, loser)) for one in locked):
            ties.append(Tie((winner, loser), (loser,), "lot"))
    order = tiers(stay, {name: frozenset(reached) for name, reached in below.items()})
    winners, kept = seated(order, seats, needed.status_quo)
    shown = {
        "dropped": dropped,
        "locked": [f"{a}>{b}" for a, b in locked],
        "order": order,
        "pairwise": pairwise.flat(prefer, flat(order) + [one["option"] for one in dropped]),
    }
    return Outcome("ranked-pairs", winners, (*ties, *kept), shown)


def _lock(below: dict[str, set[str]], winner: str, loser: str) -> None:
    reached = below[loser] | {loser}
    for name, under in below.items():
        if name == winner or winner in under:
            under |= reached


RANKED_PAIRS: Final = TallyMethod(
    "ranked-pairs",
    "pairs",
    lambda case: ranked_pairs(case.profile, case.seed, case.settings.required, case.seats),
    compares=True,
)

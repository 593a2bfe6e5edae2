"""The rule of ties: more voters, then a run-off between the tied options, then a lot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govern.rules.voting.tally import lots, pairwise
from govern.rules.voting.tally.lots import Seed
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import Tie

Groups = list[list[str]]  # groups of level options, the better first


@dataclass(frozen=True)
class TieRule:
    """The steps against ties; without `voters` (number of supporters of each option) the first step is skipped.

    With `only_deciding` no step is taken if all level options fit; they are in ascending order. Otherwise all steps
    order them, including the lot, as in format 1 of the rulebook.
    """

    profile: Profile
    seed: Seed
    voters: Mapping[str, int]
    only_deciding: bool = True

    def settle(self, level: Sequence[str], room: int) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
        """The level options that get the free places, in order, and each step that mattered."""
        taken, ties = self._from("voters", sorted(level), room)
        return tuple(taken[:room]), tuple(ties)

    def _from(self, step: str, level: list[str], room: int) -> tuple[list[str], list[Tie]]:
        if len(level) == 1 or (self.only_deciding and len(level) <= room):
            return level, []
        if step == "lot":
            drawn = lots.draw(self.seed, level)[:room]
            return drawn, [Tie(tuple(level), tuple(drawn), "lot")]
        groups, later = (self._people(level), "run-off") if step == "voters" else (self._run_off(level), "lot")
        if len(groups) == 1:
            return self._from(later, level, room)
        taken: list[str] = []
        ties: list[Tie] = []
        for group in groups:
            if len(taken) < room:
                first, more = self._from(later, group, room - len(taken))
                taken += [*first, *(name for name in group if name not in first)]
                ties += more
        return taken, [Tie(tuple(level), tuple(taken), step), *ties]

    def undecided(self, level: Sequence[str], room: int) -> tuple[frozenset[str], frozenset[str]]:
        """The level options that surely get a place, and those among which only a lot decides."""
        if len(level) <= room:
            return frozenset(level), frozenset()
        sure: set[str] = set()
        left = sorted(level)
        for grouped in (self._people, self._run_off):
            for group in grouped(left):
                left = group
                if len(sure) + len(group) > room:
                    break
                sure.update(group)
        return frozenset(sure), frozenset(left if len(sure) < room else ())

    def _people(self, level: Sequence[str]) -> Groups:
        return _grouped({name: self.voters.get(name, 0) for name in level})

    def _run_off(self, level: Sequence[str]) -> Groups:
        """By the number of tied options to which each is preferred on all ballots (Copeland's rule)."""
        prefer = pairwise.matrix(self.profile)
        return _grouped({one: sum(prefer[one][two] > prefer[two][one] for two in level if two != one) for one in level})


def _grouped(values: Mapping[str, int]) -> Groups:
    steps = sorted(set(values.values()), reverse=True)
    return [[name for name, value in values.items() if value == step] for step in steps]

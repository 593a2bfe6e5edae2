"""Instant run-off and the single transferable vote: ballots move on to their next preference."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from govern.domain.tally import lots
from govern.domain.tally.lots import Seed
from govern.domain.tally.profile import Profile, Ranking
from govern.domain.tally.result import Outcome, Tie

UNIT: Final = 100_000  # five decimals


def instant_runoff(profile: Profile, seed: Seed) -> Outcome:
    """The last is excluded until somebody has more than half of what still counts.

    A ballot that puts options level stops there. Those level last are excluded together, so that no order matters;
    if nobody else is left, the lot decides.
    """
    left = set(profile.options)
    rounds: list[dict[str, Any]] = []
    ties: list[Tie] = []
    while True:
        totals = {name: 0 for name in profile.options if name in left}
        exhausted = 0
        for ranking, weight in profile.rankings.items():
            name = _next(ranking, left)
            if name is None:
                exhausted += weight
            else:
                totals[name] += weight
        rounds.append({"excluded": [], "exhausted": exhausted, "totals": totals})
        leading = max(totals.values())
        if 2 * leading > sum(totals.values()) or len(left) == 1:
            winner = next(name for name, total in totals.items() if total == leading)
            return Outcome("irv", (winner,), tuple(ties), {"rounds": rounds})
        last = sorted(name for name in left if totals[name] == min(totals.values()))
        if len(last) == len(left):
            winner = lots.first(seed, last)
            return Outcome("irv", (winner,), (*ties, Tie(tuple(last), (winner,), "lot")), {"rounds": rounds})
        if len(last) > 1:
            ties.append(Tie(tuple(last), (), "excluded-together"))
        rounds[-1]["excluded"] = last
        left -= set(last)


def _next(ranking: Ranking, left: set[str]) -> str | None:
    for tier in ranking:
        if len(tier) > 1:
            return None
        name = next(iter(tier))
        if name in left:
            return name
    return None


def _settle(
    level: Sequence[str], history: Sequence[dict[str, int]], seed: Seed, *, fewest: bool
) -> tuple[str, list[Tie]]:
    """One of those level now: by the most recent earlier round in which they differed, else by lot."""
    tied = tuple(sorted(level))
    if len(tied) == 1:
        return tied[0], []
    left = list(tied)
    for earlier in reversed(history[:-1]):
        values = {name: earlier[name] for name in left}
        extreme = min(values.values()) if fewest else max(values.values())
        left = [name for name in left if values[name] == extreme]
        if len(left) == 1:
            return left[0], [Tie(tied, (left[0],), "earlier-rounds")]
    taken = lots.first(seed, left)
    return taken, [Tie(tied, (taken,), "lot")]


class _Count:
    """A count by the Scottish rules under way; votes in hundred-thousandths."""

    def __init__(self, profile: Profile, seats: int, seed: Seed) -> None:
        self.seats, self.seed = seats, seed
        self.options = profile.options
        self.left = set(profile.options)  # neither elected nor excluded
        self.elected: list[str] = []
        self.surpluses: list[str] = []
        self.papers: dict[str, list[tuple[Ranking, int, int]]] = {name: [] for name in profile.options}
        self.history: list[dict[str, int]] = []
        self.rounds: list[dict[str, Any]] = []
        self.ties: list[Tie] = []
        self.quota = 0
        valid = 0
        for ranking, weight in profile.rankings.items():
            name = _next(ranking, self.left)
            if name is not None:
                valid += weight
                self.papers[name].append((ranking, weight, UNIT))
        self.votes = {name: sum(weight * UNIT for _, weight, _ in papers) for name, papers in self.papers.items()}
        self.quota = valid // (seats + 1) + 1
        self.total = valid * UNIT

    def run(self) -> None:
        """Stage by stage until all seats are filled."""
        self._stage("first preferences", "")
        while len(self.elected) < self.seats and self.left:
            if len(self.left) <= self.seats - len(self.elected):
                self._elect(self.left)
                self.rounds[-1]["elected"] = list(self.elected)
                return
            if self.surpluses:
                self._transfer_surplus()
            else:
                self._exclude()

    def _stage(self, act: str, who: str) -> None:
        self.history.append(dict(self.votes))
        self._elect(name for name in self.left if self.votes[name] >= self.quota * UNIT)
        lost = self.total - sum(self.votes.values())
        self.rounds.append(
            {
                "act": act,
                "elected": list(self.elected),
                "non_transferable": decimal(lost),
                "option": who,
                "totals": {name: decimal(self.votes[name]) for name in self.options},
            }
        )

    def _elect(self, names: Iterable[str]) -> None:
        reached = set(names)
        while reached:
            most = max(self.votes[name] for name in reached)
            taken, ties = _settle(
                [name for name in reached if self.votes[name] == most], self.history, self.seed, fewest=False
            )
            self.ties += ties
            reached.remove(taken)
            self.left.discard(taken)
            self.elected.append(taken)
            if self.votes[taken] > self.quota * UNIT:
                self.surpluses.append(taken)

    def _transfer_surplus(self) -> None:
        most = max(self.votes[name] for name in self.surpluses)
        level = [name for name in self.surpluses if self.votes[name] == most]
        name, ties = _settle(level, self.history, self.seed, fewest=False)
        self.ties += ties
        self.surpluses.remove(name)
        surplus, total = self.votes[name] - self.quota * UNIT, self.votes[name]
        # The Scottish Local Government Elections Order 2011, rule 48: surplus x value / votes, five decimals kept.
        papers = [(ranking, weight, surplus * value // total) for ranking, weight, value in self.papers[name]]
        self.votes[name], self.papers[name] = self.quota * UNIT, []
        self._pass_on(papers)
        self._stage("surplus", name)

    def _exclude(self) -> None:
        fewest = min(self.votes[name] for name in self.left)
        level = [name for name in self.left if self.votes[name] == fewest]
        name, ties = _settle(level, self.history, self.seed, fewest=True)
        self.ties += ties
        self.left.remove(name)
        papers, self.papers[name], self.votes[name] = self.papers[name], [], 0
        self._pass_on(papers)
        self._stage("exclusion", name)

    def _pass_on(self, papers: Iterable[tuple[Ranking, int, int]]) -> None:
        for ranking, weight, value in papers:
            to = _next(ranking, self.left)
            if to is not None and value:
                self.papers[to].append((ranking, weight, value))
                self.votes[to] += weight * value


def single_transferable_vote(profile: Profile, seats: int, seed: Seed) -> Outcome:
    """Several seats by the Scottish rules: weighted inclusive Gregory, five decimals, quota floor(valid/(seats+1))+1.

    Source: The Scottish Local Government Elections Order 2011, schedule 1, rules 45 to 52. A ballot that puts options
    level stops there.
    """
    count = _Count(profile, seats, seed)
    count.run()
    shown = {"quota": count.quota, "rounds": count.rounds}
    return Outcome("stv", tuple(count.elected), tuple(count.ties), shown)


def decimal(units: int) -> str:
    """Hundred-thousandths as a decimal number."""
    whole, rest = divmod(units, UNIT)
    return f"{whole}.{rest:05d}".rstrip("0").rstrip(".") if rest else str(whole)

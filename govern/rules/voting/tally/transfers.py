"""Instant run-off and the single transferable vote: ballots are transferred to their next preference."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from govern.rules.voting.tally import lots, orders
from govern.rules.voting.tally.lots import Seed
from govern.rules.voting.tally.orders import Orders
from govern.rules.voting.tally.profile import Profile, named
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule

UNIT: Final = 100_000  # five decimals


def instant_runoff(profile: Profile, ties: TieRule) -> TallyResult:
    """The lowest option is excluded until one has more than half of the remaining weight.

    A ballot stops at a tie of options. Options tied for the lowest total are excluded together, so that no order
    matters; if no other option is left, the rule of ties decides.
    """
    transfers = Transfers(profile)
    rounds: list[dict[str, Any]] = []
    settled: list[Tie] = []
    while True:
        totals = transfers.totals
        rounds.append({"excluded": [], "exhausted": transfers.exhausted, "totals": dict(totals)})
        leading = max(totals.values())
        if 2 * leading > sum(totals.values()) or len(totals) == 1:
            winner = next(name for name, total in totals.items() if total == leading)
            return TallyResult("irv", (winner,), tuple(settled), {"rounds": rounds})
        last = sorted(name for name, total in totals.items() if total == min(totals.values()))
        if len(last) == len(totals):
            taken, more = ties.settle(last, 1)
            return TallyResult("irv", taken, (*settled, *more), {"rounds": rounds})
        if len(last) > 1:
            settled.append(Tie(tuple(last), (), "excluded-together"))
        rounds[-1]["excluded"] = last
        transfers.exclude(last)


class Transfers:
    """Ballots on the piles of their next preferences among the remaining options."""

    def __init__(self, profile: Profile) -> None:
        self._codes = orders.codes(profile.options)
        self._piles: dict[str, Orders] = {code: {} for code in self._codes.values()}
        received = orders.pass_on(orders.of(profile), "", self._piles)
        self.exhausted = received.get("", 0)
        self.totals = {name: received.get(code, 0) for name, code in self._codes.items()}

    def exclude(self, last: Sequence[str]) -> None:
        """Transfer the ballots of these options."""
        for name in last:
            del self.totals[name]
        gone = "".join(code for name, code in self._codes.items() if name not in self.totals)
        for name in last:
            received = orders.pass_on(self._piles.pop(self._codes[name]), gone, self._piles)
            self.exhausted += received.pop("", 0)
            for other in self.totals:
                self.totals[other] += received.get(self._codes[other], 0)


def settle_by_rounds(
    level: Sequence[str], history: Sequence[dict[str, int]], seed: Seed, *, fewest: bool
) -> tuple[str, list[Tie]]:
    """One of the options tied now: by the latest earlier round in which they differed, else by lot."""
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
    """A count by the Scottish rules; votes in hundred-thousandths."""

    def __init__(self, profile: Profile, seats: int, rule: TieRule, *, vacant: bool) -> None:
        self.seats, self.seed, self.only_deciding = seats, rule.seed, rule.only_deciding
        self.options = profile.options
        self.left = set(named(profile) if vacant else profile.options)  # neither elected nor excluded
        self.elected: list[str] = []
        self.surpluses: list[str] = []
        self.codes = orders.codes(profile.options)
        # By their value: the ballots on each option's pile.
        self.papers: dict[str, dict[int, Orders]] = {name: {} for name in profile.options}
        self.history: list[dict[str, int]] = []
        self.rounds: list[dict[str, Any]] = []
        self.ties: list[Tie] = []
        self.votes = dict.fromkeys(profile.options, 0)
        self.lost = 0  # lost by truncation
        self._pass_on({UNIT: orders.of(profile)})
        self.total = sum(self.votes.values())
        self.quota = self.total // UNIT // (seats + 1) + 1

    def run(self) -> None:
        """Run stage by stage until all seats are filled."""
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
                "rounding": decimal(self.lost),  # a part of the non-transferable votes
                "totals": {name: decimal(self.votes[name]) for name in self.options},
            }
        )

    def _elect(self, names: Iterable[str]) -> None:
        reached = set(names)
        while reached:
            most = max(self.votes[name] for name in reached)
            taken = self._next_elected([name for name in reached if self.votes[name] == most])
            reached.remove(taken)
            self.left.discard(taken)
            self.elected.append(taken)
            if self.votes[taken] > self.quota * UNIT:
                self.surpluses.append(taken)

    def _next_elected(self, level: Sequence[str]) -> str:
        """One of the options elected together with equal votes; their order decides nothing."""
        if self.only_deciding:
            return min(level)
        taken, ties = settle_by_rounds(level, self.history, self.seed, fewest=False)
        self.ties += ties
        return taken

    def _transfer_surplus(self) -> None:
        most = max(self.votes[name] for name in self.surpluses)
        level = [name for name in self.surpluses if self.votes[name] == most]
        name, ties = settle_by_rounds(level, self.history, self.seed, fewest=False)
        self.ties += ties
        self.surpluses.remove(name)
        surplus, total = self.votes[name] - self.quota * UNIT, self.votes[name]
        # The Scottish Local Government Elections Order 2011, rule 48: surplus x value / votes, five decimals kept.
        papers = self.papers[name]
        self.votes[name], self.papers[name] = self.quota * UNIT, {}
        self.lost += surplus
        for value, pile in papers.items():
            self.lost -= surplus * value // total * sum(pile.values())
            self._pass_on({surplus * value // total: pile})
        self._stage("surplus", name)

    def _exclude(self) -> None:
        fewest = min(self.votes[name] for name in self.left)
        level = [name for name in self.left if self.votes[name] == fewest]
        name, ties = settle_by_rounds(level, self.history, self.seed, fewest=True)
        self.ties += ties
        self.left.remove(name)
        papers, self.papers[name], self.votes[name] = self.papers[name], {}, 0
        self._pass_on(papers)
        self._stage("exclusion", name)

    def _pass_on(self, papers: Mapping[int, Orders]) -> None:
        gone = "".join(code for name, code in self.codes.items() if name not in self.left)
        for value, pile in papers.items():
            if not value:
                continue
            piles = {self.codes[name]: self.papers[name].setdefault(value, {}) for name in self.left}
            received = orders.pass_on(pile, gone, piles)
            for name in self.left:
                self.votes[name] += value * received.get(self.codes[name], 0)


def single_transferable_vote(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """Several seats by the Scottish rules: weighted inclusive Gregory, five decimals, Droop quota.

    Source: The Scottish Local Government Elections Order 2011, schedule 1, rules 45 to 52; the quota is
    floor(valid/(seats+1))+1. A ballot stops at a tie of options. A lot decides whose surplus is transferred and who is
    excluded; in format 1 of the rulebook also the order of options elected together. With `vacant` an option that no
    ballot ranks does not take part.
    """
    count = _Count(profile, seats, ties, vacant=vacant)
    count.run()
    shown = {"quota": count.quota, "rounds": count.rounds}
    return TallyResult("stv", tuple(count.elected), tuple(count.ties), shown)


def decimal(units: int) -> str:
    """Hundred-thousandths as a decimal number."""
    whole, rest = divmod(units, UNIT)
    return f"{whole}.{rest:05d}".rstrip("0").rstrip(".") if rest else str(whole)


IRV: Final = TallyMethod("irv", "rounds", lambda case: instant_runoff(case.profile, case.ties), level="stops")
STV: Final = TallyMethod(
    "stv",
    "rounds",
    lambda case: case.with_vacancies(single_transferable_vote(case.profile, case.seats, case.ties, vacant=case.vacant)),
    level="stops",
)

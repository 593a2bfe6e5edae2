"""Meek's method: a transferable vote in which the elected keep of each ballot just what fills their quota."""

from collections.abc import Mapping
from typing import Any, Final

from govern.rules.voting.tally import orders
from govern.rules.voting.tally.profile import Profile, named
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.tally_method import Case, TallyMethod
from govern.rules.voting.tally.ties import TieRule
from govern.rules.voting.tally.transfers import settle_by_rounds

UNIT: Final = 1_000_000_000  # nine decimals
OMEGA: Final = 1_000  # a surplus below a millionth of a vote ends a round


class _MeekCount:
    """A count; votes and keep factors in billionths, multiplied and divided with rounding up."""

    def __init__(self, profile: Profile, seats: int, rule: TieRule, *, vacant: bool) -> None:
        self.seats, self.seed = seats, rule.seed
        codes = orders.codes(profile.options)
        names = {code: name for name, code in codes.items()}
        self.ballots = [([names[code] for code in order], weight) for order, weight in orders.of(profile).items()]
        self.total = sum(weight for _, weight in self.ballots) * UNIT
        self.left = set(named(profile) if vacant else profile.options)  # neither elected nor excluded
        self.keep = {name: UNIT if name in self.left else 0 for name in profile.options}
        self.elected: list[str] = []
        self.votes: dict[str, int] = {}
        self.quota = 0
        self.surplus = 0
        self.history: list[dict[str, int]] = []
        self.rounds: list[dict[str, Any]] = []
        self.ties: list[Tie] = []

    def run(self) -> None:
        """Round by round until all seats are filled; each ends with an election or an exclusion."""
        act, moved = "first preferences", list[str]()
        while True:
            chosen = self._iterate()
            self._stage(act, moved)
            act, moved = ("surplus", chosen) if chosen else ("exclusion", [])
            if self._is_over():
                break
            if not chosen:
                moved = [self._exclude()]
            if self._is_over():
                self._distribute()
                self._stage(act, moved)
                break
        self._elect_remaining()

    def _is_over(self) -> bool:
        return len(self.left) <= self.seats - len(self.elected) or len(self.elected) >= self.seats

    def _iterate(self) -> list[str]:
        """Pass votes on until somebody is elected, or the surplus is gone; returns those elected."""
        last = self.total
        while True:
            self._distribute()
            self.quota = sum(self.votes.values()) // (self.seats + 1) + 1
            chosen = sorted(
                (name for name in self.left if self.votes[name] >= self.quota),
                key=lambda name: (-self.votes[name], name),
            )
            for name in chosen[: self.seats - len(self.elected)]:
                self.left.discard(name)
                self.elected.append(name)
            self.surplus = max(sum(self.votes[name] - self.quota for name in self.elected), 0)
            if chosen or self.surplus < OMEGA or self.surplus >= last:
                return chosen
            last = self.surplus
            for name in self.elected:
                kept = -(-self.keep[name] * self.quota // UNIT)
                self.keep[name] = -(-kept * UNIT // self.votes[name])

    def _distribute(self) -> None:
        """Each ballot gives every candidate in its order what that candidate keeps of the rest of it."""
        self.votes = dict.fromkeys(self.keep, 0)
        for order, weight in self.ballots:
            rest = UNIT
            for name in order:
                part = -(-rest * self.keep[name] // UNIT)
                self.votes[name] += part * weight
                rest -= part
                if not rest:
                    break

    def _exclude(self) -> str:
        """The lowest; those who are behind by no more than the surplus are level with it."""
        lowest = min(self.votes[name] for name in self.left)
        level = [name for name in self.left if self.votes[name] <= lowest + self.surplus]
        name, settled = settle_by_rounds(level, self.history, self.seed, fewest=True)
        self.ties += settled
        self.left.discard(name)
        self.keep[name] = 0
        return name

    def _elect_remaining(self) -> None:
        if len(self.elected) < self.seats and self.left:
            self.elected += sorted(self.left, key=lambda name: (-self.votes[name], name))
            self.rounds[-1]["elected"] = list(self.elected)

    def _stage(self, act: str, moved: list[str]) -> None:
        self.history.append(dict(self.votes))
        self.rounds.append(
            {
                "act": act,
                "elected": list(self.elected),
                "moved": list(moved),
                "non_transferable": decimal(self.total - sum(self.votes.values())),
                "quota": decimal(self.quota),
                "totals": _written(self.votes),
            }
        )


def _written(votes: Mapping[str, int]) -> dict[str, str]:
    return {name: decimal(value) for name, value in votes.items()}


def decimal(units: int) -> str:
    """Billionths as a decimal number."""
    whole, rest = divmod(units, UNIT)
    return f"{whole}.{rest:09d}".rstrip("0") if rest else str(whole)


def meek(profile: Profile, seats: int, ties: TieRule, *, vacant: bool = False) -> TallyResult:
    """Several seats by Meek's method, as the reference rule of the Proportional Representation Foundation has it.

    Source: I. D. Hill, B. A. Wichmann and D. R. Woodall, Algorithm 123, The Computer Journal 30 (1987); the reference
    rule fixes nine decimals, rounding up, and omega = 0.000001. A ballot stops at a tie of options. Who is level at an
    exclusion is settled by the latest earlier round, else by lot. With `vacant` an option that no ballot ranks does not
    take part.
    """
    count = _MeekCount(profile, seats, ties, vacant=vacant)
    count.run()
    shown = {"quota": decimal(count.quota), "rounds": count.rounds}
    return TallyResult("meek", tuple(count.elected), tuple(count.ties), shown)


def _of(case: Case) -> TallyResult:
    return case.with_vacancies(meek(case.profile, case.seats, case.ties, vacant=case.vacant))


MEEK: Final = TallyMethod("meek", "rounds", _of, level="stops")

"""Contribution tokens in the demonstration: awarded by one issuer, confirmed by another, some still waiting."""

from typing import Final

from govern.demo.contributions import PENDING, REASONS
from govern.demo.people import CHARACTERS
from govern.demo.scenario import Scenario

DAY: Final = 24
ISSUERS: Final = ("tom", "jianing", "yutong")
NEWCOMERS: Final = {"clara", "junjie"}  # members without tokens yet


class Awards:
    """Plans the awards."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.made: dict[int, str] = {}

    def schedule(self) -> None:
        """First awards long before the first vote, later ones over time, a few still to be confirmed."""
        number = 0
        for place, character in enumerate(CHARACTERS):
            if not character.enrolled or character.key in NEWCOMERS:
                continue
            reasons = REASONS[character.club]
            for turn in range(1 + place % 3):
                amount, reason = reasons[(place + turn) % len(reasons)]
                days = 176 - 57 * turn - place % 9
                self._plan_award(number, days * DAY, character.key, amount + 5 * (place % 7), reason)
                number += 1
        for maker, to, amount, reason in PENDING:
            self.scenario.schedule(20 + number, lambda m=maker, t=to, a=amount, r=reason: self._say(-1, m, t, a, r))  # type: ignore[misc]

    def _plan_award(self, number: int, hours: int, to: str, amount: int, reason: str) -> None:
        others = [issuer for issuer in ISSUERS if issuer != to]
        maker, confirmer = others[number % len(others)], others[(number + 1) % len(others)]
        self.scenario.schedule(hours, lambda: self._say(number, maker, to, amount, reason))
        self.scenario.schedule(hours - 7, lambda: self._confirm(number, confirmer))

    def _say(self, number: int, maker: str, to: str, amount: int, reason: str) -> None:
        fields = {"amount": amount, "reason": self.scenario.text(reason), "to": self.scenario.people[to].member}
        self.made[number] = self.scenario.say(maker, "award-made", **fields)

    def _confirm(self, number: int, confirmer: str) -> None:
        self.scenario.say(confirmer, "award-confirmed", award=self.made[number])

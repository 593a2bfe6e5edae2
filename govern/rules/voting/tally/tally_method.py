"""The descriptor of a tally method over many options, and the input of a count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import TallyResult
from govern.rules.voting.tally.ties import TieRule

View = Literal["sums", "rounds", "pairs", "budget"]
Utility = Literal["cost", "cardinality"]
Level = Literal["counted", "invalid-first", "stops"]


@dataclass(frozen=True)
class Settings:
    """Settings of a count besides its ballots; 0 for `seats` and `least` means the file's values.

    `voters` is the unweighted number of supporters of each option, the first step against ties. `only_deciding`: a lot
    is drawn and reported only if it decides something. `vacant`: of several seats, those without a remaining candidate
    supported by a ballot stay vacant.
    """

    seats: int = 0
    seed: bytes = b""
    required: Requirement = field(default_factory=Requirement)
    utility: Utility = "cost"
    complete: bool = False
    least: int = 0
    skip: bool = True
    voters: Mapping[str, int] = field(default_factory=dict)
    only_deciding: bool = True
    vacant: bool = True


@dataclass(frozen=True)
class Case:
    """The ballots of one count with its settings."""

    profile: Profile
    settings: Settings

    @property
    def seats(self) -> int:
        """The seats to fill: those of the settings, else those of the file."""
        return self.settings.seats or self.profile.seats

    @property
    def ties(self) -> TieRule:
        """The rule of ties."""
        return TieRule(self.profile, self.seed, self.settings.voters, self.settings.only_deciding)

    @property
    def vacant(self) -> bool:
        """Whether a seat may stay vacant although a candidate without any support remains."""
        return self.settings.vacant and self.seats > 1

    def seed(self) -> bytes:
        """The seed of lots; hashed from the ballots only if a lot is drawn."""
        return self.settings.seed or self.profile.seed

    def with_vacancies(self, outcome: TallyResult) -> TallyResult:
        """The outcome with the number of seats left vacant despite remaining candidates."""
        missing = min(self.seats, len(self.profile.options)) - len(outcome.winners)
        return replace(outcome, shown={**outcome.shown, "vacant": missing}) if missing else outcome


@dataclass(frozen=True)
class TallyMethod:
    """A tally method, by its name in `govern tally --method`.

    `view` names the picture of its result. `level` decides about ballots with ties of options: counted, invalid if the
    tie is first, or stopped at the tie (and invalid if it is first). `compares` is true if the method itself drops
    options that fail against the status quo. `graded`: points are grades, so a ballot of zeros alone is not blank.
    `adds_points`: the totals of rankings are points, not weights.
    """

    name: str
    view: View
    count: Callable[[Case], TallyResult]
    level: Level = "counted"
    approvals: bool = False  # counts approvals instead of rankings
    compares: bool = False
    needs_points: bool = False
    graded: bool = False
    adds_points: bool = False

    @property
    def shares_budget(self) -> bool:
        """Whether it divides a sum among projects instead of filling seats."""
        return self.view == "budget"

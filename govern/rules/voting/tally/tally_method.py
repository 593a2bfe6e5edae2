"""The descriptor of a way to count ballots over many options, and what a count is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import Outcome
from govern.rules.voting.tally.ties import TieRule

View = Literal["sums", "rounds", "pairs", "budget"]
Utility = Literal["cost", "cardinality"]
Level = Literal["counted", "invalid-first", "stops"]


@dataclass(frozen=True)
class Settings:
    """What a count may be told beside its ballots; `seats` and `least` 0 mean as many as the file says.

    `voters` says how many people support each option, whatever their ballots weigh: it settles ties first.
    `only_deciding`: a lot is drawn and told only where it decides something. `vacant`: of several seats, those for
    which nobody is left whom any ballot supports stay vacant.
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
        """The seats to fill: those of the settings, else those that the file names."""
        return self.settings.seats or self.profile.seats

    @property
    def ties(self) -> TieRule:
        """The rule by which options that are level are told apart."""
        return TieRule(self.profile, self.seed, self.settings.voters, self.settings.only_deciding)

    @property
    def vacant(self) -> bool:
        """Whether a seat may stay vacant although somebody stands whom no ballot supports."""
        return self.settings.vacant and self.seats > 1

    def seed(self) -> bytes:
        """What a lot is drawn from; hashed from the ballots only where a lot is drawn."""
        return self.settings.seed or self.profile.seed

    def told(self, outcome: Outcome) -> Outcome:
        """An outcome that also tells how many seats stay vacant for which somebody stood."""
        missing = min(self.seats, len(self.profile.options)) - len(outcome.winners)
        return replace(outcome, shown={**outcome.shown, "vacant": missing}) if missing else outcome


@dataclass(frozen=True)
class TallyMethod:
    """One way to count, by the name it has in `govern tally --method`.

    `view` names the picture of its result. `level` says what becomes of a ballot that puts options level: it is
    counted, it is invalid where they stand first, or it stops where they stand (and is invalid if that is first).
    `compares` is true of a method that drops by itself what does not stand against the status quo.
    """

    name: str
    view: View
    count: Callable[[Case], Outcome]
    level: Level = "counted"
    approvals: bool = False  # it counts which options a ballot approves, not how it ranks them
    compares: bool = False
    needs_points: bool = False

    @property
    def shares_budget(self) -> bool:
        """Whether it spends a sum on projects rather than filling seats."""
        return self.view == "budget"

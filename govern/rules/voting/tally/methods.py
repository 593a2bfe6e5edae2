"""The menu of ways to count ballots over many options, listed here by hand. Ids are promises."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from govern.protocol.errors import words
from govern.protocol.messages import Quoted, Told
from govern.rules.voting.tally import pairwise
from govern.rules.voting.tally.budgets import Utility, equal_shares, greedy
from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.ranked_pairs import ranked_pairs
from govern.rules.voting.tally.result import Outcome
from govern.rules.voting.tally.schulze import schulze
from govern.rules.voting.tally.sums import approval, plurality, score
from govern.rules.voting.tally.ties import TieRule
from govern.rules.voting.tally.transfers import instant_runoff, single_transferable_vote

NAMES: Final = (
    "plurality",
    "approval",
    "score",
    "irv",
    "stv",
    "schulze",
    "ranked-pairs",
    "budget-greedy",
    "budget-equal-shares",
)
COMPARING: Final = ("schulze", "ranked-pairs")  # they ask themselves what stands against the status quo


@dataclass(frozen=True)
class Settings:
    """What a count may be told beside its ballots; `seats` and `least` 0 mean as many as the file says.

    `voters` says how many people support each option, whatever their ballots weigh: it settles ties first.
    """

    seats: int = 0
    seed: bytes = b""
    required: Requirement = field(default_factory=Requirement)
    utility: Utility = "cost"
    complete: bool = False
    least: int = 0
    skip: bool = True
    voters: Mapping[str, int] = field(default_factory=dict)


class NotCountable(Exception):
    """These ballots cannot be counted in this way; the text says why."""

    def __init__(self, why: str, /, **details: object) -> None:
        self.why = Told(why, **details)
        super().__init__(str(self.why))


def count(method: str, profile: Profile, settings: Settings) -> Outcome:
    """Counts ballots; raises NotCountable."""
    _check(method, profile, settings)
    if not profile.rankings and not settings.required.status_quo and not method.startswith("budget-"):
        return _nobody(method, profile)
    seats = settings.seats or profile.seats

    def seed() -> bytes:
        return settings.seed or profile.seed

    ties = TieRule(profile, seed, settings.voters)
    if method == "plurality":
        return plurality(profile, seats, ties)
    if method == "approval":
        return approval(profile, seats, ties)
    if method == "score":
        return score(profile, seats, ties)
    if method == "irv":
        return instant_runoff(profile, ties)
    if method == "stv":
        return single_transferable_vote(profile, seats, seed)
    if method == "schulze":
        return schulze(profile, settings.required, seats)
    if method == "ranked-pairs":
        return ranked_pairs(profile, seed, settings.required, seats)
    if settings.least:
        profile = replace(profile, least=settings.least)
    if method == "budget-greedy":
        return greedy(profile, seed, skip=settings.skip)
    return equal_shares(profile, seed, settings.utility, complete=settings.complete)


def _nobody(method: str, profile: Profile) -> Outcome:
    """No ballot names anybody, so nobody wins; no lot is drawn among all."""
    if method in COMPARING:
        shown = {"dropped": [], "order": [], "pairwise": pairwise.flat(pairwise.matrix(profile))}
        return Outcome(method, (), (), shown)
    return Outcome(method, (), (), {"rounds": [{"totals": dict.fromkeys(profile.options, 0)}]})


def count_what_stands(method: str, profile: Profile, settings: Settings) -> Outcome:
    """As `count`, by any method: what does not stand against the status quo goes first; raises NotCountable."""
    quo = settings.required.status_quo
    if method in COMPARING or not quo:
        return count(method, profile, settings)
    _check(method, profile, settings)
    if method.startswith("budget-"):
        raise NotCountable(words("a budget has no status quo"))
    stay, dropped = pairwise.standing(pairwise.matrix(profile), settings.required)
    if stay == [quo]:
        return Outcome(method, (quo,), (), {"dropped": dropped, "rounds": []})
    outcome = count(method, profile.only(stay), replace(settings, required=Requirement()))
    return replace(outcome, shown={**outcome.shown, "dropped": dropped})


def _check(method: str, profile: Profile, settings: Settings) -> None:
    if method not in NAMES:
        raise NotCountable(
            words("there is no method “%(name)s”; there are %(names)s"),
            name=Quoted(method),
            names=Quoted(", ".join(NAMES)),
        )
    if not profile.options:
        raise NotCountable(words("there are no options"))
    if method.startswith("budget-") and profile.costs is None:
        raise NotCountable(words("a budget needs projects with costs, as in a .pb file"))
    if method == "score" and not profile.points:
        raise NotCountable(words("these ballots give no points"))
    named = {settings.required.status_quo, *settings.required.majority} - {""}
    if unknown := sorted(named - set(profile.options)):
        raise NotCountable(
            words("there is no option “%(name)s”; there are %(names)s"),
            name=Quoted(unknown[0]),
            names=Quoted(", ".join(profile.options)),
        )
    if (settings.required.quorum or settings.required.majority) and not settings.required.status_quo:
        raise NotCountable(words("a quorum and a majority count those who prefer an option to the status quo; name it"))

"""The registry of tally methods: each module beside this one defines the descriptor of one."""

from dataclasses import replace
from typing import Final, get_args

from govern.protocol.errors import N_
from govern.protocol.messages import Literal, Message
from govern.rules import descriptors
from govern.rules.voting.tally import pairwise
from govern.rules.voting.tally.pairwise import Requirement
from govern.rules.voting.tally.profile import Profile
from govern.rules.voting.tally.result import TallyResult
from govern.rules.voting.tally.tally_method import Case, Settings, TallyMethod, View

__all__ = ["TALLIES", "NotCountable", "Settings", "count", "count_what_stands", "names", "register"]

TALLIES: Final = {one.name: one for one in descriptors.instances("govern.rules.voting.tally", TallyMethod)}
"""By name. A way of voting that brings a count of its own registers it here."""


def register(tally: TallyMethod) -> None:
    """Register a tally method."""
    TALLIES[tally.name] = tally


def names() -> tuple[str, ...]:
    """The values of `govern tally --method`."""
    return tuple(sorted(TALLIES, key=lambda name: get_args(View).index(TALLIES[name].view)))


class NotCountable(Exception):
    """These ballots cannot be counted by this method; the text is the reason, and the code names it."""

    def __init__(self, code: str, why: str, /, **details: object) -> None:
        self.code, self.why = code, Message(why, **details)
        super().__init__(str(self.why))


def count(method: str, profile: Profile, settings: Settings) -> TallyResult:
    """Count ballots; raises NotCountable."""
    tally = _check(method, profile, settings)
    if not profile.rankings and not settings.required.status_quo and not tally.shares_budget:
        return _nobody(tally, profile)
    if settings.least and tally.shares_budget:
        profile = replace(profile, least=settings.least)
    return tally.count(Case(profile, settings))


def _nobody(tally: TallyMethod, profile: Profile) -> TallyResult:
    """The outcome if no ballot names an option: no winner, and no lot among all."""
    if tally.compares:
        shown = {"dropped": [], "order": [], "pairwise": pairwise.flat(pairwise.matrix(profile))}
        return TallyResult(tally.name, (), (), shown)
    return TallyResult(tally.name, (), (), {"rounds": [{"totals": dict.fromkeys(profile.options, 0)}]})


def count_what_stands(method: str, profile: Profile, settings: Settings) -> TallyResult:
    """As `count`, for any method, after dropping options that fail against the status quo; raises NotCountable."""
    quo = settings.required.status_quo
    tally = _check(method, profile, settings)
    if tally.compares or not quo:
        return count(method, profile, settings)
    if tally.shares_budget:
        raise NotCountable("budget_status_quo", N_("a budget has no status quo"))
    stay, dropped = pairwise.standing(pairwise.matrix(profile), settings.required)
    if stay == [quo]:
        return TallyResult(method, (quo,), (), {"dropped": dropped, "rounds": []})
    outcome = count(method, profile.only(stay), replace(settings, required=Requirement()))
    return replace(outcome, shown={**outcome.shown, "dropped": dropped})


def _check(method: str, profile: Profile, settings: Settings) -> TallyMethod:
    if method not in TALLIES:
        raise NotCountable(
            "method_unknown",
            N_("there is no method “%(name)s”; there are %(names)s"),
            name=Literal(method),
            names=Literal(", ".join(names())),
        )
    tally = TALLIES[method]
    if not profile.options:
        raise NotCountable("options_missing", N_("there are no options"))
    if tally.shares_budget and profile.costs is None:
        raise NotCountable("costs_missing", N_("a budget needs projects with costs, as in a .pb file"))
    if tally.needs_points and not profile.points:
        raise NotCountable("points_missing", N_("these ballots give no points"))
    named = {settings.required.status_quo, *settings.required.majority} - {""}
    if unknown := sorted(named - set(profile.options)):
        raise NotCountable(
            "option_unknown",
            N_("there is no option “%(name)s”; there are %(names)s"),
            name=Literal(unknown[0]),
            names=Literal(", ".join(profile.options)),
        )
    if (settings.required.quorum or settings.required.majority) and not settings.required.status_quo:
        raise NotCountable(
            "status_quo_missing",
            N_("a quorum and a majority count those who prefer an option to the status quo; name it"),
        )
    return tally

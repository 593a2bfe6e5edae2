"""The base of voting methods over several options: from ballots to a profile to an outcome."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Literal

from govern.rules.voting import ballot_forms
from govern.rules.voting.method import Method, Picture
from govern.rules.voting.question import Question
from govern.rules.voting.tally.ballot_validity import UncountedBallot, uncounted_ballots
from govern.rules.voting.tally.methods import Settings, count
from govern.rules.voting.tally.profile import Profile, approving, ranked, scoring, tier
from govern.rules.voting.tally.result import TallyResult, Tie
from govern.rules.voting.tally.tally_method import TallyMethod
from govern.rules.voting.tally.ties import TieRule

Form = Literal["names", "points", "ranking"]
Limit = Literal["", "seats", "names", "each", "sum", "squares"]
Vote = tuple[Any, int]  # choice and weight of each counted ballot

_PROFILES: Mapping[Form, Callable[..., Profile]] = {"names": approving, "points": scoring, "ranking": ranked}


class MultiOptionMethod(Method):
    """The base class of a voting method over several options.

    `form` is the form of a ballot. `limit` is the limited quantity: the number of names (by the seats, or by the
    rules), the points of each option, their sum, or the sum of their squares. `level` allows ties in a ranking.
    `one_winner` excludes a method from elections of several seats. `tally` counts, with `settings`.
    """

    form: ClassVar[Form]
    limit: ClassVar[Limit] = ""
    level: ClassVar[bool] = False
    one_winner: ClassVar[bool] = False
    tally: ClassVar[TallyMethod]
    settings: ClassVar[Mapping[str, Any]] = {}

    @property
    def view(self) -> Picture:
        """The picture of a result: that of the tally."""
        return self.tally.view

    @property
    def pointed(self) -> bool:
        """Whether the rules of a kind must set the points of a ballot."""
        return self.form == "points"

    @property
    def shares_budget(self) -> bool:
        """Whether it divides a sum among projects."""
        return self.tally.shares_budget

    def read(self, raw: Any, options: Sequence[str], most: int) -> Any:
        """Parse the choice; raises Refused(choice_invalid)."""
        if self.form == "names":
            return ballot_forms.names(raw, options, max(most, 1) if self.limit == "seats" else most)
        if self.form == "ranking":
            return ballot_forms.ranking(raw, options, level=self.level)
        if raw == "":
            return ""  # withdrawn
        given = ballot_forms.points(raw, options)
        if _spent(self.limit, [one["points"] for one in given]) > most:
            raise ballot_forms.most_invalid()
        return given

    def profile(self, votes: Iterable[Vote], question: Question) -> Profile:
        """The ballots with their weights, identical ones together."""
        cast = ((_plain(self.form, choice), weight) for choice, weight in votes)
        more: dict[str, Any] = {"seats": question.seats}
        if question.costs:
            more |= {"costs": question.costs, "budget": question.budget}
        return _PROFILES[self.form](question.options, cast, **more)

    def why_uncounted(self, choice: Any, options: Sequence[str]) -> UncountedBallot | None:
        """Why a ballot is blank, invalid, or counted only in part; None for a fully counted one."""
        found = uncounted_ballots(self.tally, self.profile([(choice, 1)], Question(tuple(options))))
        return found[0] if found else None

    def count(self, votes: Iterable[Vote], question: Question, seed: bytes) -> TallyResult:
        """The winners in order, with the course of the count; none if no ballot names an option."""
        cast = list(votes)
        profile = self.profile(cast, question)
        if not question.options or not (profile.rankings or any(profile.approved)):
            return TallyResult(self.id, ())
        settings = Settings(
            seats=question.seats,
            seed=seed,
            required=question.required,
            voters=supporters(self.form, [choice for choice, _ in cast], question),
            only_deciding=question.only_deciding,
            vacant=question.vacant,
            **self.settings,
        )
        outcome = replace(count(self.tally.name, profile, settings), method=self.id)
        return settled(outcome, profile, question.required.status_quo, settings)


def _spent(limit: Limit, points: Sequence[int]) -> int:
    if limit == "each":
        return max(points, default=0)
    return sum(points if limit == "sum" else (one**2 for one in points))


def _plain(form: Form, choice: Any) -> Any:
    if form == "names":
        return frozenset(choice)
    if form == "points":
        return {one["option"]: one["points"] for one in choice}
    return tuple(tier(*rank) for rank in choice)


def supporters(form: Form, choices: Iterable[Any], question: Question) -> dict[str, int]:
    """The number of voters who name each option, unweighted; in a choice, those who rank it above the status quo."""
    found = dict.fromkeys(question.options, 0)
    for choice in choices:
        for name in _named(form, choice, question.required.status_quo):
            found[name] += 1
    return found


def _named(form: Form, choice: Any, status_quo: str) -> Iterable[str]:
    if form == "names":
        return list(choice)
    if form == "points":
        return [one["option"] for one in choice]
    above: list[str] = []
    for rank in choice:
        if status_quo in rank:
            break
        above += rank
    return above


def settled(outcome: TallyResult, profile: Profile, status_quo: str, settings: Settings) -> TallyResult:
    """The outcome with ties settled: the status quo wins its ties in a choice; other ties by the rule of ties."""
    first = outcome.winners[:1]
    deciding = [tie for tie in outcome.ties if tie.by != "excluded-together" and tie.taken[:1] == first]
    if kept := [tie.tied for tie in deciding if status_quo and status_quo in tie.tied]:
        others = (tie for tie in outcome.ties if tie not in deciding)
        return replace(outcome, winners=(status_quo,), ties=(*others, Tie(kept[0], (status_quo,), "status-quo")))
    if outcome.ties == () or outcome.ties[-1].by != "kept":
        return outcome
    rule = TieRule(profile, lambda: settings.seed or profile.seed, settings.voters, settings.only_deciding)
    level = outcome.ties[-1].tied
    seated = tuple(name for name in outcome.winners if name not in level)
    winners, ties = rule.settle(level, (settings.seats or profile.seats) - len(seated))
    return replace(outcome, winners=(*seated, *winners), ties=(*outcome.ties, *ties))

"""The outcome of a vote over several options: every condition with its numbers, in whole numbers only."""

from collections.abc import Sequence
from typing import Any

from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.multi_option import Vote
from govern.rules.voting.outcome.outcome import Condition, Outcome
from govern.rules.voting.question import Question
from govern.rules.voting.tally.result import TallyResult


def decide(
    tallied: TallyResult, votes: Sequence[Vote], question: Question, total: int, rules: KindRules
) -> tuple[Outcome, tuple[Condition, ...]]:
    """The outcome by the rules of the kind; `total` is the roll's sum W, `votes` the counted ballots, blank included.

    In a choice, floor and support compare those who prefer the winner to the status quo with those who prefer the
    status quo; otherwise the floor counts all ballots that are not blank.
    """
    valid = sum(weight for choice, weight in votes if choice)
    all_of_them = sum(weight for _, weight in votes)
    if question.required.status_quo:
        for_, against = _compared(tallied, votes, question)
        kept = tallied.winners[:1] == (question.required.status_quo,) or not tallied.winners
        support = [Condition("support", for_ * rules.support.den, ">", (for_ + against) * rules.support.num)]
        if kept:
            support = [Condition("preferred", 0, ">", 0)]
    else:
        for_, kept = valid, not tallied.winners
        support = [Condition("filled", len(tallied.winners), ">", 0)]
    minimums = [Condition("approval-floor", for_, ">=", rules.approval_floor.ceil_of(total))]
    if rules.participation.num:
        minimums.append(Condition("participation", all_of_them, ">=", rules.participation.ceil_of(total)))
    if rules.head_count:
        minimums.append(Condition("head-count", len(votes), ">=", rules.head_count))
    if kept and question.required.status_quo:
        minimums = minimums[1:]  # nothing needs approval
    return _outcome(minimums, support), (*minimums, *support)


def _outcome(minimums: Sequence[Condition], support: Sequence[Condition]) -> Outcome:
    if not all(test.holds for test in minimums):
        return "no-quorum"
    return "passed" if all(test.holds for test in support) else "rejected"


def _compared(tallied: TallyResult, votes: Sequence[Vote], question: Question) -> tuple[int, int]:
    """The weight that prefers the winner to the status quo, and the reverse."""
    if not tallied.winners:
        return 0, 0
    winner, status_quo = tallied.winners[0], question.required.status_quo
    way = SEVERAL[tallied.method]
    figures = [(worth(way.form, choice), weight) for choice, weight in votes]
    for_ = sum(weight for given, weight in figures if given.get(winner, 0) > given.get(status_quo, 0))
    against = sum(weight for given, weight in figures if given.get(status_quo, 0) > given.get(winner, 0))
    return for_, against


def worth(form: str, choice: Any) -> dict[str, int]:
    """A ballot's grades of the options that it names, higher is better; others have 0."""
    if form == "names":
        return dict.fromkeys(choice, 1)
    if form == "points":
        return {one["option"]: one["points"] for one in choice}
    return {name: len(choice) - number for number, rank in enumerate(choice) for name in rank}

"""The count of a vote: ballots with carried weights, over the whole roll and in each chamber."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from govern.rules.rulebook.rules import KindRules
from govern.rules.voting import delegation
from govern.rules.voting.methods import SEVERAL, SINGLE
from govern.rules.voting.outcome import outcome, outcome_several
from govern.rules.voting.outcome.outcome import Condition, Outcome
from govern.rules.voting.question import Question
from govern.rules.voting.tally.result import TallyResult as Tallied

Cast = tuple[str, Any, int]  # member, choice, own weight


NOT_TALLIED: Final = Tallied("", ())


@dataclass(frozen=True)
class Electors:
    """The electors: the roll's total, and if needed the weights, the delegations and the chambers' rolls."""

    total: int
    weights: Mapping[str, int]
    delegations: Mapping[str, str]
    chambers: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class ChamberCount:
    """The count within one chamber."""

    id: str
    tally: Mapping[str, int]
    tests: tuple[Condition, ...]
    outcome: Outcome

    def to_value(self) -> dict[str, Any]:
        """As recorded."""
        return {
            "id": self.id,
            "outcome": self.outcome,
            "tally": dict(self.tally),
            "tests": [test.to_value() for test in self.tests],
        }


@dataclass(frozen=True)
class Count:
    """The count of a vote: number of ballots, tally with carried weights, every condition, outcome."""

    voters: int
    tally: Mapping[str, int]
    tests: tuple[Condition, ...]
    chambers: tuple[ChamberCount, ...]
    delegated: Mapping[str, int]
    outcome: Outcome
    tallied: Tallied = NOT_TALLIED

    @property
    def verdict(self) -> str:
        """The outcome and the winners; a late turn is a change of it."""
        return " ".join((self.outcome, *self.tallied.winners))


def count(
    method: str,
    cast: Sequence[Cast],
    electors: Electors,
    rules: KindRules,
    depth: int,
    question: Question | None = None,
    seed: bytes = b"",
) -> Count:
    """Count the ballots that are not withdrawn; `question` is for a vote over several options.

    Without chambers the whole roll decides. With them, each chamber has the same conditions among its own electors, and
    `concur` of them must pass; the tally over the whole roll is then stated but decides nothing.
    """
    counted = [one for one in cast if one[1] != ""]
    choices = {member: choice for member, choice, _ in counted}
    resolved = delegation.resolve(electors.delegations, choices, depth)
    votes, delegated = _weighed(counted, choices, electors, resolved), resolved.counts()
    if question is not None:
        return _several(method, votes, electors, rules, delegated, question, seed)
    tally = SINGLE[method].count(votes)
    if not rules.chambers:
        decided, tests = outcome.decide(tally, len(counted), electors.total, rules)
        return Count(len(counted), tally, tests, (), delegated, decided)
    chambers = tuple(_in_chamber(method, one.id, choices, electors, resolved, rules) for one in rules.chambers)
    concurring = Condition("chambers", sum(one.outcome == "passed" for one in chambers), ">=", rules.concur)
    return Count(len(counted), tally, (concurring,), chambers, delegated, _of_chambers(chambers, concurring))


def _several(
    method: str,
    votes: list[tuple[Any, int]],
    electors: Electors,
    rules: KindRules,
    delegated: Mapping[str, int],
    question: Question,
    seed: bytes,
) -> Count:
    tallied = SEVERAL[method].count(votes, question, seed)
    decided, tests = outcome_several.decide(tallied, votes, question, electors.total, rules)
    valid = sum(weight for choice, weight in votes if choice)
    tally = {"blank": sum(weight for _, weight in votes) - valid, "valid": valid}
    return Count(len(votes), tally, tests, (), delegated, decided, tallied)


def _weighed(
    counted: Sequence[Cast], choices: Mapping[str, Any], electors: Electors, resolved: delegation.ResolvedDelegations
) -> list[tuple[Any, int]]:
    if not electors.delegations:
        return [(choice, weight) for _, choice, weight in counted]
    carried = delegation.carried_weights(resolved, electors.weights)
    return [(choices[voter], weight) for voter, weight in carried.items()]


def _in_chamber(
    method: str,
    id_: str,
    choices: Mapping[str, Any],
    electors: Electors,
    resolved: delegation.ResolvedDelegations,
    rules: KindRules,
) -> ChamberCount:
    weights = electors.chambers[id_]
    carried = delegation.carried_weights(resolved, weights)
    tally = SINGLE[method].count([(choices[voter], weight) for voter, weight in carried.items()])
    voters = sum(member in weights for member in choices)
    decided, tests = outcome.decide(tally, voters, sum(weights.values()), rules)
    return ChamberCount(id_, tally, tests, decided)


def _of_chambers(chambers: Sequence[ChamberCount], concurring: Condition) -> Outcome:
    if concurring.holds:
        return "passed"
    could = sum(one.outcome != "rejected" for one in chambers)
    return "no-quorum" if could >= concurring.right else "rejected"

"""Recounts a past vote under a draft rulebook: the outcome it would have had, and the conditions that changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from govern.protocol.effect import Effect
from govern.rules.rulebook.rulebooks import COMMUNITY, applies
from govern.rules.rulebook.rules import Chamber, KindRules, Rules
from govern.rules.rulebook.strictness import changed
from govern.rules.voting.electorate import weight_parameters
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome.counting import Count, Electors, count
from govern.rules.voting.question import Question
from govern.rules.voting.weights import read_weight

Json = Mapping[str, Any]
Weights = Mapping[str, int]
Replayed = Literal["passed", "rejected", "no-quorum", "not-provided"]  # the last: the draft lacks the kind


@dataclass(frozen=True)
class Draft:
    """A rulebook that is not in force: its JSON and its parsed form."""

    raw: Json
    rules: Rules


@dataclass(frozen=True, order=True)
class Holder:
    """A member who held a role in a scope."""

    member: str
    role: str
    scope: str


@dataclass(frozen=True)
class Inequality:
    """The result of a condition: left, relation, right; in a chamber, or over the whole roll if `chamber` is empty."""

    chamber: str
    test: str
    left: int
    relation: str
    right: int
    holds: bool


@dataclass(frozen=True)
class ChangedCondition:
    """A condition with a changed result: as recorded, and under the draft; None if it does not exist there."""

    before: Inequality | None
    after: Inequality | None


@dataclass(frozen=True)
class RecordedResult:
    """The recorded result of a vote: its outcome, and every condition with its numbers."""

    outcome: str
    tests: Sequence[Json]
    chambers: Sequence[Json]
    winners: Sequence[str] = ()


@dataclass(frozen=True)
class OutcomeComparison:
    """A vote's outcome as recorded and under the draft, the changed conditions, and the winners if any."""

    before: str
    after: Replayed
    turns: tuple[ChangedCondition, ...]
    won_before: tuple[str, ...] = ()
    won_after: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the draft would have given another outcome, or other winners in any order."""
        return self.before != self.after or set(self.won_before) != set(self.won_after)


@dataclass(frozen=True)
class SimulatedQuestion:
    """The question of a vote over several options under the draft, and the seed of its lots."""

    question: Question | None = None
    seed: bytes = b""


NOTHING_ASKED: Final = SimulatedQuestion()


def rules_under(draft: Draft, kind: str, effects: Sequence[Effect], then: Json) -> KindRules | None:
    """The draft's rules for a past proposal, including stricter ones; None if the draft lacks its kind.

    `then` is the rulebook in force then, from which an amendment's changes are computed.
    """
    if kind not in draft.rules.kinds:
        return None
    rules = draft.rules.kinds[kind]
    changes = [one.change for one in rules.stricter if applies(one, kind, effects, (then,))]
    return changed(draft.raw["kinds"][kind], changes, f"kinds.{kind}", draft.rules.format) if changes else rules


def weigh(weight: Json, tokens: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The roll by a weight source, from the tokens that counted at the announcement."""
    people = list(tokens)
    supply = sum(held for _member, held in people)
    source, parameters = read_weight(weight, "weight"), weight_parameters(weight)
    weighed = ((member, source.weigh(held, supply, parameters)) for member, held in people)
    return {member: weighs for member, weighs in weighed if weighs > 0}


def in_chamber(chamber: Chamber, roll: Weights, holders: Iterable[Holder], scope: str) -> dict[str, int]:
    """The electors of a chamber, from the roll and the holders of roles then, in open clubs."""
    if chamber.electors == "members":
        return dict(roll)
    if chamber.electors == "role":
        return {
            one.member: 1 for one in holders if (one.role, one.scope) == (chamber.role, scope) and one.member in roll
        }
    return _speakers(roll, holders)


def _speakers(roll: Weights, holders: Iterable[Holder]) -> dict[str, int]:
    delegates: dict[str, list[str]] = {}
    for one in holders:
        if one.role == "delegate" and one.scope != COMMUNITY:
            delegates.setdefault(one.scope, []).append(one.member)
    found: dict[str, int] = {}
    for held in delegates.values():
        if len(held) == 1 and held[0] in roll:
            found[held[0]] = found.get(held[0], 0) + 1
    return found


def replay(
    recorded: RecordedResult,
    cast: Iterable[tuple[str, Any, int]],
    electors: Electors,
    rules: KindRules,
    depth: int,
    asked: SimulatedQuestion = NOTHING_ASKED,
) -> OutcomeComparison:
    """Count a vote's ballots by the draft's rules; `cast` has each member's choice and weight on the draft's roll."""
    counted = count(rules.method, list(cast), electors, rules, depth, asked.question, asked.seed)
    before = {(one.chamber, one.test): one for one in _recorded(recorded)}
    after = {(one.chamber, one.test): one for one in _counted(counted)}
    names = [*after, *(name for name in before if name not in after)]
    turns = (ChangedCondition(before.get(name), after.get(name)) for name in names)
    return OutcomeComparison(
        recorded.outcome,
        counted.outcome,
        tuple(one for one in turns if _turned(one)),
        tuple(recorded.winners),
        counted.tallied.winners,
    )


def not_provided(recorded: RecordedResult) -> OutcomeComparison:
    """The comparison for a vote that the draft would not have allowed."""
    return OutcomeComparison(recorded.outcome, "not-provided", (), tuple(recorded.winners))


def fits(method: str, draft: str) -> bool:
    """Whether ballots of one voting method can be counted by another: the same, or both by rankings."""
    ranked = [one in SEVERAL and SEVERAL[one].form == "ranking" for one in (method, draft)]
    return method == draft or all(ranked)


def _turned(turn: ChangedCondition) -> bool:
    """Whether a condition changed; a missing condition counts as met."""
    return (turn.before is None or turn.before.holds) != (turn.after is None or turn.after.holds)


def _recorded(recorded: RecordedResult) -> Iterable[Inequality]:
    yield from (_read("", one) for one in recorded.tests)
    for chamber in recorded.chambers:
        yield from (_read(chamber["id"], one) for one in chamber["tests"])


def _read(chamber: str, raw: Json) -> Inequality:
    return Inequality(chamber, raw["test"], int(raw["left"]), raw["relation"], int(raw["right"]), raw["holds"])


def _counted(counted: Count) -> Iterable[Inequality]:
    for chamber, tests in (("", counted.tests), *((one.id, one.tests) for one in counted.chambers)):
        for one in tests:
            yield Inequality(chamber, one.test, one.left, one.relation, one.right, one.holds)

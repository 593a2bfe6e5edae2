"""The menu of ways to vote: each a small stateless class, listed here by hand. Ids are promises."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from govern.rules.voting.methods.approval import Approval
from govern.rules.voting.methods.budget_greedy import BudgetGreedy
from govern.rules.voting.methods.consent import Consent
from govern.rules.voting.methods.dot import Dot
from govern.rules.voting.methods.equal_shares import (
    EqualShares,
    EqualSharesByNumber,
    EqualSharesByNumberCompleted,
    EqualSharesCompleted,
)
from govern.rules.voting.methods.instant_runoff import InstantRunoff
from govern.rules.voting.methods.plurality import Plurality
from govern.rules.voting.methods.quadratic import Quadratic
from govern.rules.voting.methods.ranked_pairs import RankedPairs
from govern.rules.voting.methods.schulze import Schulze
from govern.rules.voting.methods.score import Score
from govern.rules.voting.methods.single_transferable_vote import SingleTransferableVote
from govern.rules.voting.methods.yes_no_abstain import YesNoAbstain
from govern.rules.voting.multi_option import Several


class Single(Protocol):
    """A way to vote on a single question: a ballot is one of a few words."""

    id: str

    @property
    def options(self) -> Sequence[str]:
        """What a ballot offers, in the order shown."""

    @property
    def reasoned(self) -> frozenset[str]:
        """The choices that need a reason, whatever the rules of the kind say."""

    def read(self, raw: Any) -> Any:
        """The choice as the method defines it; raises Refused(choice_invalid)."""

    def count(self, votes: Iterable[tuple[Any, int]]) -> dict[str, int]:
        """The tally of (choice, weight) pairs, in any order; withdrawn ballots do not count."""


SINGLE: Final[Mapping[str, Single]] = {method.id: method for method in (YesNoAbstain(), Consent())}
SEVERAL: Final[Mapping[str, Several]] = {
    method.id: method
    for method in (
        Plurality(),
        Approval(),
        Score(),
        Dot(),
        Quadratic(),
        InstantRunoff(),
        SingleTransferableVote(),
        Schulze(),
        RankedPairs(),
        BudgetGreedy(),
        EqualShares(),
        EqualSharesCompleted(),
        EqualSharesByNumber(),
        EqualSharesByNumberCompleted(),
    )
}
METHODS: Final[Mapping[str, Single | Several]] = {**SINGLE, **SEVERAL}

SINCE: Final[Mapping[str, int]] = {}
"""The format of the rulebook that introduced a method; those not named here are as old as format 1."""

BUDGETS: Final = tuple(id_ for id_ in SEVERAL if id_.startswith("budget-"))
POINTED: Final = frozenset({"score/1", "dot/1", "quadratic/1"})
FOR_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "amendment": tuple(SINGLE),
    "appropriation": tuple(SINGLE),
    "budget": BUDGETS,
    "choice": tuple(id_ for id_ in SEVERAL if id_ not in BUDGETS and id_ != "stv/1"),
    "election": ("plurality/1", "approval/1", "score/1", "irv/1", "stv/1", "schulze/1"),
    "grants": tuple(SINGLE),
    "membership": tuple(SINGLE),
    "motion": tuple(SINGLE),
    "spending": tuple(SINGLE),
    "stream": tuple(SINGLE),
}
"""The ways of voting that fit each kind of proposal."""


def read_choice(method: str, raw: Any, options: Sequence[str], most: int) -> Any:
    """A ballot's choice as its method defines it; raises Refused(choice_invalid)."""
    single = SINGLE.get(method)
    return single.read(raw) if single else SEVERAL[method].read(raw, options, most)

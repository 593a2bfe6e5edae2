"""Changes of a past vote's result under a draft rulebook, in words and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from govern.rules.rulebook.simulation import ChangedCondition, Inequality, OutcomeComparison
from govern.rules.rulebook.simulation_path import PathDifference
from govern.store.views.past_votes import PastVote
from govern.web.frame.gettext import _, ngettext
from govern.web.words.results.tie_words import listed
from govern.web.words.rules.rule_words import number
from govern.web.words.terms.option_words import option_names


@dataclass(frozen=True)
class TurnWords:
    """A changed condition: its name, and its inequality as recorded and under the draft."""

    name: str
    before: str
    after: str


def outcome_words(outcome: str) -> str:
    """An outcome in a word or two."""
    sentences = {
        "passed": _("Passed"),
        "rejected": _("Rejected"),
        "no-quorum": _("No quorum"),
        "not-provided": _("Not possible"),
    }
    return sentences[outcome]


def turns(comparison: OutcomeComparison) -> list[TurnWords]:
    """Every changed condition."""
    if comparison.after == "not-provided":
        return [TurnWords(_("The draft has no proposals of this kind."), "", "")]
    return [_turn(one) for one in comparison.turns]


def winners(past: PastVote, won: Sequence[str]) -> str:
    """The winners of a past vote over several options by their names."""
    return listed(list(won), option_names(past.poll, past.proposal)) if won else ""


def _turn(turn: ChangedCondition) -> TurnWords:
    one = turn.after or turn.before
    if one is None:
        raise ValueError("a turn without a test")
    name = test_words(one.test)
    if one.chamber:
        name = _("%(test)s, in the chamber “%(chamber)s”", test=name, chamber=one.chamber)
    return TurnWords(name, _inequality(turn.before), _inequality(turn.after))


def test_words(test: str) -> str:
    """The name of a condition."""
    sentences = {
        "approval-floor": _("Enough yes"),
        "some-yes": _("Somebody says yes"),
        "participation": _("Enough take part"),
        "head-count": _("Enough people"),
        "support": _("Enough support"),
        "preferred": _("Something is preferred to no change"),
        "filled": _("Somebody won"),
        "no-objection": _("Nobody objects"),
        "chambers": _("Enough chambers concur"),
    }
    return sentences[test]


def _inequality(one: Inequality | None) -> str:
    if one is None:
        return _("not asked")
    left, right = number(one.left), number(one.right)
    relation = "≥" if one.relation == ">=" else ">"
    if one.holds:
        return _("%(left)s %(relation)s %(right)s holds", left=left, relation=relation, right=right)
    return _("%(left)s %(relation)s %(right)s does not hold", left=left, relation=relation, right=right)


def detour(one: PathDifference) -> str:
    """Another difference, in a sentence."""
    if one.name == "sponsors":
        return ngettext(
            "It had %(num)s sponsor besides its author; the draft asks for %(asked)s. It may not have come to a vote.",
            "It had %(num)s sponsors besides its author; the draft asks for %(asked)s. It may not have come to a vote.",
            one.found,
            asked=one.asked,
        )
    if one.name == "late-ballots":
        return ngettext(
            "%(num)s ballot was cast when voting would have been over; it is counted here all the same.",
            "%(num)s ballots were cast when voting would have been over; they are counted here all the same.",
            one.found,
        )
    sentences = {
        "extended": _("Late ballots extended it; under the draft nothing is extended."),
        "vetoed": _("It was vetoed; under the draft nobody could have done so then."),
        "void": _("Its outcome was challenged and is void; under the draft it could not have been challenged."),
    }
    return sentences[one.name]

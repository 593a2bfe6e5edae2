"""The result of a vote on its proposal's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Ballot, Poll, Proposal, Result
from govern.rules.rulebook.rules import KindRules
from govern.store.facts.polls import ReasonRow
from govern.store.views.proposal_rows import VoteRows
from govern.web.words.results import result_words
from govern.web.words.results.multi_option_result import MultiOptionResult, result_several
from govern.web.words.results.result_words import ChamberResult, ResultThresholds


@dataclass(frozen=True)
class SingleResult:
    """The result of a vote on a single question; for consent, with the objections and their reasons."""

    why: str
    inequalities: Sequence[Mapping[str, Any]]
    chambers: Sequence[ChamberResult]
    needed: ResultThresholds
    objections: Sequence[Ballot]
    reasons: Mapping[str, ReasonRow]


@dataclass(frozen=True)
class ResultShown:
    """A result of one of both types, and sentences on delegated votes."""

    delegated: Sequence[str]
    several: MultiOptionResult | None
    single: SingleResult | None


def result_shown(proposal: Proposal, poll: Poll, result: Result, rules: KindRules, rows: VoteRows) -> ResultShown:
    """A result in words, figures and pictures."""
    delegated = result_words.delegated(result)
    if rows.count is not None:
        several = result_several(proposal, poll, result, rules, rows.count, rows.empty_ones)
        return ResultShown(delegated, several, None)
    single = SingleResult(
        why=result_words.why(result),
        inequalities=result_words.inequalities(result, poll, rules),
        chambers=result_words.chambers(result, poll, rules),
        needed=result_words.needed(poll.roll_total, rules),
        objections=rows.objections,
        reasons=rows.reasons_of_objections,
    )
    return ResultShown(delegated, None, single)

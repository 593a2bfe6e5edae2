"""The result of a vote over several options for its page, from the closing and the count document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govern.protocol.facts import Poll, Proposal, Result
from govern.rules.proposals.kinds import effects_of, kinds
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL
from govern.rules.voting.outcome import count_document
from govern.store.views.proposal_rows import CountRows
from govern.web.words.results import (
    ballot_validity,
    count_pictures,
    multi_option_words,
    recount_commands,
    tie_words,
    why_not_elected,
)
from govern.web.words.results.ballot_validity import BallotSort
from govern.web.words.results.count_pictures import Bar, BudgetPicture, Cell, NamedCount, Round
from govern.web.words.results.tie_words import Lot
from govern.web.words.results.why_not_elected import LosingOption
from govern.web.words.terms.option_words import option_names


@dataclass(frozen=True)
class Pairs:
    """Pairwise comparisons: the options in order, the tables, and the locked majorities."""

    names: list[str]
    prefer: list[list[Cell]]
    paths: list[list[Cell]]  # empty where the method has none
    locked: list[tuple[str, str, int, int]]
    open: list[tuple[str, str, int, int]]  # majorities that were not locked
    dropped: list[str]


@dataclass(frozen=True)
class MultiOptionResult:
    """All data of a result; one of the four pictures is set, or none if no ballot names an option."""

    why: str
    inequalities: list[dict[str, Any]]
    lost: list[LosingOption]
    ties: list[str]
    lot: Lot | None
    blank: int
    valid: int
    sorts: list[BallotSort]  # of ballots
    points: bool
    graded: bool
    bars: list[Bar]
    rounds: list[Round]
    quota: str
    pairs: Pairs | None
    budget: BudgetPicture | None
    currency: str
    document: str  # hash
    files: dict[str, str]  # by file ending, the commands that recount the ballots


def result_several(
    proposal: Proposal, poll: Poll, result: Result, rules: KindRules, left: CountRows, empty_ones: Mapping[str, int]
) -> MultiOptionResult:
    """The data of the page; nothing is counted again."""
    names = option_names(poll, proposal)
    counted = NamedCount({"winners": [], **count_document.parse(left.document)}, [names[one] for one in poll.options])
    closing, view = left.closing, counted.view
    money = _budget(counted, proposal, poll)
    currency = _shared_currency(proposal) if SEVERAL[poll.method].shares_budget else ""
    return MultiOptionResult(
        why=multi_option_words.why(proposal, poll, result),
        inequalities=multi_option_words.inequalities(proposal, poll, result, rules),
        lost=_lost(counted, money, currency, poll, rules),
        ties=tie_words.sentences(result, names),
        lot=tie_words.lot(result, names, _standing(counted), closing.payload) if closing else None,
        blank=result.tally["blank"],
        valid=result.tally["valid"],
        sorts=ballot_validity.sorts(poll, result, empty_ones),
        points=SEVERAL[poll.method].form == "points" or SEVERAL[poll.method].tally.adds_points,
        graded=SEVERAL[poll.method].tally.graded,
        bars=count_pictures.sums(counted) if view == "sums" else [],
        rounds=count_pictures.rounds(counted) if view == "rounds" else [],
        quota=str(counted.document.get("quota", "")),
        pairs=_pairs(counted) if view == "pairs" else None,
        budget=money,
        currency=currency,
        document=result.count_blob,
        files=recount_commands.commands(proposal, poll, result, rules, closing.payload["log_root"], left.cast)
        if closing
        else {},
    )


def _shared_currency(proposal: Proposal) -> str:
    shared = kinds()[proposal.kind].sum_of(effects_of(proposal)[0])
    return shared.currency if shared else ""


def _standing(counted: NamedCount) -> list[str]:
    options = counted.document.get("options", [])
    return [options[place] for rank in counted.document.get("order", ()) for place in rank]


def _budget(counted: NamedCount, proposal: Proposal, poll: Poll) -> BudgetPicture | None:
    if counted.view != "budget":
        return None
    costs = kinds()[proposal.kind].costs(effects_of(proposal))
    return count_pictures.budget(counted, [costs[one] for one in poll.options])


def _lost(
    counted: NamedCount, money: BudgetPicture | None, currency: str, poll: Poll, rules: KindRules
) -> list[LosingOption]:
    if not counted.winners and money is None:
        return []
    if money is not None:
        return why_not_elected.by_budget(counted, money, currency)
    if counted.view == "pairs":
        return why_not_elected.by_pairs(counted, poll, rules)
    if counted.view == "sums":
        return why_not_elected.by_sums(counted)
    return why_not_elected.by_rounds(counted)


def _pairs(counted: NamedCount) -> Pairs:
    order, prefer = count_pictures.standing(counted), counted.matrix("pairwise")
    dropped = {one["option"] for one in counted.document.get("dropped", ())}
    stay = [place for place in order if place not in dropped]
    locked = [(a, b) for a, b in counted.document.get("locked", ())]
    left = [(a, b) for a in stay for b in stay if prefer[a][b] > prefer[b][a] and (a, b) not in locked]
    names = counted.names

    def comparison(pair: tuple[int, int]) -> tuple[str, str, int, int]:
        a, b = pair
        return names[a], names[b], prefer[a][b], prefer[b][a]

    paths = "paths" in counted.document
    return Pairs(
        names=[names[place] for place in order],
        prefer=count_pictures.comparisons(prefer, order),
        paths=count_pictures.paths(counted, order) if paths else [],
        locked=[comparison(pair) for pair in locked],
        open=[comparison(pair) for pair in left] if "locked" in counted.document else [],
        dropped=[names[place] for place in order if place in dropped],
    )

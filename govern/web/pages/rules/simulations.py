"""The page of past votes recounted under a rulebook that is not in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from sqlalchemy.orm import Session

from govern.actions.drafts import simulation
from govern.actions.drafts.simulation import Replays
from govern.rules.rulebook.simulation import Draft, OutcomeComparison
from govern.store.paging import read_cursor
from govern.store.views.past_votes import PastVote
from govern.web.pages.rules.rule_scopes import Scope
from govern.web.prose.texts import remember_texts
from govern.web.words.results import simulation_words
from govern.web.words.results.simulation_words import TurnWords


@dataclass(frozen=True)
class DifferingVote:
    """A past vote with another outcome under the draft: both outcomes, winners, and changed conditions."""

    past: PastVote
    before: str
    after: str
    after_words: str
    won_before: str
    won_after: str
    turns: Sequence[TurnWords]


@dataclass(frozen=True)
class ReplayPage:
    """Past votes recounted under a draft of the rules."""

    scope: Scope
    here: str
    back: str
    replays: Replays
    differing: Sequence[DifferingVote]
    same: int
    elsewhere: Sequence[tuple[PastVote, Sequence[str]]]
    unknown: Sequence[PastVote]
    going_on: bool


def replay(session: Session, scope: Scope, draft: Draft, here: str, back: str) -> str:
    """Past votes with another outcome, and why; `here` is the page's address, `back` that of the draft."""
    return render_template("rules/replay.html", page=_read_replay(session, scope, draft, here, back))


def _read_replay(session: Session, scope: Scope, draft: Draft, here: str, back: str) -> ReplayPage:
    place = read_cursor(request.args.get("older", ""), "", int)
    replays = simulation.replay_some(session, draft, scope.id, place)
    remember_texts(one.past.proposal.title for one in replays.votes)
    compared = [(one.past, one.comparison) for one in replays.votes if one.comparison]
    return ReplayPage(
        scope=scope,
        here=here,
        back=back,
        replays=replays,
        differing=[_differing(past, comparison) for past, comparison in compared if comparison.differs],
        same=sum(not comparison.differs for _past, comparison in compared),
        elsewhere=[
            (one.past, [simulation_words.detour(way) for way in one.detours]) for one in replays.votes if one.detours
        ],
        unknown=[one.past for one in replays.votes if one.comparison is None],
        going_on=place is not None,
    )


def _differing(past: PastVote, comparison: OutcomeComparison) -> DifferingVote:
    return DifferingVote(
        past=past,
        before=comparison.before,
        after=comparison.after,
        after_words=simulation_words.outcome_words(comparison.after),
        won_before=simulation_words.winners(past, comparison.won_before),
        won_after=simulation_words.winners(past, comparison.won_after),
        turns=simulation_words.turns(comparison),
    )

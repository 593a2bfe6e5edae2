"""The page on which past votes are counted anew under a rulebook that does not count."""

from flask import render_template, request

from govern.actions.drafts import simulation
from govern.rules.rulebook.simulation import Draft
from govern.store.paging import read_cursor
from govern.web.frame.database import db
from govern.web.pages.rules.rule_scopes import Scope
from govern.web.prose.texts import remember_texts
from govern.web.words.results import simulation_words


def replay(scope: Scope, draft: Draft, here: str, back: str) -> str:
    """Past votes that would have ended otherwise, and why; `here` is the page's address, `back` that of the draft."""
    place = read_cursor(request.args.get("older", ""), "", int)
    replays = simulation.replay_some(db.session(), draft, scope.id, place)
    remember_texts(one.past.proposal.title for one in replays.votes)
    return render_template(
        "rules/replay.html",
        scope=scope,
        here=here,
        back=back,
        replays=replays,
        differing=[
            (one.past, one.comparison, simulation_words.turns(one.comparison))
            for one in replays.votes
            if one.comparison and one.comparison.differs
        ],
        same=sum(one.comparison is not None and not one.comparison.differs for one in replays.votes),
        elsewhere=[
            (one.past, [simulation_words.detour(way) for way in one.detours]) for one in replays.votes if one.detours
        ],
        unknown=[one.past for one in replays.votes if one.comparison is None],
        outcome_words=simulation_words.outcome_words,
        winners_of=simulation_words.winners,
        going_on=place is not None,
    )

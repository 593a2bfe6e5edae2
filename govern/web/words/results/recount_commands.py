"""Recounting a closed vote elsewhere: the export of its ballots, and the commands for its files."""

import shlex

from govern.protocol.facts import Poll, Proposal, Result
from govern.rules.proposals import questions
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting import exports
from govern.rules.voting.exports import Export
from govern.store.projection import Projection
from govern.web.frame.database import db
from govern.web.prose.texts import text_of


def export_of(proposal: Proposal, poll: Poll, rules: KindRules, *, with_ballots: bool = True) -> Export:
    """The export of a vote over several options, with its ballots or without."""
    asked = questions.question(poll, proposal, rules)
    if asked is None:
        raise ValueError("a single question")
    cast = exports.cast_of(Projection(db.session.connection()), poll) if with_ballots else []
    return Export(poll, asked, cast, text_of(proposal.title) or proposal.id)


def commands(proposal: Proposal, poll: Poll, result: Result, rules: KindRules, log_root: str) -> dict[str, str]:
    """The recount command by file ending; the ballots are read only for some ties."""
    export = export_of(proposal, poll, rules, with_ballots=exports.needs_people(result))
    return {
        ending: shlex.join(["govern", *exports.command(export, result, log_root, ending)])
        for ending in exports.formats(poll)
    }

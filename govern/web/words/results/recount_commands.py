"""Recounting a closed vote elsewhere: the export of its ballots, and the commands for its files."""

import shlex

from govern.protocol.facts import Poll, Proposal, Result
from govern.rules.proposals import questions
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting import exports
from govern.rules.voting.exports import Cast, Export
from govern.web.prose.texts import text_of


def export_of(proposal: Proposal, poll: Poll, rules: KindRules, cast: Cast) -> Export:
    """The export of a vote over several options, with these ballots."""
    asked = questions.question(poll, proposal, rules)
    if asked is None:
        raise ValueError("a single question")
    return Export(poll, asked, cast, text_of(proposal.title) or proposal.id)


def commands(
    proposal: Proposal, poll: Poll, result: Result, rules: KindRules, log_root: str, cast: Cast
) -> dict[str, str]:
    """The recount command by file ending; only the commands for some ties need the ballots."""
    export = export_of(proposal, poll, rules, cast)
    return {
        ending: shlex.join(["govern", *exports.command(export, result, log_root, ending)])
        for ending in exports.formats(poll)
    }

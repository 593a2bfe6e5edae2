"""The question of a vote: options, seats and limits of a ballot, from the proposal, its effects and its rules."""

from dataclasses import replace

from govern.protocol.facts import Poll, Proposal
from govern.protocol.state import State
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL, SINGLE
from govern.rules.voting.question import Question


def options(state: State, proposal: Proposal, rules: KindRules) -> list[str]:
    """The options that ballots of a vote can name, in ascending order; for a single question, its answers."""
    single = SINGLE.get(rules.method)
    return list(single.options) if single else sorted(kinds()[proposal.kind].options(state, proposal))


def seats(proposal: Proposal) -> int:
    """The number of options that may win: the seats of an election, else one."""
    return kinds()[proposal.kind].seats(proposal)


def most(proposal: Proposal, rules: KindRules) -> int:
    """The maximum number of names or points on a ballot; 0 for no limit."""
    limit = SEVERAL[rules.method].limit if rules.method in SEVERAL else ""
    if limit == "seats":
        return seats(proposal)
    return rules.points if limit else 0


def question(poll: Poll, proposal: Proposal, rules: KindRules) -> Question | None:
    """The question of a vote over several options; None for a single question."""
    if poll.method not in SEVERAL:
        return None
    asked = kinds()[proposal.kind].question(poll, proposal, rules)
    vacant = rules.unsupported == "vacant"
    return replace(asked, only_deciding=rules.fixed.only_deciding_lots, vacant=vacant)

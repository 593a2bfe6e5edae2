"""What a vote asks: its options, its seats and the limits of a ballot, from the proposal, its effects and its rules."""

from dataclasses import replace

from govern.protocol.facts import Poll, Proposal
from govern.protocol.state import State
from govern.rules.proposals.kinds import kinds
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL, SINGLE
from govern.rules.voting.question import Question


def options(state: State, proposal: Proposal, rules: KindRules) -> list[str]:
    """What the ballots of a vote can name, in ascending order; of a single question, its words."""
    single = SINGLE.get(rules.method)
    return list(single.options) if single else sorted(kinds()[proposal.kind].options(state, proposal))


def seats(proposal: Proposal) -> int:
    """How many options may win: the seats of an election, else one."""
    return kinds()[proposal.kind].seats(proposal)


def most(proposal: Proposal, rules: KindRules) -> int:
    """How many names or points a ballot may give at most; 0 where there is no limit, or none is needed."""
    limit = SEVERAL[rules.method].limit if rules.method in SEVERAL else ""
    if limit == "seats":
        return seats(proposal)
    return rules.points if limit else 0


def question(poll: Poll, proposal: Proposal, rules: KindRules) -> Question | None:
    """What a vote over several options asks; None for a single question."""
    if poll.method not in SEVERAL:
        return None
    asked = kinds()[proposal.kind].question(poll, proposal, rules)
    vacant = rules.unsupported == "vacant"
    return replace(asked, only_deciding=rules.fixed.only_deciding_lots, vacant=vacant)

"""What a vote asks: its options, its seats and the limits of a ballot, from the proposal, its effects and its rules."""

from collections.abc import Sequence
from fractions import Fraction

from govern.protocol.facts import Poll, Proposal
from govern.protocol.state import State
from govern.rules.proposals.kinds import OPTIONS
from govern.rules.rulebook.rules import KindRules
from govern.rules.voting.methods import SEVERAL, SINGLE
from govern.rules.voting.question import STATUS_QUO, Question
from govern.rules.voting.tally.pairwise import Requirement


def options(state: State, proposal: Proposal, rules: KindRules) -> list[str]:
    """What the ballots of a vote can name, in ascending order; of a single question, its words."""
    single = SINGLE.get(rules.method)
    return list(single.options) if single else sorted(OPTIONS[proposal.kind].options(state, proposal))


def seats(proposal: Proposal) -> int:
    """How many options may win: the seats of an election, else one."""
    return int(proposal.effects[0]["seats"]) if proposal.kind == "election" else 1


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
    names = tuple(poll.options)
    if proposal.kind == "budget":
        costs = {one["option"]: one["cap"] for one in proposal.effects[1:]}
        return Question(names, most=poll.most, costs=costs, budget=proposal.effects[0]["sum"])
    if proposal.kind == "choice":
        return Question(names, most=poll.most, required=_required(names, poll, rules))
    return Question(names, seats=poll.seats, most=poll.most)


def _required(names: Sequence[str], poll: Poll, rules: KindRules) -> Requirement:
    """The floor as Debian's quorum, the support as its majority: Y > s(Y+N) is Y > s/(1-s) N."""
    support = Fraction(rules.support.num, rules.support.den)
    ratio = support / (1 - support)
    floor = Fraction(rules.approval_floor.ceil_of(poll.roll_total))
    return Requirement(STATUS_QUO, floor, {name: ratio for name in names if name != STATUS_QUO})

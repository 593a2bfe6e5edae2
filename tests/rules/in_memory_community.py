"""A community kept in memory, which refuses what the rules refuse; the fast fixture for tests of the rules."""

from typing import Any

from govern.protocol import facts
from govern.rules.people.signers import Person
from govern.rules.proposals.stages import Stage, stage
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, GIL
from tests.verify.forging.forger import Forger


class InMemoryCommunity(Forger):
    """A community in memory that raises Refused."""

    def __init__(self, rulebook: dict[str, Any] | None = None) -> None:
        super().__init__(rulebook, strict=True)

    def stage(self, proposal: str) -> Stage:
        """The present stage of a proposal."""
        found = self.state(facts.Proposal, proposal)
        return stage(found, self.memory.get(facts.Poll, found.poll), self.clock())

    def vote_is_open(self) -> str:
        """A poll on a motion of Gil's."""
        return self.open_vote(self.propose(GIL, "A pond"), BO)

    def delegate(self, who: Person, to: Person | None, area: str = "community", days: int = 100) -> str:
        """Someone lets another vote for them in an area, or nobody; the delegation's id."""
        before = self.memory.get(facts.Delegation, who.member, area)
        fields = {"prev": before.id, "seq": before.seq + 1} if before else {"prev": "", "seq": 1}
        ends = self.clock() + days * 86_400_000
        said = self.say(who, "delegation-made", area=area, delegate=to.member if to else "", ends=ends, **fields)
        return said.id

    def end_delegation(self, who: Person, area: str = "community") -> None:
        """Someone ends a delegation."""
        before = self.state(facts.Delegation, who.member, area)
        self.say(who, "delegation-ended", area=area, prev=before.id, seq=before.seq + 1)

    def explain(self, who: Person, poll: str, seq: int = 1, text: str = "because") -> None:
        """Someone says why they vote as their ballot with a number does."""
        self.say(who, "reason-given", {"text": text}, poll=poll, seq=seq)

    def announced(self, proposal: str, *sponsors: Person) -> str:
        """A proposal's vote is announced; the poll's id."""
        self.sponsor(proposal, *sponsors)
        self.pass_until(self.state(facts.Proposal, proposal).due_at)
        return self.state(facts.Proposal, proposal).poll

    def mandate(self, cap: int = 100_000, payee: Any = "The Roofers", days: int = 90) -> str:
        """A mandate on a proposal of Gil's."""
        proposal = self.propose_spending(GIL, "A roof", self.spending(cap, payee, days=days))
        poll = self.open_vote(proposal, BO, CHEN)
        for one in (ADA, DI, EVA):
            self.vote(one, poll)
        self.close_vote(poll)
        self.carry_out(proposal)
        return self.mandates(proposal)[0]

    def approved(self, amount: int = 1_000, mandate: str = "") -> str:
        """A request of Gil's that Di has approved."""
        request = self.request(GIL, mandate or self.mandate(), amount)
        self.approve(DI, request)
        return request

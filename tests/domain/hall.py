"""The community of the rules' own tests: kept in memory, it refuses what the rules refuse, and is quick."""

from typing import Any

from govern.domain import facts
from govern.domain.proposals import Stage, stage
from tests.people import ADA, BO, CHEN, DI, EVA, GIL
from tests.verify.forger import Forger


class Hall(Forger):
    """A Tale in memory that raises Refused."""

    def __init__(self, rulebook: dict[str, Any] | None = None) -> None:
        super().__init__(rulebook, strict=True)

    def stage(self, proposal: str) -> Stage:
        """Where a proposal stands now."""
        found = self.state(facts.Proposal, proposal)
        return stage(found, self.memory.get(facts.Poll, found.poll), self.clock())

    def vote_is_open(self) -> str:
        """A poll on a motion of Gil's."""
        return self.open_vote(self.propose(GIL, "A pond"), BO)

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

"""Announcements fix the latest version, the rulebook in force, and the holders of roles at that time."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl.lifecycle import adopt, amendment, carried, revise, rulebook
from tests.dsl.people import ADA, BO, DI, EVA, GIL
from tests.rules.in_memory_community import InMemoryCommunity

EXPERTS = {"electors": "role", "id": "experts", "role": "expert"}


def test_the_version_that_is_voted_on_is_the_latest(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    latest = revise(community, proposal).id
    community.say(BO, "proposal-sponsored", proposal=proposal, version=2)
    community.clock.set(community.state(facts.Proposal, proposal).due_at)
    assert community.due(proposal)[1]["version"] == latest
    community.tick()
    assert community.state(facts.Poll, community.state(facts.Proposal, proposal).poll).version_id == latest


def test_a_vote_is_announced_under_the_rulebook_of_that_moment(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    adopt(community, voting_ms=3 * DAY)
    poll = community.state(facts.Poll, community.announced(proposal, BO))
    assert (poll.rulebook, poll.closes - poll.opens) == (2, 3 * DAY)


def test_a_former_holder_is_no_elector_of_the_roles_chamber(community: InMemoryCommunity) -> None:
    adopt(community, chambers=[EXPERTS], concur=1)
    for one in (DI, EVA):
        community.grant(one, "expert")
    community.say(EVA, "role-ended", holder=EVA.member, role="expert", scope="community")
    poll = community.announced(community.propose(GIL, "A pond"), BO)
    assert [one.member for one in community.memory.all(facts.ChamberElector) if one.poll == poll] == [DI.member]


def test_no_rulebook_counts_before_the_one_that_it_follows(community: InMemoryCommunity) -> None:
    raw = rulebook(2)["rulebook"] | {"delay_ms": 14 * DAY}
    community.say(ADA, "rulebook-adopted", scope="community", rulebook=raw)
    for number, delay in ((3, 0), (4, 20 * DAY), (5, 0)):  # the last is carried out once the third counts
        community.carry_out(carried(community, amendment(community, rulebook(number, delay_ms=delay))))
    third, fourth, fifth = (community.state(facts.Rulebook, "community", number) for number in (3, 4, 5))
    assert third.effective_at <= fifth.at < fourth.effective_at
    assert fifth.effective_at == fourth.effective_at

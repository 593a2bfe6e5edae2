"""What an announcement pins: the latest version, the rulebook of that moment, and those who hold a role then."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl.lifecycle import adopt, amendment, carried, revise, rulebook
from tests.dsl.people import ADA, BO, DI, EVA, GIL
from tests.rules.hall import InMemoryCommunity

EXPERTS = {"electors": "role", "id": "experts", "role": "expert"}


def test_the_version_that_is_voted_on_is_the_latest(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    latest = revise(hall, proposal).id
    hall.say(BO, "proposal-sponsored", proposal=proposal, version=2)
    hall.clock.set(hall.state(facts.Proposal, proposal).due_at)
    assert hall.due(proposal)[1]["version"] == latest
    hall.tick()
    assert hall.state(facts.Poll, hall.state(facts.Proposal, proposal).poll).version_id == latest


def test_a_vote_is_announced_under_the_rulebook_of_that_moment(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    adopt(hall, voting_ms=3 * DAY)
    poll = hall.state(facts.Poll, hall.announced(proposal, BO))
    assert (poll.rulebook, poll.closes - poll.opens) == (2, 3 * DAY)


def test_who_gave_up_a_role_is_no_elector_of_its_chamber(hall: InMemoryCommunity) -> None:
    adopt(hall, chambers=[EXPERTS], concur=1)
    for one in (DI, EVA):
        hall.grant(one, "expert")
    hall.say(EVA, "role-ended", holder=EVA.member, role="expert", scope="community")
    poll = hall.announced(hall.propose(GIL, "A pond"), BO)
    assert [one.member for one in hall.memory.all(facts.ChamberElector) if one.poll == poll] == [DI.member]


def test_no_rulebook_counts_before_the_one_that_it_follows(hall: InMemoryCommunity) -> None:
    raw = rulebook(2)["rulebook"] | {"delay_ms": 14 * DAY}
    hall.say(ADA, "rulebook-adopted", scope="community", rulebook=raw)
    for number, delay in ((3, 0), (4, 20 * DAY), (5, 0)):  # the last is carried out once the third counts
        hall.carry_out(carried(hall, amendment(hall, rulebook(number, delay_ms=delay))))
    third, fourth, fifth = (hall.state(facts.Rulebook, "community", number) for number in (3, 4, 5))
    assert third.effective_at <= fifth.at < fourth.effective_at
    assert fifth.effective_at == fourth.effective_at

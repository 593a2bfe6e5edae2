"""Revisions, vetoes, challenges and expiry: their effects, and when they are too late."""

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.presets.parts import above
from tests.dsl.lifecycle import about, adopt, amendment, carried, challenge, due, revise, rule, rulebook
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL, refusal
from tests.rules.in_memory_community import InMemoryCommunity


def test_each_version_restarts_the_review_and_the_last_is_voted_on(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.clock.advance(hours=23)
    version = revise(community, proposal)
    assert due(community, proposal).review_ends == community.clock() + DAY
    community.pass_time(hours=23)
    assert community.stage(proposal) == "review"
    community.pass_time(hours=1)
    poll = community.state(facts.Poll, due(community, proposal).poll)
    assert poll.version_id == due(community, proposal).version_id == version.id
    assert [one.version for one in community.memory.where(facts.Version, "proposal", proposal)] == [1, 2]


def test_sponsors_of_an_older_version_count_and_may_sponsor_the_new_one(community: InMemoryCommunity) -> None:
    proposal = community.propose_spending(GIL, "A roof", community.spending(1_000, FAY))
    community.sponsor(proposal, BO)
    revise(community, proposal, effects=due(community, proposal).effects)
    assert due(community, proposal).sponsors == 1
    assert community.state(facts.Sponsorship, proposal, BO.member).version == 1
    community.say(BO, "proposal-sponsored", proposal=proposal, version=2)
    assert community.state(facts.Sponsorship, proposal, BO.member).version == 2
    assert (due(community, proposal).sponsors, community.stage(proposal)) == (1, "gathering")
    community.say(CHEN, "proposal-sponsored", proposal=proposal, version=2)
    assert community.stage(proposal) == "review"


def test_a_version_that_needs_more_sponsors_gathers_them_first() -> None:
    community = InMemoryCommunity(_stricter_spending(sponsors=3))
    community.settle()
    proposal = community.propose_spending(GIL, "A roof", community.spending(1_000, FAY))
    community.sponsor(proposal, BO, CHEN)
    assert community.stage(proposal) == "review"
    effect = due(community, proposal).effects[0]
    revise(community, proposal, effects=[effect | {"cap": 600_000}])
    assert (community.stage(proposal), due(community, proposal).sponsors_needed) == ("gathering", 3)
    community.pass_time(days=2)
    assert community.stage(proposal) == "gathering"
    revise(community, proposal, 3, effects=[effect])
    assert due(community, proposal).sponsors_needed == 3
    community.say(EVA, "proposal-sponsored", proposal=proposal, version=3)
    assert community.stage(proposal) == "review"


def _stricter_spending(**change: object) -> dict[str, object]:

    raw = PRESETS["tokens"]()
    spending = raw["kinds"]["spending"] | {"stricter": [above(500_000, **change)]}
    return raw | {"kinds": raw["kinds"] | {"spending": spending}}


def test_a_cancelled_proposal_is_never_voted_on(community: InMemoryCommunity) -> None:
    community.grant(CHEN, "moderator")
    proposal = community.propose(GIL, "A pond")
    poll = community.announced(proposal, BO)
    about(community, CHEN, "proposal-cancelled", proposal)
    community.pass_time(days=2)
    assert community.stage(proposal) == "cancelled"
    assert due(community, proposal).reason
    with refusal("poll_over"):
        community.vote(GIL, poll)
    community.pass_time(days=30)
    assert community.stage(proposal) == "cancelled"
    assert community.memory.get(facts.Result, poll) is None


def test_a_vetoed_proposal_is_never_carried_out(community: InMemoryCommunity) -> None:
    adopt(community, veto={"ends": community.clock() + 400 * DAY, "role": "guardian"})
    community.grant(FAY, "guardian")
    proposal = carried(community, community.propose(GIL, "A pond"))
    about(community, FAY, "proposal-vetoed", proposal)
    community.pass_until(due(community, proposal).standstill_ends)
    assert community.stage(proposal) == "vetoed"
    community.pass_time(days=60)
    assert community.stage(proposal) == "vetoed"
    assert not list(community.memory.all(facts.Resolution))


def test_a_challenge_holds_up_what_passed_until_it_is_upheld(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    community.pass_time(days=3)
    assert community.stage(proposal) == "challenged"
    rule(community, proposal, "upheld")
    community.tick()
    assert community.stage(proposal) == "carried-out"


def test_an_outcome_upheld_early_still_waits_for_the_standstill(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    rule(community, proposal, "upheld")
    community.tick()
    assert community.stage(proposal) == "standstill"


def test_a_void_outcome_is_never_carried_out(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    proposal = carried(community, community.propose(GIL, "A pond"))
    challenge(community, proposal)
    rule(community, proposal, "void")
    community.pass_until(due(community, proposal).ruling_ends)
    assert community.stage(proposal) == "void"
    community.pass_time(days=60)
    assert community.stage(proposal) == "void"
    assert not list(community.memory.all(facts.Resolution))


def test_an_outcome_stands_when_the_time_for_a_ruling_is_over(community: InMemoryCommunity) -> None:
    proposal = carried(community, community.propose(GIL, "A pond"))
    grace = due(community, proposal).grace_ends - due(community, proposal).due_at
    challenge(community, proposal, DI)
    assert due(community, proposal).grace_ends - due(community, proposal).due_at == grace
    ends = due(community, proposal).ruling_ends
    community.pass_until(ends - 1)
    assert community.stage(proposal) == "challenged"
    community.pass_until(ends)
    assert community.stage(proposal) == "carried-out"


def test_an_amendment_that_was_overtaken_expires_with_its_grace_period(community: InMemoryCommunity) -> None:
    proposal = carried(community, amendment(community, rulebook()))
    adopt(community)
    ends = due(community, proposal).grace_ends
    community.pass_until(ends - 1)
    assert community.stage(proposal) == "passed"
    community.pass_until(ends)
    assert community.stage(proposal) == "expired"
    assert community.state(facts.Community, community.id).rulebook == 2
    assert community.state(facts.Rulebook, "community", 2).proposal == ""


def test_a_place_is_free_again_once_a_proposal_has_ended(community: InMemoryCommunity) -> None:
    first, *_ = [community.propose(GIL, title) for title in ("A pond", "A bench", "A tree")]
    with refusal("too_many_live"):
        community.propose(GIL, "A swing")
    community.say(GIL, "proposal-withdrawn", proposal=first)
    community.propose(GIL, "A swing")
    community.propose(EVA, "A slide")


def test_an_objection_to_a_roll_is_heard_until_the_vote_opens(community: InMemoryCommunity) -> None:
    proposal = community.propose(GIL, "A pond")
    poll = community.announced(proposal, BO)
    community.clock.set(community.state(facts.Poll, poll).opens - 1)
    community.say(BO, "roll-objected", {"grounds": "I should be on it."}, poll=poll)
    with refusal("objection_twice"):
        community.say(BO, "roll-objected", {"grounds": "Still."}, poll=poll)
    community.clock.advance(1)
    with refusal("objection_time"):
        community.say(EVA, "roll-objected", {"grounds": "Too late."}, poll=poll)
    assert community.state(facts.Objection, poll, BO.member).grounds

"""Versions, vetoes, challenges and expiry: what they bring about, and when they no longer do."""

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from govern.rules.rulebook.presets.parts import above
from tests.dsl.lifecycle import about, adopt, amendment, carried, challenge, due, revise, rule, rulebook
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL, refusal
from tests.rules.hall import InMemoryCommunity


def test_a_review_begins_anew_with_each_version_and_the_last_is_voted_on(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    hall.clock.advance(hours=23)
    version = revise(hall, proposal)
    assert due(hall, proposal).review_ends == hall.clock() + DAY
    hall.pass_time(hours=23)
    assert hall.stage(proposal) == "review"
    hall.pass_time(hours=1)
    poll = hall.state(facts.Poll, due(hall, proposal).poll)
    assert poll.version_id == due(hall, proposal).version_id == version.id
    assert [one.version for one in hall.memory.where(facts.Version, "proposal", proposal)] == [1, 2]


def test_sponsors_of_an_older_version_count_and_may_sponsor_the_new_one(hall: InMemoryCommunity) -> None:
    proposal = hall.propose_spending(GIL, "A roof", hall.spending(1_000, FAY))
    hall.sponsor(proposal, BO)
    revise(hall, proposal, effects=due(hall, proposal).effects)
    assert due(hall, proposal).sponsors == 1
    assert hall.state(facts.Sponsorship, proposal, BO.member).version == 1
    hall.say(BO, "proposal-sponsored", proposal=proposal, version=2)
    assert hall.state(facts.Sponsorship, proposal, BO.member).version == 2
    assert (due(hall, proposal).sponsors, hall.stage(proposal)) == (1, "gathering")
    hall.say(CHEN, "proposal-sponsored", proposal=proposal, version=2)
    assert hall.stage(proposal) == "review"


def test_a_version_that_needs_more_sponsors_gathers_them_first() -> None:
    hall = InMemoryCommunity(_stricter_spending(sponsors=3))
    hall.settle()
    proposal = hall.propose_spending(GIL, "A roof", hall.spending(1_000, FAY))
    hall.sponsor(proposal, BO, CHEN)
    assert hall.stage(proposal) == "review"
    effect = due(hall, proposal).effects[0]
    revise(hall, proposal, effects=[effect | {"cap": 600_000}])
    assert (hall.stage(proposal), due(hall, proposal).sponsors_needed) == ("gathering", 3)
    hall.pass_time(days=2)
    assert hall.stage(proposal) == "gathering"
    revise(hall, proposal, 3, effects=[effect])
    assert due(hall, proposal).sponsors_needed == 3
    hall.say(EVA, "proposal-sponsored", proposal=proposal, version=3)
    assert hall.stage(proposal) == "review"


def _stricter_spending(**change: object) -> dict[str, object]:

    raw = PRESETS["tokens"]()
    spending = raw["kinds"]["spending"] | {"stricter": [above(500_000, **change)]}
    return raw | {"kinds": raw["kinds"] | {"spending": spending}}


def test_a_cancelled_proposal_is_never_voted_on(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "moderator")
    proposal = hall.propose(GIL, "A pond")
    poll = hall.announced(proposal, BO)
    about(hall, CHEN, "proposal-cancelled", proposal)
    hall.pass_time(days=2)
    assert hall.stage(proposal) == "cancelled"
    assert due(hall, proposal).reason
    with refusal("poll_over"):
        hall.vote(GIL, poll)
    hall.pass_time(days=30)
    assert hall.stage(proposal) == "cancelled"
    assert hall.memory.get(facts.Result, poll) is None


def test_what_was_vetoed_never_comes_about(hall: InMemoryCommunity) -> None:
    adopt(hall, veto={"ends": hall.clock() + 400 * DAY, "role": "guardian"})
    hall.grant(FAY, "guardian")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    about(hall, FAY, "proposal-vetoed", proposal)
    hall.pass_until(due(hall, proposal).standstill_ends)
    assert hall.stage(proposal) == "vetoed"
    hall.pass_time(days=60)
    assert hall.stage(proposal) == "vetoed"
    assert not list(hall.memory.all(facts.Resolution))


def test_a_challenge_holds_up_what_passed_until_it_is_upheld(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    hall.pass_time(days=3)
    assert hall.stage(proposal) == "challenged"
    rule(hall, proposal, "upheld")
    hall.tick()
    assert hall.stage(proposal) == "carried-out"


def test_an_outcome_upheld_early_still_waits_for_the_standstill(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    rule(hall, proposal, "upheld")
    hall.tick()
    assert hall.stage(proposal) == "standstill"


def test_a_void_outcome_never_comes_about(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    rule(hall, proposal, "void")
    hall.pass_until(due(hall, proposal).ruling_ends)
    assert hall.stage(proposal) == "void"
    hall.pass_time(days=60)
    assert hall.stage(proposal) == "void"
    assert not list(hall.memory.all(facts.Resolution))


def test_an_outcome_stands_when_the_time_for_a_ruling_is_over(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    grace = due(hall, proposal).grace_ends - due(hall, proposal).due_at
    challenge(hall, proposal, DI)
    assert due(hall, proposal).grace_ends - due(hall, proposal).due_at == grace
    ends = due(hall, proposal).ruling_ends
    hall.pass_until(ends - 1)
    assert hall.stage(proposal) == "challenged"
    hall.pass_until(ends)
    assert hall.stage(proposal) == "carried-out"


def test_an_amendment_that_was_overtaken_expires_with_its_grace_period(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, amendment(hall, rulebook()))
    adopt(hall)
    ends = due(hall, proposal).grace_ends
    hall.pass_until(ends - 1)
    assert hall.stage(proposal) == "passed"
    hall.pass_until(ends)
    assert hall.stage(proposal) == "expired"
    assert hall.state(facts.Community, hall.id).rulebook == 2
    assert hall.state(facts.Rulebook, "community", 2).proposal == ""


def test_a_place_is_free_again_once_a_proposal_has_ended(hall: InMemoryCommunity) -> None:
    first, *_ = [hall.propose(GIL, title) for title in ("A pond", "A bench", "A tree")]
    with refusal("too_many_live"):
        hall.propose(GIL, "A swing")
    hall.say(GIL, "proposal-withdrawn", proposal=first)
    hall.propose(GIL, "A swing")
    hall.propose(EVA, "A slide")


def test_an_objection_to_a_roll_is_heard_until_the_vote_opens(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    poll = hall.announced(proposal, BO)
    hall.clock.set(hall.state(facts.Poll, poll).opens - 1)
    hall.say(BO, "roll-objected", {"grounds": "I should be on it."}, poll=poll)
    with refusal("objection_twice"):
        hall.say(BO, "roll-objected", {"grounds": "Still."}, poll=poll)
    hall.clock.advance(1)
    with refusal("objection_time"):
        hall.say(EVA, "roll-objected", {"grounds": "Too late."}, poll=poll)
    assert hall.state(facts.Objection, poll, BO.member).grounds

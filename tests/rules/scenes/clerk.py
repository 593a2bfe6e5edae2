"""Scenes of a clerk who states too early, twice, or what nobody decided (rules 5.1 to 5.13)."""

from typing import Any

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.proposals import effects
from govern.rules.voting import polls
from tests.dsl.lifecycle import about, adopt, carried, challenge, rule
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


def _announcement(hall: InMemoryCommunity, proposal: str) -> dict[str, Any]:
    found = hall.state(facts.Proposal, proposal)
    return polls.announcement(hall.memory, found, hall.clock(), hall.tree.size).payload


@refused_with("clerk_early")
def an_announcement_without_enough_sponsors(hall: InMemoryCommunity) -> None:
    hall.state_as_clerk("voting-announced", _announcement(hall, hall.propose(GIL, "A pond")))


@refused_with("clerk_early")
def an_announcement_of_a_vote_announced_already(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.announced(proposal, BO)
    hall.state_as_clerk("voting-announced", _announcement(hall, proposal))


@refused_with("clerk_early")
def an_announcement_of_what_was_withdrawn(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    review_ends = hall.state(facts.Proposal, proposal).due_at
    hall.say(GIL, "proposal-withdrawn", proposal=proposal)
    hall.clock.set(review_ends)
    hall.state_as_clerk("voting-announced", _announcement(hall, proposal))


@refused_with("clerk_early")
def an_announcement_of_what_was_cancelled(hall: InMemoryCommunity) -> None:
    hall.grant(CHEN, "moderator")
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    review_ends = hall.state(facts.Proposal, proposal).due_at
    about(hall, CHEN, "proposal-cancelled", proposal)
    hall.clock.set(review_ends)
    hall.state_as_clerk("voting-announced", _announcement(hall, proposal))


@refused_with("clerk_early")
def an_expiry_within_the_grace_period(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    hall.clock.set(hall.state(facts.Proposal, proposal).grace_ends - 1)
    hall.state_as_clerk("proposal-expired", {"community": hall.id, "proposal": proposal})


@refused_with("clerk_early")
def an_expiry_of_what_was_rejected(hall: InMemoryCommunity) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.close_vote(hall.open_vote(proposal, BO))
    hall.state_as_clerk("proposal-expired", {"community": hall.id, "proposal": proposal})


@refused_with("cancel_role")
def a_cancellation_where_nobody_may(hall: InMemoryCommunity) -> None:
    adopt(hall, cancel="")
    hall.grant(EVA, "moderator")
    about(hall, EVA, "proposal-cancelled", hall.propose(GIL, "A pond"))


def _effect(hall: InMemoryCommunity, proposal: str) -> None:
    """The clerk carries a proposal out now, whatever the rules say."""
    hall.state_as_clerk(*effects.consequence(hall.memory, hall.state(facts.Proposal, proposal), hall.clock()))


def _closing(hall: InMemoryCommunity, poll: str) -> None:
    """The clerk closes a vote now, whatever the rules say."""
    found = hall.state(facts.Poll, poll)
    proposal = hall.state(facts.Proposal, found.proposal)
    stated = polls.closing(hall.memory, found, proposal, hall.tree.size, hall.root())
    hall.state_as_clerk("voting-closed", stated.payload)


@refused_with("clerk_early")
def an_effect_after_the_grace_period(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    hall.clock.set(hall.state(facts.Proposal, proposal).grace_ends)
    _effect(hall, proposal)


@refused_with("clerk_early")
def an_effect_of_what_was_vetoed(hall: InMemoryCommunity) -> None:
    adopt(hall, veto={"ends": hall.clock() + 400 * DAY, "role": "guardian"})
    hall.grant(FAY, "guardian")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    about(hall, FAY, "proposal-vetoed", proposal)
    hall.clock.set(hall.state(facts.Proposal, proposal).standstill_ends)
    _effect(hall, proposal)


@refused_with("clerk_early")
def an_effect_of_a_void_outcome(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    rule(hall, proposal, "void")
    hall.clock.set(hall.state(facts.Proposal, proposal).ruling_ends)
    _effect(hall, proposal)


@refused_with("clerk_early")
def a_second_closing(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    hall.close_vote(poll)
    _closing(hall, poll)


@refused_with("clerk_differs")
def a_closing_where_a_late_turn_extends(hall: InMemoryCommunity) -> None:
    poll = hall.vote_is_open()
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    hall.clock.set(hall.state(facts.Poll, poll).closes - 1)
    for one in (DI, EVA):
        hall.vote(one, poll, "no")
    hall.clock.advance(1)
    _closing(hall, poll)


@refused_with("role_needed")
def a_ruling_by_a_member(hall: InMemoryCommunity) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    challenge(hall, proposal)
    rule(hall, proposal, "void", EVA)

"""Scenes of a clerk who states too early, twice, or what nobody decided (rules 5.1 to 5.13)."""

from typing import Any

from govern.domain import facts, polls
from tests.domain.hall import Hall
from tests.domain.scenes import refused_with
from tests.lifecycle import about, adopt, carried
from tests.people import BO, CHEN, EVA, GIL


def _announcement(hall: Hall, proposal: str) -> dict[str, Any]:
    found = hall.state(facts.Proposal, proposal)
    return polls.announcement(hall.memory, found, hall.clock(), hall.tree.size).payload


@refused_with("clerk_early")
def an_announcement_without_enough_sponsors(hall: Hall) -> None:
    hall.state_as_clerk("voting-announced", _announcement(hall, hall.propose(GIL, "A pond")))


@refused_with("clerk_early")
def an_announcement_of_a_vote_announced_already(hall: Hall) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.announced(proposal, BO)
    hall.state_as_clerk("voting-announced", _announcement(hall, proposal))


@refused_with("clerk_early")
def an_announcement_of_what_was_withdrawn(hall: Hall) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    review_ends = hall.state(facts.Proposal, proposal).due_at
    hall.say(GIL, "proposal-withdrawn", proposal=proposal)
    hall.clock.set(review_ends)
    hall.state_as_clerk("voting-announced", _announcement(hall, proposal))


@refused_with("clerk_early")
def an_announcement_of_what_was_cancelled(hall: Hall) -> None:
    hall.grant(CHEN, "moderator")
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    review_ends = hall.state(facts.Proposal, proposal).due_at
    about(hall, CHEN, "proposal-cancelled", proposal)
    hall.clock.set(review_ends)
    hall.state_as_clerk("voting-announced", _announcement(hall, proposal))


@refused_with("clerk_early")
def an_expiry_within_the_grace_period(hall: Hall) -> None:
    proposal = carried(hall, hall.propose(GIL, "A pond"))
    hall.clock.set(hall.state(facts.Proposal, proposal).grace_ends - 1)
    hall.state_as_clerk("proposal-expired", {"community": hall.id, "proposal": proposal})


@refused_with("clerk_early")
def an_expiry_of_what_was_rejected(hall: Hall) -> None:
    proposal = hall.propose(GIL, "A pond")
    hall.close_vote(hall.open_vote(proposal, BO))
    hall.state_as_clerk("proposal-expired", {"community": hall.id, "proposal": proposal})


@refused_with("cancel_role")
def a_cancellation_where_nobody_may(hall: Hall) -> None:
    adopt(hall, cancel="")
    hall.grant(EVA, "moderator")
    about(hall, EVA, "proposal-cancelled", hall.propose(GIL, "A pond"))

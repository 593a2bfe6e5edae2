"""Scenes of epochs at whose ends tokens decay (rules 4.7 to 4.11)."""

from typing import Any

from govern.protocol import facts
from tests.dsl.epochs import adopt, decaying
from tests.dsl.people import BO, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


def _ended(hall: InMemoryCommunity) -> dict[str, Any]:
    """What an honest clerk would state: an epoch of ten days has ended."""
    adopt(hall, decaying(number=2))
    hall.clock.advance(days=10)
    return hall.due_of(hall.state(facts.EpochClock, "tokens"))[1]


def _close(hall: InMemoryCommunity, payload: dict[str, Any], **changes: Any) -> None:
    hall.state_as_clerk("epoch-closed", payload | changes)


@refused_with("epoch_number")
def an_epoch_closed_twice(hall: InMemoryCommunity) -> None:
    payload = _ended(hall)
    for _ in range(2):
        _close(hall, payload)


@refused_with("epoch_early")
def an_epoch_closed_before_its_end(hall: InMemoryCommunity) -> None:
    payload = _ended(hall)
    hall.clock.set(hall.clock() - 1)
    _close(hall, payload)


@refused_with("epoch_keep")
def an_epoch_that_keeps_more(hall: InMemoryCommunity) -> None:
    _close(hall, _ended(hall), keep=900_001)


@refused_with("epoch_balances")
def an_epoch_that_leaves_a_balance_alone(hall: InMemoryCommunity) -> None:
    payload = _ended(hall)
    _close(hall, payload, changed=payload["changed"] - 1)


@refused_with("epoch_open")
def a_roll_computed_before_the_epoch_is_closed(hall: InMemoryCommunity) -> None:
    adopt(hall, decaying(number=2))
    proposal = hall.propose(GIL, "A pond")
    hall.sponsor(proposal, BO)
    hall.clock.advance(days=10)
    hall.lie(proposal)

"""Refusals about epochs and token decay (rules 4.7 to 4.11)."""

from typing import Any

from govern.protocol import facts
from tests.dsl.epochs import adopt, decaying
from tests.dsl.people import BO, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


def _ended(community: InMemoryCommunity) -> dict[str, Any]:
    """The statement of an honest clerk that an epoch of ten days has ended."""
    adopt(community, decaying(number=2))
    community.clock.advance(days=10)
    return community.due_of(community.state(facts.EpochClock, "tokens"))[1]


def _close(community: InMemoryCommunity, payload: dict[str, Any], **changes: Any) -> None:
    community.state_as_clerk("epoch-closed", payload | changes)


@refused_with("epoch_number")
def an_epoch_closed_twice(community: InMemoryCommunity) -> None:
    payload = _ended(community)
    for _ in range(2):
        _close(community, payload)


@refused_with("epoch_early")
def an_epoch_closed_before_its_end(community: InMemoryCommunity) -> None:
    payload = _ended(community)
    community.clock.set(community.clock() - 1)
    _close(community, payload)


@refused_with("epoch_keep")
def an_epoch_that_keeps_more(community: InMemoryCommunity) -> None:
    _close(community, _ended(community), keep=900_001)


@refused_with("epoch_balances")
def an_epoch_that_leaves_a_balance_alone(community: InMemoryCommunity) -> None:
    payload = _ended(community)
    _close(community, payload, changed=payload["changed"] - 1)


@refused_with("epoch_open")
def a_roll_computed_before_the_epoch_is_closed(community: InMemoryCommunity) -> None:
    adopt(community, decaying(number=2))
    proposal = community.propose(GIL, "A pond")
    community.sponsor(proposal, BO)
    community.clock.advance(days=10)
    community.lie(proposal)

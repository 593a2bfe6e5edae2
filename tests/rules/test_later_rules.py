"""Rules of a later format: the format before accepts what they refuse, and they refuse nothing else."""

import pytest

from tests.dsl.formats import adopt_format, of_format
from tests.dsl.people import refusal
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.formats import LATER, Deed


@pytest.mark.parametrize(
    ("number", "deed"), [(one, deed) for one, _, deed in LATER], ids=lambda one: getattr(one, "__name__", str(one))
)
def test_the_format_before_accepts_it(number: int, deed: Deed) -> None:
    community = InMemoryCommunity(of_format(number - 1))
    community.settle()
    deed(community)


def test_money_is_dated_tomorrow_at_the_latest(community: InMemoryCommunity) -> None:
    adopt_format(community, 2)
    account = community.open_account()
    community.clock.set(1_767_657_599_999)  # the last moment of 5 January 2026 (UTC)
    community.receive_money(account, 5, received_on="2026-01-06")
    with refusal("day_ahead", "received_on"):
        community.receive_money(account, 5, received_on="2026-01-07")
    community.clock.advance(ms=1)
    community.receive_money(account, 5, received_on="2026-01-07")

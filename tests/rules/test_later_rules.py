"""Rules of a later format: the format before accepts what they refuse, and they refuse no more than that."""

import pytest

from tests.dsl.formats import adopt_format, of_format
from tests.dsl.people import refusal
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.formats import LATER, Deed


@pytest.mark.parametrize(
    ("number", "deed"), [(one, deed) for one, _, deed in LATER], ids=lambda one: getattr(one, "__name__", str(one))
)
def test_the_format_before_accepts_it(number: int, deed: Deed) -> None:
    hall = InMemoryCommunity(of_format(number - 1))
    hall.settle()
    deed(hall)


def test_money_is_dated_tomorrow_at_the_latest(hall: InMemoryCommunity) -> None:
    adopt_format(hall, 2)
    account = hall.open_account()
    hall.clock.set(1_767_657_599_999)  # the last moment of 5 January 2026 (UTC)
    hall.receive_money(account, 5, received_on="2026-01-06")
    with refusal("day_ahead", "received_on"):
        hall.receive_money(account, 5, received_on="2026-01-07")
    hall.clock.advance(ms=1)
    hall.receive_money(account, 5, received_on="2026-01-07")

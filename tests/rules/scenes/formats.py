"""Scenes of rules that came with a later format: what it refuses, and what the format before still accepts."""

from collections.abc import Callable
from typing import Any, Final

from govern.rules.treasury.days import day_of, latest_day
from tests.dsl.formats import adopt_format
from tests.dsl.people import ADA, BO, EVA, GIL, account_id
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import enter

Deed = Callable[[InMemoryCommunity], Any]
LATER: Final[list[tuple[int, str, Deed]]] = []


def since(number: int, code: str) -> Callable[[Deed], Deed]:
    """What is told is refused with this code from a format on, and accepted in the one before."""

    def register(deed: Deed) -> Deed:
        def scene(hall: InMemoryCommunity) -> None:
            adopt_format(hall, number)
            deed(hall)

        enter(code, deed.__name__, scene)
        LATER.append((number, code, deed))
        return deed

    return register


def day_after_tomorrow(hall: InMemoryCommunity) -> str:
    """A day that has come nowhere on Earth."""
    return latest_day(hall.clock() + 86_400_000)


@since(2, "day_ahead")
def income_of_the_day_after_tomorrow(hall: InMemoryCommunity) -> None:
    hall.receive_money(hall.open_account(), 5, received_on=day_after_tomorrow(hall))


@since(2, "day_ahead")
def a_transfer_of_the_day_after_tomorrow(hall: InMemoryCommunity) -> None:
    source, target = hall.open_account(), hall.open_account(name="reserve")
    hall.receive_money(source, 5, received_on=day_of(hall.clock()))
    hall.transfer(source, target, 5, moved_on=day_after_tomorrow(hall))


def _payment(hall: InMemoryCommunity, **more: Any) -> str:
    account = hall.open_account()
    hall.receive_money(account, 5_000, received_on=day_of(hall.clock()))
    request = hall.approved(1_000)
    return hall.pay(EVA, request, account, **({"paid_on": day_of(hall.clock())} | more))


@since(2, "day_ahead")
def a_payment_of_the_year_2099(hall: InMemoryCommunity) -> None:
    _payment(hall, paid_on="2099-01-01")


@since(2, "day_ahead")
def a_refund_of_the_day_after_tomorrow(hall: InMemoryCommunity) -> None:
    payment = _payment(hall)
    hall.refund(EVA, payment, account_id("main"), 10, received_on=day_after_tomorrow(hall))


@since(2, "day_ahead")
def a_reversal_of_the_day_after_tomorrow(hall: InMemoryCommunity) -> None:
    income = hall.receive_money(hall.open_account(), 5, received_on=day_of(hall.clock()))
    hall.reverse(EVA, income, day_after_tomorrow(hall))


@since(2, "signer_dependent")
def an_award_confirmed_by_an_issuer_whom_its_maker_appointed(hall: InMemoryCommunity) -> None:
    hall.grant(ADA, "issuer")
    hall.award(GIL, 5, by=ADA, confirmed_by=BO)


@since(2, "signer_dependent")
def an_award_confirmed_by_whoever_appointed_its_maker(hall: InMemoryCommunity) -> None:
    hall.grant(ADA, "issuer")
    hall.award(GIL, 5, by=BO, confirmed_by=ADA)


@since(2, "signer_dependent")
def an_award_of_an_issuer_whom_the_confirmer_has_dismissed_since(hall: InMemoryCommunity) -> None:
    hall.grant(ADA, "issuer")
    award = hall.award(GIL, 5, by=BO, confirmed_by=None)
    hall.say(ADA, "role-ended", holder=BO.member, role="issuer", scope="community")
    hall.say(ADA, "award-confirmed", award=award)

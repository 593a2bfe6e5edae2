"""Rules of a later format: what it refuses, and what the format before still accepts."""

from collections.abc import Callable
from typing import Any, Final

from govern.rules.treasury.days import day_of, latest_day
from tests.dsl.formats import adopt_format
from tests.dsl.people import ADA, BO, EVA, GIL, account_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import enter

Deed = Callable[[InMemoryCommunity], Any]
LATER: Final[list[tuple[int, str, Deed]]] = []


def since(number: int, code: str) -> Callable[[Deed], Deed]:
    """The case is refused with this code from a format on, and accepted in the one before."""

    def register(deed: Deed) -> Deed:
        def scene(community: InMemoryCommunity) -> None:
            adopt_format(community, number)
            deed(community)

        enter(code, deed.__name__, scene)
        LATER.append((number, code, deed))
        return deed

    return register


def day_after_tomorrow(community: InMemoryCommunity) -> str:
    """A day that has come nowhere on Earth."""
    return latest_day(community.clock() + 86_400_000)


@since(2, "day_ahead")
def income_of_the_day_after_tomorrow(community: InMemoryCommunity) -> None:
    community.receive_money(community.open_account(), 5, received_on=day_after_tomorrow(community))


@since(2, "day_ahead")
def a_transfer_of_the_day_after_tomorrow(community: InMemoryCommunity) -> None:
    source, target = community.open_account(), community.open_account(name="reserve")
    community.receive_money(source, 5, received_on=day_of(community.clock()))
    community.transfer(source, target, 5, moved_on=day_after_tomorrow(community))


def _payment(community: InMemoryCommunity, **more: Any) -> str:
    account = community.open_account()
    community.receive_money(account, 5_000, received_on=day_of(community.clock()))
    request = community.approved(1_000)
    return community.pay(EVA, request, account, **({"paid_on": day_of(community.clock())} | more))


@since(2, "day_ahead")
def a_payment_of_the_year_2099(community: InMemoryCommunity) -> None:
    _payment(community, paid_on="2099-01-01")


@since(2, "day_ahead")
def a_refund_of_the_day_after_tomorrow(community: InMemoryCommunity) -> None:
    payment = _payment(community)
    community.refund(EVA, payment, account_id("main"), 10, received_on=day_after_tomorrow(community))


@since(2, "day_ahead")
def a_reversal_of_the_day_after_tomorrow(community: InMemoryCommunity) -> None:
    income = community.receive_money(community.open_account(), 5, received_on=day_of(community.clock()))
    community.reverse(EVA, income, day_after_tomorrow(community))


@since(2, "signer_dependent")
def an_award_confirmed_by_an_issuer_whom_its_maker_appointed(community: InMemoryCommunity) -> None:
    community.grant(ADA, "issuer")
    community.award(GIL, 5, by=ADA, confirmed_by=BO)


@since(2, "signer_dependent")
def an_award_confirmed_by_whoever_appointed_its_maker(community: InMemoryCommunity) -> None:
    community.grant(ADA, "issuer")
    community.award(GIL, 5, by=BO, confirmed_by=ADA)


@since(2, "signer_dependent")
def an_award_of_an_issuer_whom_the_confirmer_has_dismissed_since(community: InMemoryCommunity) -> None:
    community.grant(ADA, "issuer")
    award = community.award(GIL, 5, by=BO, confirmed_by=None)
    community.say(ADA, "role-ended", holder=BO.member, role="issuer", scope="community")
    community.say(ADA, "award-confirmed", award=award)

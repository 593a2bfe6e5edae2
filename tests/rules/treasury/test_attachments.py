"""Files attached to a payment afterwards: by those who have to do with it, and each file once."""

from govern.protocol.facts import Receipt
from tests.dsl.people import DI, EVA, FAY, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.money.requests import a_payment


def test_treasurers_the_requester_and_the_payee_attach_files(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5_000)
    request = hall.request(GIL, hall.mandate(payee=FAY), 1_000)
    hall.approve(DI, request)
    payment = hall.pay(EVA, request, account)
    for number, who in enumerate((DI, GIL, FAY)):
        hall.attach(who, payment, f"{number:064x}")
    assert [one.added_by for one in hall.every(Receipt)] == [DI.member, GIL.member, FAY.member]


def test_a_file_that_stands_with_the_payment_is_not_kept_twice(hall: InMemoryCommunity) -> None:
    payment = a_payment(hall)
    hall.attach(DI, payment, "1" * 64)
    second = hall.attach(GIL, payment, "1" * 64, "2" * 64)
    assert hall.state(Receipt, second).evidence == ["2" * 64]

"""Files attached to a payment afterwards: who may attach them, and each file once."""

from govern.protocol.facts import Receipt
from tests.dsl.people import DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.money.requests import a_payment


def test_treasurers_the_requester_and_the_payee_attach_files(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000)
    request = community.request(GIL, community.mandate(payee=FAY), 1_000)
    community.approve(DI, request)
    payment = community.pay(EVA, request, account)
    for number, who in enumerate((DI, GIL, FAY)):
        community.attach(who, payment, f"{number:064x}")
    assert [one.added_by for one in community.every(Receipt)] == [DI.member, GIL.member, FAY.member]


def test_a_file_that_stands_with_the_payment_is_not_kept_twice(community: InMemoryCommunity) -> None:
    payment = a_payment(community)
    community.attach(DI, payment, "1" * 64)
    second = community.attach(GIL, payment, "1" * 64, "2" * 64)
    assert community.state(Receipt, second).evidence == ["2" * 64]

"""Scenes of the treasury (rules 7)."""

from govern.protocol.amounts import LARGEST
from tests.dsl.people import BO, DI, EVA, FAY, GIL, account_id
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("account_unknown")
def money_for_no_account(hall: InMemoryCommunity) -> None:
    hall.receive_money(account_id("none"), 1)


@refused_with("account_exists")
def an_account_opened_twice(hall: InMemoryCommunity) -> None:
    hall.open_account()
    hall.open_account()


@refused_with("currency_differs")
def pounds_for_an_account_in_euro(hall: InMemoryCommunity) -> None:
    hall.receive_money(hall.open_account(), 1, currency="GBP")


@refused_with("account_floor")
def a_payment_from_an_empty_account(hall: InMemoryCommunity) -> None:
    hall.pay(EVA, hall.approved(), hall.open_account())


@refused_with("balance_exceeded")
def more_money_than_can_be_counted(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, LARGEST)
    hall.receive_money(account, 1)


@refused_with("mandate_unknown")
def a_request_without_a_mandate(hall: InMemoryCommunity) -> None:
    hall.request(GIL, "0" * 64, 1)


@refused_with("mandate_expired")
def a_request_after_the_term(hall: InMemoryCommunity) -> None:
    mandate = hall.mandate(days=5)
    hall.pass_time(days=5)
    hall.request(GIL, mandate, 1)


@refused_with("mandate_expired")
def a_payment_after_the_term(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(mandate=hall.mandate(days=5))
    hall.receive_money(account, 5_000)
    hall.pass_time(days=5)
    hall.pay(EVA, request, account)


@refused_with("mandate_expired")
def a_request_after_the_term_that_no_clerk_has_ended(hall: InMemoryCommunity) -> None:
    mandate = hall.mandate(days=5)
    hall.clock.advance(days=5)
    hall.request(GIL, mandate, 1)


@refused_with("mandate_expired")
def a_payment_after_the_term_that_no_clerk_has_ended(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(mandate=hall.mandate(days=5))
    hall.receive_money(account, 5_000)
    hall.clock.advance(days=5)
    hall.pay(EVA, request, account)


@refused_with("mandate_exceeded")
def two_requests_that_together_are_too_much(hall: InMemoryCommunity) -> None:
    mandate = hall.mandate(100)
    hall.request(GIL, mandate, 60)
    hall.request(GIL, mandate, 41)


@refused_with("requester_not_allowed")
def a_request_of_someone_uninvolved(hall: InMemoryCommunity) -> None:
    hall.request(BO, hall.mandate(), 1)


@refused_with("disbursement_unknown")
def an_approval_of_nothing(hall: InMemoryCommunity) -> None:
    hall.approve(DI, "0" * 64)


@refused_with("disbursement_state")
def a_third_approval(hall: InMemoryCommunity) -> None:
    hall.approve(EVA, hall.approved())


@refused_with("disbursement_state")
def a_payment_before_its_approval(hall: InMemoryCommunity) -> None:
    hall.pay(EVA, hall.request(GIL, hall.mandate(), 1), hall.open_account())


@refused_with("disbursement_state")
def a_request_cancelled_twice(hall: InMemoryCommunity) -> None:
    request = hall.request(GIL, hall.mandate(), 1)
    hall.say(GIL, "disbursement-cancelled", disbursement=request)
    hall.say(GIL, "disbursement-cancelled", disbursement=request)


@refused_with("approver_not_separate")
def a_request_approved_by_its_maker(hall: InMemoryCommunity) -> None:
    hall.approve(DI, hall.request(DI, hall.mandate(), 1))


@refused_with("approver_not_separate")
def a_request_approved_by_its_payee(hall: InMemoryCommunity) -> None:
    hall.approve(FAY, hall.request(GIL, hall.mandate(payee=FAY), 1))


@refused_with("approved_twice")
def the_same_approval_again(hall: InMemoryCommunity) -> None:
    request = hall.request(GIL, hall.mandate(600_000), 600_000)
    hall.approve(DI, request)
    hall.approve(DI, request)


@refused_with("payer_not_separate")
def a_payment_by_the_one_who_asked(hall: InMemoryCommunity) -> None:
    request = hall.request(EVA, hall.mandate(), 1)
    hall.approve(DI, request)
    hall.pay(EVA, request, hall.open_account())


@refused_with("payer_not_separate")
def a_payment_by_the_payee(hall: InMemoryCommunity) -> None:
    hall.pay(FAY, hall.approved(mandate=hall.mandate(payee=FAY)), hall.open_account())


@refused_with("cancel_not_allowed")
def a_request_cancelled_by_someone_uninvolved(hall: InMemoryCommunity) -> None:
    hall.say(BO, "disbursement-cancelled", disbursement=hall.request(GIL, hall.mandate(), 1))

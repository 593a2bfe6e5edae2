"""Refusals about the treasury (rules 7)."""

from govern.protocol.amounts import LARGEST
from tests.dsl.people import BO, DI, EVA, FAY, GIL, account_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("account_unknown")
def money_for_no_account(community: InMemoryCommunity) -> None:
    community.receive_money(account_id("none"), 1)


@refused_with("account_exists")
def an_account_opened_twice(community: InMemoryCommunity) -> None:
    community.open_account()
    community.open_account()


@refused_with("currency_differs")
def pounds_for_an_account_in_euro(community: InMemoryCommunity) -> None:
    community.receive_money(community.open_account(), 1, currency="GBP")


@refused_with("account_floor")
def a_payment_from_an_empty_account(community: InMemoryCommunity) -> None:
    community.pay(EVA, community.approved(), community.open_account())


@refused_with("balance_exceeded")
def more_money_than_can_be_counted(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, LARGEST)
    community.receive_money(account, 1)


@refused_with("mandate_unknown")
def a_request_without_a_mandate(community: InMemoryCommunity) -> None:
    community.request(GIL, "0" * 64, 1)


@refused_with("mandate_expired")
def a_request_after_the_term(community: InMemoryCommunity) -> None:
    mandate = community.mandate(days=5)
    community.pass_time(days=5)
    community.request(GIL, mandate, 1)


@refused_with("mandate_expired")
def a_payment_after_the_term(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(mandate=community.mandate(days=5))
    community.receive_money(account, 5_000)
    community.pass_time(days=5)
    community.pay(EVA, request, account)


@refused_with("mandate_expired")
def a_request_after_the_term_that_no_clerk_has_ended(community: InMemoryCommunity) -> None:
    mandate = community.mandate(days=5)
    community.clock.advance(days=5)
    community.request(GIL, mandate, 1)


@refused_with("mandate_expired")
def a_payment_after_the_term_that_no_clerk_has_ended(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(mandate=community.mandate(days=5))
    community.receive_money(account, 5_000)
    community.clock.advance(days=5)
    community.pay(EVA, request, account)


@refused_with("mandate_exceeded")
def two_requests_that_together_are_too_much(community: InMemoryCommunity) -> None:
    mandate = community.mandate(100)
    community.request(GIL, mandate, 60)
    community.request(GIL, mandate, 41)


@refused_with("requester_not_allowed")
def a_request_of_someone_uninvolved(community: InMemoryCommunity) -> None:
    community.request(BO, community.mandate(), 1)


@refused_with("disbursement_unknown")
def an_approval_of_nothing(community: InMemoryCommunity) -> None:
    community.approve(DI, "0" * 64)


@refused_with("disbursement_state")
def a_third_approval(community: InMemoryCommunity) -> None:
    community.approve(EVA, community.approved())


@refused_with("disbursement_state")
def a_payment_before_its_approval(community: InMemoryCommunity) -> None:
    community.pay(EVA, community.request(GIL, community.mandate(), 1), community.open_account())


@refused_with("disbursement_state")
def a_request_cancelled_twice(community: InMemoryCommunity) -> None:
    request = community.request(GIL, community.mandate(), 1)
    community.say(GIL, "disbursement-cancelled", disbursement=request)
    community.say(GIL, "disbursement-cancelled", disbursement=request)


@refused_with("approver_not_separate")
def a_request_approved_by_its_maker(community: InMemoryCommunity) -> None:
    community.approve(DI, community.request(DI, community.mandate(), 1))


@refused_with("approver_not_separate")
def a_request_approved_by_its_payee(community: InMemoryCommunity) -> None:
    community.approve(FAY, community.request(GIL, community.mandate(payee=FAY), 1))


@refused_with("approved_twice")
def the_same_approval_again(community: InMemoryCommunity) -> None:
    request = community.request(GIL, community.mandate(600_000), 600_000)
    community.approve(DI, request)
    community.approve(DI, request)


@refused_with("payer_not_separate")
def a_payment_by_the_one_who_asked(community: InMemoryCommunity) -> None:
    request = community.request(EVA, community.mandate(), 1)
    community.approve(DI, request)
    community.pay(EVA, request, community.open_account())


@refused_with("payer_not_separate")
def a_payment_by_the_payee(community: InMemoryCommunity) -> None:
    community.pay(FAY, community.approved(mandate=community.mandate(payee=FAY)), community.open_account())


@refused_with("cancel_not_allowed")
def a_request_cancelled_by_someone_uninvolved(community: InMemoryCommunity) -> None:
    community.say(BO, "disbursement-cancelled", disbursement=community.request(GIL, community.mandate(), 1))

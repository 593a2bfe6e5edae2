"""Refusals about request versions, partial payments, tranches and refunds (rules 7)."""

from govern.protocol import facts
from govern.rules.treasury.attachments import MOST
from tests.dsl.money import grant, release
from tests.dsl.people import BO, DI, EVA, FAY, GIL
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with


@refused_with("disbursement_exceeded")
def more_paid_than_was_asked_for(community: InMemoryCommunity) -> None:
    community.pay(EVA, community.approved(1_000), community.open_account(), 1_001)


@refused_with("disbursement_exceeded")
def two_parts_that_together_are_too_much(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(1_000)
    community.receive_money(account, 5_000)
    community.pay(EVA, request, account, 600)
    community.pay(EVA, request, account, 401)


@refused_with("disbursement_version")
def an_approval_of_a_version_that_was_replaced(community: InMemoryCommunity) -> None:
    request = community.request(GIL, community.mandate(), 1_000)
    community.revise_request(GIL, request, 1_500)
    community.approve(DI, request)


@refused_with("disbursement_version")
def a_revision_that_skips_one(community: InMemoryCommunity) -> None:
    community.revise_request(GIL, community.request(GIL, community.mandate(), 1_000), 1_500, version=3)


@refused_with("disbursement_state")
def a_revision_after_a_part_was_paid(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(1_000)
    community.receive_money(account, 5_000)
    community.pay(EVA, request, account, 600)
    community.revise_request(GIL, request, 900)


@refused_with("disbursement_state")
def a_payment_on_approvals_of_an_older_version(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(1_000)
    community.receive_money(account, 5_000)
    community.revise_request(GIL, request, 1_500)
    community.pay(EVA, request, account, 1_000)


@refused_with("items_differ")
def items_that_do_not_add_up(community: InMemoryCommunity) -> None:
    community.request(GIL, community.mandate(), 400, 500, amount=1_000)


@refused_with("revise_request_other")
def a_request_revised_by_another(community: InMemoryCommunity) -> None:
    community.revise_request(DI, community.request(GIL, community.mandate(), 1_000), 900)


@refused_with("request_unchanged")
def a_revision_that_changes_nothing(community: InMemoryCommunity) -> None:
    request = community.request(GIL, community.mandate(), 1_000)
    items = community.state(facts.Disbursement, request).items
    fields = {"amount": 1_000, "disbursement": request, "invoices": [], "items": items, "version": 2}
    community.say(GIL, "disbursement-revised", **fields)


@refused_with("mandate_exceeded")
def a_revision_above_the_mandate(community: InMemoryCommunity) -> None:
    community.revise_request(GIL, community.request(GIL, community.mandate(1_000), 1_000), 1_001)


@refused_with("charged_differs")
def more_leaves_the_account_than_arrives(community: InMemoryCommunity) -> None:
    community.pay(EVA, community.approved(), community.open_account(), charged=1_001)


@refused_with("charged_differs")
def a_refund_that_shrinks_on_its_way(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved()
    community.receive_money(account, 5_000)
    community.refund(DI, community.pay(EVA, request, account), account, 100, received=99)


@refused_with("fee_too_high")
def a_fee_beyond_the_rules(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000)
    community.pay(EVA, community.approved(1_000), account, fee=51)


@refused_with("tranches_differ")
def tranches_that_do_not_add_up(community: InMemoryCommunity) -> None:
    grant(community, 1_000, tranches=[(500, ""), (499, "half is built")])


@refused_with("tranche_unknown")
def a_tranche_that_does_not_exist(community: InMemoryCommunity) -> None:
    release(community, community.mandate(), 0)


@refused_with("tranche_released")
def a_tranche_released_twice(community: InMemoryCommunity) -> None:
    release(community, grant(community, 1_000, tranches=[(500, ""), (500, "half is built")]), 0)


@refused_with("tranche_held")
def a_request_before_the_condition_is_met(community: InMemoryCommunity) -> None:
    community.request(GIL, grant(community, 1_000, tranches=[(500, ""), (500, "half is built")]), 501)


@refused_with("releaser_not_separate")
def a_tranche_released_by_its_payee(community: InMemoryCommunity) -> None:
    release(community, grant(community, 1_000, FAY, tranches=[(500, ""), (500, "half is built")]), 1, FAY)


@refused_with("mandate_expired")
def a_tranche_released_after_the_term(community: InMemoryCommunity) -> None:
    mandate = grant(community, 1_000, tranches=[(500, ""), (500, "half is built")], days=5)
    community.pass_time(days=5)
    release(community, mandate, 1)


@refused_with("payment_unknown")
def a_refund_of_nothing(community: InMemoryCommunity) -> None:
    community.refund(DI, "0" * 64, community.open_account(), 5)


@refused_with("refund_exceeded")
def more_refunded_than_was_paid(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(1_000)
    community.receive_money(account, 5_000)
    payment = community.pay(EVA, request, account)
    community.refund(DI, payment, account, 600)
    community.refund(DI, payment, account, 401)


@refused_with("refund_exceeded")
def a_refund_of_a_payment_that_never_was(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(1_000)
    community.receive_money(account, 5_000)
    payment = community.pay(EVA, request, account)
    community.reverse(DI, payment)
    community.refund(DI, payment, account, 600)


def a_payment(community: InMemoryCommunity) -> str:
    """A payment requested by Gil and made by Eva."""
    account = community.open_account()
    community.receive_money(account, 5_000)
    return community.pay(EVA, community.approved(1_000), account)


@refused_with("payment_unknown")
def a_receipt_for_nothing(community: InMemoryCommunity) -> None:
    community.attach(DI, "0" * 64, "1" * 64)


@refused_with("receipt_party")
def a_receipt_from_somebody_who_has_nothing_to_do_with_it(community: InMemoryCommunity) -> None:
    community.attach(BO, a_payment(community), "1" * 64)


@refused_with("receipt_nothing")
def a_receipt_without_a_file(community: InMemoryCommunity) -> None:
    community.attach(DI, a_payment(community))


@refused_with("receipt_nothing")
def a_receipt_attached_twice(community: InMemoryCommunity) -> None:
    payment = a_payment(community)
    community.attach(DI, payment, "1" * 64)
    community.attach(GIL, payment, "1" * 64)


@refused_with("receipt_many")
def one_receipt_too_many(community: InMemoryCommunity) -> None:
    payment = a_payment(community)
    for number in range(MOST + 1):
        community.attach(DI, payment, f"{number:064x}")

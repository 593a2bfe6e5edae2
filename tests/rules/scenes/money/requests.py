"""Scenes of requests in versions, of payments in parts, of tranches and refunds (rules 7)."""

from govern.protocol import facts
from govern.rules.treasury.attachments import MOST
from tests.dsl.money import grant, release
from tests.dsl.people import BO, DI, EVA, FAY, GIL
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with


@refused_with("disbursement_exceeded")
def more_paid_than_was_asked_for(hall: InMemoryCommunity) -> None:
    hall.pay(EVA, hall.approved(1_000), hall.open_account(), 1_001)


@refused_with("disbursement_exceeded")
def two_parts_that_together_are_too_much(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(1_000)
    hall.receive_money(account, 5_000)
    hall.pay(EVA, request, account, 600)
    hall.pay(EVA, request, account, 401)


@refused_with("disbursement_version")
def an_approval_of_a_version_that_was_replaced(hall: InMemoryCommunity) -> None:
    request = hall.request(GIL, hall.mandate(), 1_000)
    hall.revise_request(GIL, request, 1_500)
    hall.approve(DI, request)


@refused_with("disbursement_version")
def a_revision_that_skips_one(hall: InMemoryCommunity) -> None:
    hall.revise_request(GIL, hall.request(GIL, hall.mandate(), 1_000), 1_500, version=3)


@refused_with("disbursement_state")
def a_revision_after_a_part_was_paid(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(1_000)
    hall.receive_money(account, 5_000)
    hall.pay(EVA, request, account, 600)
    hall.revise_request(GIL, request, 900)


@refused_with("disbursement_state")
def a_payment_on_approvals_of_an_older_version(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(1_000)
    hall.receive_money(account, 5_000)
    hall.revise_request(GIL, request, 1_500)
    hall.pay(EVA, request, account, 1_000)


@refused_with("items_differ")
def items_that_do_not_add_up(hall: InMemoryCommunity) -> None:
    hall.request(GIL, hall.mandate(), 400, 500, amount=1_000)


@refused_with("revise_request_other")
def a_request_revised_by_another(hall: InMemoryCommunity) -> None:
    hall.revise_request(DI, hall.request(GIL, hall.mandate(), 1_000), 900)


@refused_with("request_unchanged")
def a_revision_that_changes_nothing(hall: InMemoryCommunity) -> None:
    request = hall.request(GIL, hall.mandate(), 1_000)
    items = hall.state(facts.Disbursement, request).items
    fields = {"amount": 1_000, "disbursement": request, "invoices": [], "items": items, "version": 2}
    hall.say(GIL, "disbursement-revised", **fields)


@refused_with("mandate_exceeded")
def a_revision_above_the_mandate(hall: InMemoryCommunity) -> None:
    hall.revise_request(GIL, hall.request(GIL, hall.mandate(1_000), 1_000), 1_001)


@refused_with("charged_differs")
def more_leaves_the_account_than_arrives(hall: InMemoryCommunity) -> None:
    hall.pay(EVA, hall.approved(), hall.open_account(), charged=1_001)


@refused_with("charged_differs")
def a_refund_that_shrinks_on_its_way(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved()
    hall.receive_money(account, 5_000)
    hall.refund(DI, hall.pay(EVA, request, account), account, 100, received=99)


@refused_with("fee_too_high")
def a_fee_beyond_the_rules(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5_000)
    hall.pay(EVA, hall.approved(1_000), account, fee=51)


@refused_with("tranches_differ")
def tranches_that_do_not_add_up(hall: InMemoryCommunity) -> None:
    grant(hall, 1_000, tranches=[(500, ""), (499, "half is built")])


@refused_with("tranche_unknown")
def a_tranche_that_does_not_exist(hall: InMemoryCommunity) -> None:
    release(hall, hall.mandate(), 0)


@refused_with("tranche_released")
def a_tranche_released_twice(hall: InMemoryCommunity) -> None:
    release(hall, grant(hall, 1_000, tranches=[(500, ""), (500, "half is built")]), 0)


@refused_with("tranche_held")
def a_request_before_the_condition_is_met(hall: InMemoryCommunity) -> None:
    hall.request(GIL, grant(hall, 1_000, tranches=[(500, ""), (500, "half is built")]), 501)


@refused_with("releaser_not_separate")
def a_tranche_released_by_its_payee(hall: InMemoryCommunity) -> None:
    release(hall, grant(hall, 1_000, FAY, tranches=[(500, ""), (500, "half is built")]), 1, FAY)


@refused_with("mandate_expired")
def a_tranche_released_after_the_term(hall: InMemoryCommunity) -> None:
    mandate = grant(hall, 1_000, tranches=[(500, ""), (500, "half is built")], days=5)
    hall.pass_time(days=5)
    release(hall, mandate, 1)


@refused_with("payment_unknown")
def a_refund_of_nothing(hall: InMemoryCommunity) -> None:
    hall.refund(DI, "0" * 64, hall.open_account(), 5)


@refused_with("refund_exceeded")
def more_refunded_than_was_paid(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(1_000)
    hall.receive_money(account, 5_000)
    payment = hall.pay(EVA, request, account)
    hall.refund(DI, payment, account, 600)
    hall.refund(DI, payment, account, 401)


@refused_with("refund_exceeded")
def a_refund_of_a_payment_that_never_was(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(1_000)
    hall.receive_money(account, 5_000)
    payment = hall.pay(EVA, request, account)
    hall.reverse(DI, payment)
    hall.refund(DI, payment, account, 600)


def a_payment(hall: InMemoryCommunity) -> str:
    """A payment that Gil asked for and Eva made."""
    account = hall.open_account()
    hall.receive_money(account, 5_000)
    return hall.pay(EVA, hall.approved(1_000), account)


@refused_with("payment_unknown")
def a_receipt_for_nothing(hall: InMemoryCommunity) -> None:
    hall.attach(DI, "0" * 64, "1" * 64)


@refused_with("receipt_party")
def a_receipt_from_somebody_who_has_nothing_to_do_with_it(hall: InMemoryCommunity) -> None:
    hall.attach(BO, a_payment(hall), "1" * 64)


@refused_with("receipt_nothing")
def a_receipt_without_a_file(hall: InMemoryCommunity) -> None:
    hall.attach(DI, a_payment(hall))


@refused_with("receipt_nothing")
def a_receipt_attached_twice(hall: InMemoryCommunity) -> None:
    payment = a_payment(hall)
    hall.attach(DI, payment, "1" * 64)
    hall.attach(GIL, payment, "1" * 64)


@refused_with("receipt_many")
def one_receipt_too_many(hall: InMemoryCommunity) -> None:
    payment = a_payment(hall)
    for number in range(MOST + 1):
        hall.attach(DI, payment, f"{number:064x}")

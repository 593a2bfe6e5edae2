"""What the books come to: entries, funds, budget lines, tranches, exchange, reversals, refunds, imports, banks."""

import pytest

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.treasury.ledger import built_in_id
from govern.verify.audit import MONEY
from tests.dsl.money import adopt_budget, appropriation, balance, bring_in, budget_line, grant, reconcile, release, row
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL, account_id, refusal
from tests.rules.hall import InMemoryCommunity


@pytest.fixture(autouse=True)
def _the_verifier_agrees(hall: InMemoryCommunity) -> object:
    yield
    assert [finding for check in MONEY for finding in check(hall.memory)] == []


def _mandate(hall: InMemoryCommunity, id_: str) -> tuple[int, int, int]:
    found = hall.state(facts.Mandate, id_)
    return found.paid, found.reserved, found.released


def _line(hall: InMemoryCommunity) -> facts.BudgetLine:
    return next(iter(hall.memory.all(facts.BudgetLine)))


def _postings(hall: InMemoryCommunity, entry: str) -> dict[str, int]:
    return {one.account: one.amount for one in hall.memory.where(facts.Posting, "entry", entry)}


def test_income_is_an_entry_between_the_account_and_the_income_of_its_currency(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    gift = hall.receive_money(account, 500)
    assert _postings(hall, gift) == {account: 500, built_in_id("income", "EUR"): -500}
    assert balance(hall, account) == 500


def test_a_payment_in_another_currency_balances_in_both(hall: InMemoryCommunity) -> None:
    pounds = hall.open_account(name="pounds", currency="GBP")
    hall.receive_money(pounds, 5_000, currency="GBP")
    payment = hall.pay(EVA, hall.approved(1_000), pounds, charged=870, fee=30)
    assert _postings(hall, payment) == {
        pounds: -900,
        built_in_id("expenses", "EUR"): 1_000,
        built_in_id("conversion", "EUR"): -1_000,
        built_in_id("conversion", "GBP"): 870,
        built_in_id("fees", "GBP"): 30,
    }


def test_a_request_is_paid_in_parts_and_its_rest_can_be_cancelled(hall: InMemoryCommunity) -> None:
    account, mandate = hall.open_account(), hall.mandate(1_000)
    hall.receive_money(account, 5_000)
    request = hall.approved(800, mandate)
    hall.pay(EVA, request, account, 300)
    assert _mandate(hall, mandate) == (300, 500, 1_000)
    assert hall.state(facts.Disbursement, request).state == "approved"
    hall.say(GIL, "disbursement-cancelled", disbursement=request)
    assert _mandate(hall, mandate) == (300, 0, 1_000)
    hall.pay(EVA, hall.approved(700, mandate), account)
    assert _mandate(hall, mandate) == (1_000, 0, 1_000)


def test_a_revised_request_needs_all_its_approvals_anew(hall: InMemoryCommunity) -> None:
    account, mandate = hall.open_account(), hall.mandate(600_000)
    hall.receive_money(account, 600_000)
    request = hall.request(GIL, mandate, 500_001)
    hall.approve(DI, request)
    hall.revise_request(GIL, request, 500_000, 2)
    assert hall.state(facts.Disbursement, request).approvals == 0
    assert _mandate(hall, mandate) == (0, 500_002, 600_000)
    hall.approve(DI, request, 2)
    with refusal("disbursement_state"):
        hall.pay(FAY, request, account)
    hall.approve(EVA, request, 2)
    hall.pay(FAY, request, account)


def test_a_larger_revision_needs_as_many_approvals_as_its_amount(hall: InMemoryCommunity) -> None:
    request = hall.request(GIL, hall.mandate(600_000), 1_000)
    assert hall.state(facts.Disbursement, request).approvals_needed == 1
    hall.revise_request(GIL, request, 500_001)
    assert hall.state(facts.Disbursement, request).approvals_needed == 2


def test_where_treasurers_are_too_few_the_named_body_approves(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    request = hall.request(GIL, hall.mandate(600_000), 500_001)  # two approvals; three treasurers
    with refusal("role_needed"):
        hall.approve(BO, request)
    for one in (EVA, FAY):
        hall.say(one, "role-ended", holder=one.member, role="treasurer", scope="community")
    with refusal("role_needed"):
        hall.approve(CHEN, request)  # who is neither treasurer nor of the body
    hall.approve(BO, request)
    assert hall.state(facts.Disbursement, request).state == "requested"  # two are needed all the same
    hall.approve(DI, request)
    assert hall.state(facts.Disbursement, request).state == "approved"
    assert hall.state(facts.Approval, request, 1, BO.member).role == "arbiter"


def test_treasurers_who_must_stand_apart_do_not_make_enough(hall: InMemoryCommunity) -> None:
    hall.grant(BO, "arbiter")
    hall.say(FAY, "role-ended", holder=FAY.member, role="treasurer", scope="community")
    request = hall.request(DI, hall.mandate(600_000), 500_001)  # two approvals; of two treasurers one has asked
    hall.approve(BO, request)
    hall.approve(EVA, request)
    assert hall.state(facts.Disbursement, request).state == "approved"


def test_restricted_money_is_spent_first_on_its_programme_and_on_nothing_else(hall: InMemoryCommunity) -> None:
    account, youth = hall.open_account(), hall.open_programme("youth")
    hall.receive_money(account, 700, programme=youth)
    hall.receive_money(account, 1_000)
    payment = hall.pay(EVA, hall.approved(900, grant(hall, 900, programme=youth)), account)
    assert hall.state(facts.Payment, payment).drawn == 700
    assert hall.state(facts.Account, account).restricted == 0
    assert balance(hall, account) == 800


def test_what_comes_back_of_restricted_money_is_restricted_again(hall: InMemoryCommunity) -> None:
    account, youth = hall.open_account(), hall.open_programme("youth")
    hall.receive_money(account, 700, programme=youth)
    hall.receive_money(account, 1_000)
    mandate = grant(hall, 900, programme=youth)
    payment = hall.pay(EVA, hall.approved(900, mandate), account)
    other = hall.open_account(name="other")
    hall.refund(DI, payment, other, 500)
    assert hall.state(facts.Fund, other, youth).balance == 500
    hall.refund(DI, payment, account, 400)
    assert hall.state(facts.Fund, account, youth).balance == 200
    assert _mandate(hall, mandate) == (0, 0, 900)


def test_restricted_money_moves_as_such(hall: InMemoryCommunity) -> None:
    account, other, youth = hall.open_account(), hall.open_account(name="other"), hall.open_programme("youth")
    hall.receive_money(account, 700, programme=youth)
    moved = hall.transfer(account, other, 300, programme=youth)
    assert hall.state(facts.Fund, account, youth).balance == 400
    assert hall.state(facts.Fund, other, youth).balance == 300
    hall.reverse(EVA, moved)
    assert hall.state(facts.Fund, account, youth).balance == 700
    assert balance(hall, other) == 0


def test_an_exchange_between_own_accounts_states_both_amounts(hall: InMemoryCommunity) -> None:
    account, pounds = hall.open_account(), hall.open_account(name="pounds", currency="GBP")
    hall.receive_money(account, 10_000)
    hall.transfer(account, pounds, 1_000, received=871, fee=9)
    assert (balance(hall, account), balance(hall, pounds)) == (8_991, 871)


def test_a_payment_reversed_waits_to_be_paid_again(hall: InMemoryCommunity) -> None:
    account, youth = hall.open_account(), hall.open_programme("youth")
    hall.receive_money(account, 1_000, programme=youth)
    mandate = grant(hall, 900, programme=youth)
    request = hall.approved(900, mandate)
    payment = hall.pay(EVA, request, account)
    hall.reverse(FAY, payment)
    assert _mandate(hall, mandate) == (0, 900, 900)
    assert hall.state(facts.Disbursement, request).state == "approved"
    assert hall.state(facts.Fund, account, youth).balance == 1_000
    hall.pay(EVA, request, account)
    assert balance(hall, account) == 100


def test_a_payment_of_a_cancelled_rest_is_reversed_without_a_reservation(hall: InMemoryCommunity) -> None:
    account, mandate = hall.open_account(), hall.mandate(1_000)
    hall.receive_money(account, 5_000)
    request = hall.approved(800, mandate)
    payment = hall.pay(EVA, request, account, 300)
    hall.say(GIL, "disbursement-cancelled", disbursement=request)
    hall.reverse(FAY, payment)
    assert _mandate(hall, mandate) == (0, 0, 1_000)


def test_a_mandate_encumbers_its_line_and_its_end_frees_what_is_left(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5_000)
    youth = hall.open_programme("youth")
    budget_line(hall, youth, 1_000)
    mandate = grant(hall, 800, programme=youth, days=20)
    assert (_line(hall).encumbered, _line(hall).spent) == (800, 0)
    hall.pay(EVA, hall.approved(500, mandate), account)
    assert (_line(hall).encumbered, _line(hall).spent) == (300, 500)
    hall.pass_time(days=20)
    assert hall.state(facts.Mandate, mandate).lapsed_at
    assert (_line(hall).encumbered, _line(hall).spent) == (0, 500)


def test_a_refund_to_a_lapsed_mandate_frees_its_line(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5_000)
    youth = hall.open_programme("youth")
    budget_line(hall, youth, 1_000)
    mandate = grant(hall, 800, programme=youth, days=20)
    payment = hall.pay(EVA, hall.approved(500, mandate), account)
    hall.pass_time(days=20)
    hall.refund(DI, payment, account, 200)
    assert (_line(hall).encumbered, _line(hall).spent) == (0, 300)


def test_a_mandate_paid_in_full_does_not_lapse(hall: InMemoryCommunity) -> None:
    account, mandate = hall.open_account(), hall.mandate(500, days=20)
    hall.receive_money(account, 5_000)
    hall.pay(EVA, hall.approved(500, mandate), account)
    hall.pass_time(days=20)
    assert hall.state(facts.Mandate, mandate).lapsed_at == 0


def test_a_mandate_beyond_its_line_waits_and_expires_with_its_proposal(hall: InMemoryCommunity) -> None:
    youth = hall.open_programme("youth")
    budget_line(hall, youth, 1_000)
    proposal = hall.propose_spending(GIL, "Too much", hall.spending(1_001, "The Roofers", programme=youth))
    poll = hall.open_vote(proposal, BO, CHEN)
    for one in (DI, EVA, FAY):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(proposal)
    assert hall.mandates(proposal) == []
    hall.pass_time(days=40)
    assert hall.stage(proposal) == "expired"


def test_what_a_line_has_left_lapses_at_its_end(hall: InMemoryCommunity) -> None:
    youth = hall.open_programme("youth")
    budget_line(hall, youth, 1_000, days=40)
    hall.pass_time(days=40)
    proposal = hall.propose_spending(GIL, "Too late", hall.spending(1, "The Roofers", programme=youth))
    poll = hall.open_vote(proposal, BO, CHEN)
    for one in (DI, EVA, FAY):
        hall.vote(one, poll)
    hall.close_vote(poll)
    hall.carry_out(proposal)
    assert hall.mandates(proposal) == []


def test_a_club_spends_on_its_own_line(hall: InMemoryCommunity) -> None:
    club = hall.open_club("Choir", GIL, BO, CHEN, DI, EVA)
    songs = hall.open_programme("songs", club)
    adopt_budget(hall, appropriation(songs, 1_000, hall.clock() + 200 * DAY))
    proposal = hall.propose_spending(GIL, "Scores", hall.spending(400, "P", programme=songs), scope=club)
    poll = hall.open_vote(proposal, BO, CHEN)
    for one in (DI, EVA, GIL):
        hall.vote(one, poll)
    assert hall.close_vote(poll) == "passed"
    hall.carry_out(proposal)
    assert _line(hall).scope == club
    assert _line(hall).encumbered == 400


def test_tranches_are_released_one_by_one(hall: InMemoryCommunity) -> None:
    mandate = grant(hall, 1_000, tranches=[(300, ""), (500, "half is built"), (200, "all is built")])
    assert _mandate(hall, mandate) == (0, 0, 300)
    release(hall, mandate, 2)
    assert _mandate(hall, mandate) == (0, 0, 500)
    hall.request(GIL, mandate, 400, 100)
    release(hall, mandate, 1)
    assert _mandate(hall, mandate) == (0, 500, 1_000)


def test_a_messy_history_dips_below_zero_and_is_reversed(hall: InMemoryCommunity) -> None:
    account = hall.open_account(floor=-1_000)
    opening = hall.open_account(name="opening", kind="equity")
    brought = bring_in(
        hall,
        row(hall, "2025-01-01", (account, 100), (opening, -100)),
        row(hall, "2025-02-01", (account, -600), (opening, 600)),
        row(hall, "2025-03-01", (account, 800), (opening, -800)),
        row(hall, "2025-03-01", (account, 800), (opening, -800)),
    )
    hall.reverse(DI, f"{brought}-4", on="2025-03-02")
    assert balance(hall, account) == 300
    assert hall.state(facts.Entry, f"{brought}-4").reversed_by
    assert hall.state(facts.AccountMonth, account, "2025-02").change == -600


def test_a_month_is_reconciled_but_for_what_the_bank_had_not_carried_out(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 500)
    late = hall.receive_money(account, 70, received_on="2026-01-31")
    hall.clock.advance(days=40)
    reconcile(hall, account, "2026-01", 500, late)
    assert hall.state(facts.Account, account).reconciled == "2026-01"
    hall.receive_money(account, 5, received_on="2026-02-01")


def test_an_empty_account_is_closed(hall: InMemoryCommunity) -> None:
    hall.open_account()
    hall.say(DI, "account-closed", account=account_id("main"))
    assert hall.state(facts.Account, account_id("main")).closed_at


def test_three_hundred_and_twenty_three_courses_use_up_a_budget_line_exactly(hall: InMemoryCommunity) -> None:
    """The learning society of Luhu: 323 courses for 145,000 CNY; 207 of 448.92 and 116 of 448.91."""
    account = hall.open_account(currency="CNY")
    hall.receive_money(account, 14_500_000, currency="CNY")
    courses = hall.open_programme("courses")
    adopt_budget(hall, appropriation(courses, 14_500_000, hall.clock() + 300 * DAY, currency="CNY"))
    mandate = grant(hall, 14_500_000, "The teachers", currency="CNY", programme=courses, days=200)
    for amount in (*(207 * [44_892]), *(116 * [44_891])):
        request = hall.request(GIL, mandate, amount)
        hall.approve(DI, request)
        hall.pay(EVA, request, account)
    assert (_line(hall).spent, _line(hall).encumbered, balance(hall, account)) == (14_500_000, 0, 0)
    with refusal("mandate_exceeded"):
        hall.request(GIL, mandate, 1)

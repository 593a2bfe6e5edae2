"""The books: entries, funds, budget lines, tranches, exchange, reversals, refunds, imports, banks."""

import pytest

from govern.protocol import facts
from govern.protocol.units import DAY
from govern.rules.treasury.ledger import built_in_id
from govern.verify.audit import MONEY
from tests.dsl.money import adopt_budget, appropriation, balance, bring_in, budget_line, grant, reconcile, release, row
from tests.dsl.people import BO, CHEN, DI, EVA, FAY, GIL, account_id, refusal
from tests.rules.in_memory_community import InMemoryCommunity


@pytest.fixture(autouse=True)
def _the_verifier_agrees(community: InMemoryCommunity) -> object:
    yield
    assert [finding for check in MONEY for finding in check(community.memory)] == []


def _mandate(community: InMemoryCommunity, id_: str) -> tuple[int, int, int]:
    found = community.state(facts.Mandate, id_)
    return found.paid, found.reserved, found.released


def _line(community: InMemoryCommunity) -> facts.BudgetLine:
    return next(iter(community.memory.all(facts.BudgetLine)))


def _postings(community: InMemoryCommunity, entry: str) -> dict[str, int]:
    return {one.account: one.amount for one in community.memory.where(facts.Posting, "entry", entry)}


def test_income_is_an_entry_between_the_account_and_the_income_of_its_currency(community: InMemoryCommunity) -> None:
    account = community.open_account()
    gift = community.receive_money(account, 500)
    assert _postings(community, gift) == {account: 500, built_in_id("income", "EUR"): -500}
    assert balance(community, account) == 500


def test_a_payment_in_another_currency_balances_in_both(community: InMemoryCommunity) -> None:
    pounds = community.open_account(name="pounds", currency="GBP")
    community.receive_money(pounds, 5_000, currency="GBP")
    payment = community.pay(EVA, community.approved(1_000), pounds, charged=870, fee=30)
    assert _postings(community, payment) == {
        pounds: -900,
        built_in_id("expenses", "EUR"): 1_000,
        built_in_id("conversion", "EUR"): -1_000,
        built_in_id("conversion", "GBP"): 870,
        built_in_id("fees", "GBP"): 30,
    }


def test_a_request_is_paid_in_parts_and_its_rest_can_be_cancelled(community: InMemoryCommunity) -> None:
    account, mandate = community.open_account(), community.mandate(1_000)
    community.receive_money(account, 5_000)
    request = community.approved(800, mandate)
    community.pay(EVA, request, account, 300)
    assert _mandate(community, mandate) == (300, 500, 1_000)
    assert community.state(facts.Disbursement, request).state == "approved"
    community.say(GIL, "disbursement-cancelled", disbursement=request)
    assert _mandate(community, mandate) == (300, 0, 1_000)
    community.pay(EVA, community.approved(700, mandate), account)
    assert _mandate(community, mandate) == (1_000, 0, 1_000)


def test_a_revised_request_needs_all_its_approvals_again(community: InMemoryCommunity) -> None:
    account, mandate = community.open_account(), community.mandate(600_000)
    community.receive_money(account, 600_000)
    request = community.request(GIL, mandate, 500_001)
    community.approve(DI, request)
    community.revise_request(GIL, request, 500_000, 2)
    assert community.state(facts.Disbursement, request).approvals == 0
    assert _mandate(community, mandate) == (0, 500_002, 600_000)
    community.approve(DI, request, 2)
    with refusal("disbursement_state"):
        community.pay(FAY, request, account)
    community.approve(EVA, request, 2)
    community.pay(FAY, request, account)


def test_a_larger_revision_needs_as_many_approvals_as_its_amount(community: InMemoryCommunity) -> None:
    request = community.request(GIL, community.mandate(600_000), 1_000)
    assert community.state(facts.Disbursement, request).approvals_needed == 1
    community.revise_request(GIL, request, 500_001)
    assert community.state(facts.Disbursement, request).approvals_needed == 2


def test_where_treasurers_are_too_few_the_named_body_approves(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    request = community.request(GIL, community.mandate(600_000), 500_001)  # two approvals; three treasurers
    with refusal("role_needed"):
        community.approve(BO, request)
    for one in (EVA, FAY):
        community.say(one, "role-ended", holder=one.member, role="treasurer", scope="community")
    with refusal("role_needed"):
        community.approve(CHEN, request)  # who is neither treasurer nor of the body
    community.approve(BO, request)
    assert community.state(facts.Disbursement, request).state == "requested"  # two are needed all the same
    community.approve(DI, request)
    assert community.state(facts.Disbursement, request).state == "approved"
    assert community.state(facts.Approval, request, 1, BO.member).role == "arbiter"


def test_treasurers_who_must_stand_apart_do_not_make_enough(community: InMemoryCommunity) -> None:
    community.grant(BO, "arbiter")
    community.say(FAY, "role-ended", holder=FAY.member, role="treasurer", scope="community")
    request = community.request(
        DI, community.mandate(600_000), 500_001
    )  # two approvals; of two treasurers one has asked
    community.approve(BO, request)
    community.approve(EVA, request)
    assert community.state(facts.Disbursement, request).state == "approved"


def test_restricted_money_is_spent_first_on_its_programme_and_on_nothing_else(community: InMemoryCommunity) -> None:
    account, youth = community.open_account(), community.open_programme("youth")
    community.receive_money(account, 700, programme=youth)
    community.receive_money(account, 1_000)
    payment = community.pay(EVA, community.approved(900, grant(community, 900, programme=youth)), account)
    assert community.state(facts.Payment, payment).drawn == 700
    assert community.state(facts.Account, account).restricted == 0
    assert balance(community, account) == 800


def test_refunded_restricted_money_is_restricted_again(community: InMemoryCommunity) -> None:
    account, youth = community.open_account(), community.open_programme("youth")
    community.receive_money(account, 700, programme=youth)
    community.receive_money(account, 1_000)
    mandate = grant(community, 900, programme=youth)
    payment = community.pay(EVA, community.approved(900, mandate), account)
    other = community.open_account(name="other")
    community.refund(DI, payment, other, 500)
    assert community.state(facts.Fund, other, youth).balance == 500
    community.refund(DI, payment, account, 400)
    assert community.state(facts.Fund, account, youth).balance == 200
    assert _mandate(community, mandate) == (0, 0, 900)


def test_restricted_money_moves_as_such(community: InMemoryCommunity) -> None:
    account, other, youth = (
        community.open_account(),
        community.open_account(name="other"),
        community.open_programme("youth"),
    )
    community.receive_money(account, 700, programme=youth)
    moved = community.transfer(account, other, 300, programme=youth)
    assert community.state(facts.Fund, account, youth).balance == 400
    assert community.state(facts.Fund, other, youth).balance == 300
    community.reverse(EVA, moved)
    assert community.state(facts.Fund, account, youth).balance == 700
    assert balance(community, other) == 0


def test_an_exchange_between_own_accounts_states_both_amounts(community: InMemoryCommunity) -> None:
    account, pounds = community.open_account(), community.open_account(name="pounds", currency="GBP")
    community.receive_money(account, 10_000)
    community.transfer(account, pounds, 1_000, received=871, fee=9)
    assert (balance(community, account), balance(community, pounds)) == (8_991, 871)


def test_a_payment_reversed_waits_to_be_paid_again(community: InMemoryCommunity) -> None:
    account, youth = community.open_account(), community.open_programme("youth")
    community.receive_money(account, 1_000, programme=youth)
    mandate = grant(community, 900, programme=youth)
    request = community.approved(900, mandate)
    payment = community.pay(EVA, request, account)
    community.reverse(FAY, payment)
    assert _mandate(community, mandate) == (0, 900, 900)
    assert community.state(facts.Disbursement, request).state == "approved"
    assert community.state(facts.Fund, account, youth).balance == 1_000
    community.pay(EVA, request, account)
    assert balance(community, account) == 100


def test_a_payment_of_a_cancelled_rest_is_reversed_without_a_reservation(community: InMemoryCommunity) -> None:
    account, mandate = community.open_account(), community.mandate(1_000)
    community.receive_money(account, 5_000)
    request = community.approved(800, mandate)
    payment = community.pay(EVA, request, account, 300)
    community.say(GIL, "disbursement-cancelled", disbursement=request)
    community.reverse(FAY, payment)
    assert _mandate(community, mandate) == (0, 0, 1_000)


def test_a_mandate_encumbers_its_line_and_its_end_frees_what_is_left(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000)
    youth = community.open_programme("youth")
    budget_line(community, youth, 1_000)
    mandate = grant(community, 800, programme=youth, days=20)
    assert (_line(community).encumbered, _line(community).spent) == (800, 0)
    community.pay(EVA, community.approved(500, mandate), account)
    assert (_line(community).encumbered, _line(community).spent) == (300, 500)
    community.pass_time(days=20)
    assert community.state(facts.Mandate, mandate).lapsed_at
    assert (_line(community).encumbered, _line(community).spent) == (0, 500)


def test_a_refund_to_a_lapsed_mandate_frees_its_line(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000)
    youth = community.open_programme("youth")
    budget_line(community, youth, 1_000)
    mandate = grant(community, 800, programme=youth, days=20)
    payment = community.pay(EVA, community.approved(500, mandate), account)
    community.pass_time(days=20)
    community.refund(DI, payment, account, 200)
    assert (_line(community).encumbered, _line(community).spent) == (0, 300)


def test_a_mandate_paid_in_full_does_not_lapse(community: InMemoryCommunity) -> None:
    account, mandate = community.open_account(), community.mandate(500, days=20)
    community.receive_money(account, 5_000)
    community.pay(EVA, community.approved(500, mandate), account)
    community.pass_time(days=20)
    assert community.state(facts.Mandate, mandate).lapsed_at == 0


def test_a_mandate_beyond_its_line_waits_and_expires_with_its_proposal(community: InMemoryCommunity) -> None:
    youth = community.open_programme("youth")
    budget_line(community, youth, 1_000)
    proposal = community.propose_spending(GIL, "Too much", community.spending(1_001, "The Roofers", programme=youth))
    poll = community.open_vote(proposal, BO, CHEN)
    for one in (DI, EVA, FAY):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    assert community.mandates(proposal) == []
    community.pass_time(days=40)
    assert community.stage(proposal) == "expired"


def test_the_rest_of_a_line_lapses_at_its_end(community: InMemoryCommunity) -> None:
    youth = community.open_programme("youth")
    budget_line(community, youth, 1_000, days=40)
    community.pass_time(days=40)
    proposal = community.propose_spending(GIL, "Too late", community.spending(1, "The Roofers", programme=youth))
    poll = community.open_vote(proposal, BO, CHEN)
    for one in (DI, EVA, FAY):
        community.vote(one, poll)
    community.close_vote(poll)
    community.carry_out(proposal)
    assert community.mandates(proposal) == []


def test_a_club_spends_on_its_own_line(community: InMemoryCommunity) -> None:
    club = community.open_club("Choir", GIL, BO, CHEN, DI, EVA)
    songs = community.open_programme("songs", club)
    adopt_budget(community, appropriation(songs, 1_000, community.clock() + 200 * DAY))
    proposal = community.propose_spending(GIL, "Scores", community.spending(400, "P", programme=songs), scope=club)
    poll = community.open_vote(proposal, BO, CHEN)
    for one in (DI, EVA, GIL):
        community.vote(one, poll)
    assert community.close_vote(poll) == "passed"
    community.carry_out(proposal)
    assert _line(community).scope == club
    assert _line(community).encumbered == 400


def test_tranches_are_released_one_by_one(community: InMemoryCommunity) -> None:
    mandate = grant(community, 1_000, tranches=[(300, ""), (500, "half is built"), (200, "all is built")])
    assert _mandate(community, mandate) == (0, 0, 300)
    release(community, mandate, 2)
    assert _mandate(community, mandate) == (0, 0, 500)
    community.request(GIL, mandate, 400, 100)
    release(community, mandate, 1)
    assert _mandate(community, mandate) == (0, 500, 1_000)


def test_a_messy_history_dips_below_zero_and_is_reversed(community: InMemoryCommunity) -> None:
    account = community.open_account(floor=-1_000)
    opening = community.open_account(name="opening", kind="equity")
    brought = bring_in(
        community,
        row(community, "2025-01-01", (account, 100), (opening, -100)),
        row(community, "2025-02-01", (account, -600), (opening, 600)),
        row(community, "2025-03-01", (account, 800), (opening, -800)),
        row(community, "2025-03-01", (account, 800), (opening, -800)),
    )
    community.reverse(DI, f"{brought}-4", on="2025-03-02")
    assert balance(community, account) == 300
    assert community.state(facts.Entry, f"{brought}-4").reversed_by
    assert community.state(facts.AccountMonth, account, "2025-02").change == -600


def test_a_month_is_reconciled_but_for_what_the_bank_had_not_carried_out(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 500)
    late = community.receive_money(account, 70, received_on="2026-01-31")
    community.clock.advance(days=40)
    reconcile(community, account, "2026-01", 500, late)
    assert community.state(facts.Account, account).reconciled == "2026-01"
    community.receive_money(account, 5, received_on="2026-02-01")


def test_an_empty_account_is_closed(community: InMemoryCommunity) -> None:
    community.open_account()
    community.say(DI, "account-closed", account=account_id("main"))
    assert community.state(facts.Account, account_id("main")).closed_at


def test_three_hundred_and_twenty_three_courses_use_up_a_budget_line_exactly(community: InMemoryCommunity) -> None:
    """The learning society of Luhu: 323 courses for 145,000 CNY; 207 of 448.92 and 116 of 448.91."""
    account = community.open_account(currency="CNY")
    community.receive_money(account, 14_500_000, currency="CNY")
    courses = community.open_programme("courses")
    adopt_budget(community, appropriation(courses, 14_500_000, community.clock() + 300 * DAY, currency="CNY"))
    mandate = grant(community, 14_500_000, "The teachers", currency="CNY", programme=courses, days=200)
    for amount in (*(207 * [44_892]), *(116 * [44_891])):
        request = community.request(GIL, mandate, amount)
        community.approve(DI, request)
        community.pay(EVA, request, account)
    assert (_line(community).spent, _line(community).encumbered, balance(community, account)) == (14_500_000, 0, 0)
    with refusal("mandate_exceeded"):
        community.request(GIL, mandate, 1)

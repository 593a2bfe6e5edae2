"""Scenes of the books: accounts, programmes, budgets, tranches, versions of requests, and what is closed (rules 7)."""

from govern.protocol import facts
from govern.rules.treasury.ledger import built_in_id
from tests.dsl.money import adopt_budget, appropriation, bring_in, budget_line, grant, reconcile, row
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, account_id
from tests.dsl.ways import put
from tests.rules.hall import InMemoryCommunity
from tests.rules.scenes.scene import refused_with

OPENING = "opening"


def _opening(hall: InMemoryCommunity) -> str:
    return hall.open_account(name=OPENING, kind="equity")


@refused_with("account_closed")
def money_for_a_closed_account(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.say(DI, "account-closed", account=account)
    hall.receive_money(account, 1)


@refused_with("account_kind")
def money_received_into_an_account_of_expenses(hall: InMemoryCommunity) -> None:
    hall.receive_money(hall.open_account(kind="expenses"), 1)


@refused_with("account_kind")
def income_that_comes_from_ones_own_account(hall: InMemoryCommunity) -> None:
    hall.receive_money(hall.open_account(), 1, from_account=hall.open_account(name="other"))


@refused_with("account_kind")
def an_account_of_income_below_one_of_assets(hall: InMemoryCommunity) -> None:
    hall.open_account(name="fees", kind="income", parent=hall.open_account())


@refused_with("account_kind")
def a_floor_for_an_account_of_equity(hall: InMemoryCommunity) -> None:
    hall.open_account(kind="equity", floor=5)


@refused_with("account_kind")
def a_built_in_account_closed(hall: InMemoryCommunity) -> None:
    hall.receive_money(hall.open_account(), 1)
    hall.say(DI, "account-closed", account=built_in_id("income", "EUR"))


@refused_with("account_not_empty")
def an_account_closed_with_money_in_it(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 1)
    hall.say(DI, "account-closed", account=account)


@refused_with("programme_exists")
def a_programme_named_twice(hall: InMemoryCommunity) -> None:
    hall.open_programme("youth")
    hall.open_programme("youth")


@refused_with("club_unknown")
def a_programme_of_no_club(hall: InMemoryCommunity) -> None:
    hall.open_programme("youth", "c_" + "0" * 24)


@refused_with("programme_unknown")
def money_restricted_to_an_unknown_programme(hall: InMemoryCommunity) -> None:
    hall.receive_money(hall.open_account(), 1, programme="youth")


@refused_with("programme_unknown")
def a_budget_for_an_unknown_programme(hall: InMemoryCommunity) -> None:
    adopt_budget(hall, appropriation("youth", 1, hall.clock() + 1))


@refused_with("programme_of_scope")
def a_club_that_spends_the_communitys_money(hall: InMemoryCommunity) -> None:
    club = hall.open_club("Choir", GIL, BO, DI)
    effect = hall.spending(1_000, "The Printers")
    hall.propose_spending(GIL, "Scores", effect, scope=club)


@refused_with("programme_of_scope")
def a_club_that_spends_on_a_programme_of_the_community(hall: InMemoryCommunity) -> None:
    club = hall.open_club("Choir", GIL, BO, DI)
    hall.propose_spending(GIL, "S", hall.spending(1_000, "P", programme=hall.open_programme("youth")), scope=club)


@refused_with("restricted_money")
def a_payment_out_of_what_is_meant_for_something_else(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5_000, programme=hall.open_programme("youth"))
    hall.receive_money(account, 999)
    hall.pay(EVA, hall.approved(1_000), account)


@refused_with("restricted_money")
def a_transfer_of_what_is_not_there_for_the_programme(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5_000)
    hall.transfer(account, hall.open_account(name="other"), 1, programme=hall.open_programme("youth"))


@refused_with("restricted_money")
def restricted_income_taken_back_after_it_was_spent(hall: InMemoryCommunity) -> None:
    account, youth = hall.open_account(), hall.open_programme("youth")
    gift = hall.receive_money(account, 1_000, programme=youth)
    hall.receive_money(account, 1_000)
    request = hall.approved(1_000, grant(hall, 1_000, programme=youth))
    hall.pay(EVA, request, account)
    hall.reverse(EVA, gift)


@refused_with("clerk_early")
def a_mandate_ended_before_its_time(hall: InMemoryCommunity) -> None:
    mandate = hall.state(facts.Mandate, hall.mandate())
    hall.state_as_clerk("mandate-lapsed", {"community": hall.id, "left": mandate.cap, "mandate": mandate.id})


@refused_with("clerk_differs")
def a_mandate_ended_with_another_remainder(hall: InMemoryCommunity) -> None:
    mandate = hall.state(facts.Mandate, hall.mandate(days=5))
    hall.clock.advance(days=5)
    hall.state_as_clerk("mandate-lapsed", {"community": hall.id, "left": 1, "mandate": mandate.id})


@refused_with("budget_exceeded")
def a_mandate_that_fits_no_budget_line(hall: InMemoryCommunity) -> None:
    budget_line(hall, hall.open_programme("youth"), 999)
    proposal = hall.propose_spending(GIL, "A roof", hall.spending(1_000, "The Roofers", programme="youth"))
    poll = hall.open_vote(proposal, BO, CHEN)
    for one in (ADA, DI, EVA):
        hall.vote(one, poll)
    hall.close_vote(poll)
    hall.clock.set(hall.state(facts.Proposal, proposal).standstill_ends)
    effect = hall.state(facts.Proposal, proposal).effects[0]
    granted = {name: effect[name] for name in ("cap", "currency", "payee", "programme", "purpose", "tranches")}
    about = {"community": hall.id, "effect": 0, "poll": poll, "proposal": proposal}
    hall.state_as_clerk("mandate-granted", {**about, **granted, "expires": hall.clock() + 1, "line": ""})


@refused_with("appropriation_scope")
def a_club_that_gives_itself_a_budget(hall: InMemoryCommunity) -> None:
    club = hall.open_club("Choir", GIL, BO, DI)
    put(hall, GIL, "appropriation", [appropriation(hall.open_programme("songs", club), 1, 2)], club)


@refused_with("appropriation_time")
def a_budget_that_ends_before_it_begins(hall: InMemoryCommunity) -> None:
    adopt_budget(hall, appropriation(hall.open_programme("youth"), 1, 5, 5))


@refused_with("entry_unbalanced")
def an_imported_entry_that_does_not_balance(hall: InMemoryCommunity) -> None:
    bring_in(hall, row(hall, "2025-01-01", (hall.open_account(), 5), (_opening(hall), -4)))


@refused_with("entry_unbalanced")
def an_imported_entry_that_balances_only_across_currencies(hall: InMemoryCommunity) -> None:
    pounds = hall.open_account(name="pounds", currency="GBP")
    bring_in(hall, row(hall, "2025-01-01", (hall.open_account(), 5), (pounds, -5)))


@refused_with("entry_unknown")
def a_reversal_of_nothing(hall: InMemoryCommunity) -> None:
    hall.reverse(DI, "0" * 64)


@refused_with("entry_not_reversible")
def a_reversal_reversed(hall: InMemoryCommunity) -> None:
    gift = hall.receive_money(hall.open_account(), 5)
    hall.reverse(DI, hall.reverse(EVA, gift))


@refused_with("entry_not_reversible")
def a_payment_reversed_after_a_refund(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved()
    hall.receive_money(account, 5_000)
    payment = hall.pay(EVA, request, account)
    hall.refund(DI, payment, account, 100)
    hall.reverse(DI, payment)


@refused_with("reversed_already")
def an_income_reversed_twice(hall: InMemoryCommunity) -> None:
    gift = hall.receive_money(hall.open_account(), 5)
    hall.reverse(EVA, gift)
    hall.reverse(FAY, gift)


@refused_with("reverser_not_separate")
def an_income_reversed_by_the_one_who_recorded_it(hall: InMemoryCommunity) -> None:
    hall.reverse(DI, hall.receive_money(hall.open_account(), 5))


@refused_with("account_floor")
def a_reversal_of_income_that_was_spent(hall: InMemoryCommunity) -> None:
    account, request = hall.open_account(), hall.approved(1_000)
    gift = hall.receive_money(account, 1_000)
    hall.pay(EVA, request, account)
    hall.reverse(EVA, gift)


@refused_with("period_closed")
def income_dated_in_a_closed_period(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.clock.advance(days=40)
    hall.say(DI, "period-closed", until="2026-01-15")
    hall.receive_money(account, 5)


@refused_with("period_closed")
def a_period_closed_again(hall: InMemoryCommunity) -> None:
    hall.clock.advance(days=40)
    hall.say(DI, "period-closed", until="2026-01-15")
    hall.say(DI, "period-closed", until="2026-01-15")


@refused_with("period_open")
def a_period_closed_before_it_is_over(hall: InMemoryCommunity) -> None:
    hall.say(DI, "period-closed", until="2026-01-05")


@refused_with("import_late")
def an_entry_imported_from_the_records_own_time(hall: InMemoryCommunity) -> None:
    bring_in(hall, row(hall, "2026-01-05", (hall.open_account(), 5), (_opening(hall), -5)))


@refused_with("import_late")
def an_entry_imported_into_an_account_in_use(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5)
    bring_in(hall, row(hall, "2025-01-01", (account, 5), (_opening(hall), -5)))


@refused_with("import_late")
def an_imported_entry_reversed_today(hall: InMemoryCommunity) -> None:
    brought = bring_in(hall, row(hall, "2025-01-01", (hall.open_account(), 5), (_opening(hall), -5)))
    hall.reverse(DI, f"{brought}-1")


@refused_with("transfer_self")
def a_transfer_to_the_same_account(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5)
    hall.transfer(account, account, 5)


@refused_with("transfer_amounts")
def a_transfer_that_grows_on_its_way(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5)
    hall.transfer(account, hall.open_account(name="other"), 5, received=6)


@refused_with("currency_differs")
def restricted_money_that_comes_back_in_another_currency(hall: InMemoryCommunity) -> None:
    account, youth = hall.open_account(), hall.open_programme("youth")
    hall.receive_money(account, 1_000, programme=youth)
    payment = hall.pay(EVA, hall.approved(1_000, grant(hall, 1_000, programme=youth)), account)
    hall.refund(DI, payment, hall.open_account(name="pounds", currency="GBP"), 600)


@refused_with("month_reconciled")
def income_dated_in_a_reconciled_month(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.clock.advance(days=40)
    reconcile(hall, account, "2026-01", 0)
    hall.receive_money(account, 5)


@refused_with("month_open")
def a_month_reconciled_before_it_is_over(hall: InMemoryCommunity) -> None:
    reconcile(hall, hall.open_account(), "2026-01", 0)


@refused_with("reconciliation_differs")
def a_bank_that_says_something_else(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    hall.receive_money(account, 5)
    hall.clock.advance(days=40)
    reconcile(hall, account, "2026-01", 6)


@refused_with("entry_unknown")
def an_outstanding_entry_of_another_month(hall: InMemoryCommunity) -> None:
    account = hall.open_account()
    later = hall.receive_money(account, 5, received_on="2026-02-03")
    hall.clock.advance(days=40)
    reconcile(hall, account, "2026-01", -5, later)


@refused_with("account_unknown")
def a_bank_without_an_account(hall: InMemoryCommunity) -> None:
    reconcile(hall, account_id("none"), "2025-12", 0)

"""Refusals about the books: accounts, programmes, budgets, tranches, request versions and closed periods (rules 7)."""

from govern.protocol import facts
from govern.rules.treasury.ledger import built_in_id
from tests.dsl.money import adopt_budget, appropriation, bring_in, budget_line, grant, reconcile, row
from tests.dsl.multi_option import put
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, account_id
from tests.rules.in_memory_community import InMemoryCommunity
from tests.rules.refusals.cases.register import refused_with

OPENING = "opening"


def _opening(community: InMemoryCommunity) -> str:
    return community.open_account(name=OPENING, kind="equity")


@refused_with("account_closed")
def money_for_a_closed_account(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.say(DI, "account-closed", account=account)
    community.receive_money(account, 1)


@refused_with("account_kind")
def money_received_into_an_account_of_expenses(community: InMemoryCommunity) -> None:
    community.receive_money(community.open_account(kind="expenses"), 1)


@refused_with("account_kind")
def income_that_comes_from_ones_own_account(community: InMemoryCommunity) -> None:
    community.receive_money(community.open_account(), 1, from_account=community.open_account(name="other"))


@refused_with("account_kind")
def an_account_of_income_below_one_of_assets(community: InMemoryCommunity) -> None:
    community.open_account(name="fees", kind="income", parent=community.open_account())


@refused_with("account_kind")
def a_floor_for_an_account_of_equity(community: InMemoryCommunity) -> None:
    community.open_account(kind="equity", floor=5)


@refused_with("account_kind")
def a_built_in_account_closed(community: InMemoryCommunity) -> None:
    community.receive_money(community.open_account(), 1)
    community.say(DI, "account-closed", account=built_in_id("income", "EUR"))


@refused_with("account_not_empty")
def an_account_closed_with_money_in_it(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 1)
    community.say(DI, "account-closed", account=account)


@refused_with("programme_exists")
def a_programme_named_twice(community: InMemoryCommunity) -> None:
    community.open_programme("youth")
    community.open_programme("youth")


@refused_with("club_unknown")
def a_programme_of_no_club(community: InMemoryCommunity) -> None:
    community.open_programme("youth", "c_" + "0" * 24)


@refused_with("programme_unknown")
def money_restricted_to_an_unknown_programme(community: InMemoryCommunity) -> None:
    community.receive_money(community.open_account(), 1, programme="youth")


@refused_with("programme_unknown")
def a_budget_for_an_unknown_programme(community: InMemoryCommunity) -> None:
    adopt_budget(community, appropriation("youth", 1, community.clock() + 1))


@refused_with("programme_of_scope")
def a_club_that_spends_the_communitys_money(community: InMemoryCommunity) -> None:
    club = community.open_club("Choir", GIL, BO, DI)
    effect = community.spending(1_000, "The Printers")
    community.propose_spending(GIL, "Scores", effect, scope=club)


@refused_with("programme_of_scope")
def a_club_that_spends_on_a_programme_of_the_community(community: InMemoryCommunity) -> None:
    club = community.open_club("Choir", GIL, BO, DI)
    community.propose_spending(
        GIL, "S", community.spending(1_000, "P", programme=community.open_programme("youth")), scope=club
    )


@refused_with("restricted_money")
def a_payment_out_of_what_is_meant_for_something_else(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000, programme=community.open_programme("youth"))
    community.receive_money(account, 999)
    community.pay(EVA, community.approved(1_000), account)


@refused_with("restricted_money")
def a_transfer_of_what_is_not_there_for_the_programme(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5_000)
    community.transfer(account, community.open_account(name="other"), 1, programme=community.open_programme("youth"))


@refused_with("restricted_money")
def restricted_income_taken_back_after_it_was_spent(community: InMemoryCommunity) -> None:
    account, youth = community.open_account(), community.open_programme("youth")
    gift = community.receive_money(account, 1_000, programme=youth)
    community.receive_money(account, 1_000)
    request = community.approved(1_000, grant(community, 1_000, programme=youth))
    community.pay(EVA, request, account)
    community.reverse(EVA, gift)


@refused_with("clerk_early")
def a_mandate_ended_before_its_time(community: InMemoryCommunity) -> None:
    mandate = community.state(facts.Mandate, community.mandate())
    community.state_as_clerk("mandate-lapsed", {"community": community.id, "left": mandate.cap, "mandate": mandate.id})


@refused_with("clerk_differs")
def a_mandate_ended_with_another_remainder(community: InMemoryCommunity) -> None:
    mandate = community.state(facts.Mandate, community.mandate(days=5))
    community.clock.advance(days=5)
    community.state_as_clerk("mandate-lapsed", {"community": community.id, "left": 1, "mandate": mandate.id})


@refused_with("budget_exceeded")
def a_mandate_that_fits_no_budget_line(community: InMemoryCommunity) -> None:
    budget_line(community, community.open_programme("youth"), 999)
    proposal = community.propose_spending(GIL, "A roof", community.spending(1_000, "The Roofers", programme="youth"))
    poll = community.open_vote(proposal, BO, CHEN)
    for one in (ADA, DI, EVA):
        community.vote(one, poll)
    community.close_vote(poll)
    community.clock.set(community.state(facts.Proposal, proposal).standstill_ends)
    effect = community.state(facts.Proposal, proposal).effects[0]
    granted = {name: effect[name] for name in ("cap", "currency", "payee", "programme", "purpose", "tranches")}
    about = {"community": community.id, "effect": 0, "poll": poll, "proposal": proposal}
    community.state_as_clerk("mandate-granted", {**about, **granted, "expires": community.clock() + 1, "line": ""})


@refused_with("appropriation_scope")
def a_club_that_gives_itself_a_budget(community: InMemoryCommunity) -> None:
    club = community.open_club("Choir", GIL, BO, DI)
    put(community, GIL, "appropriation", [appropriation(community.open_programme("songs", club), 1, 2)], club)


@refused_with("appropriation_time")
def a_budget_that_ends_before_it_begins(community: InMemoryCommunity) -> None:
    adopt_budget(community, appropriation(community.open_programme("youth"), 1, 5, 5))


@refused_with("entry_unbalanced")
def an_imported_entry_that_does_not_balance(community: InMemoryCommunity) -> None:
    bring_in(community, row(community, "2025-01-01", (community.open_account(), 5), (_opening(community), -4)))


@refused_with("entry_unbalanced")
def an_imported_entry_that_balances_only_across_currencies(community: InMemoryCommunity) -> None:
    pounds = community.open_account(name="pounds", currency="GBP")
    bring_in(community, row(community, "2025-01-01", (community.open_account(), 5), (pounds, -5)))


@refused_with("entry_unknown")
def a_reversal_of_nothing(community: InMemoryCommunity) -> None:
    community.reverse(DI, "0" * 64)


@refused_with("entry_not_reversible")
def a_reversal_reversed(community: InMemoryCommunity) -> None:
    gift = community.receive_money(community.open_account(), 5)
    community.reverse(DI, community.reverse(EVA, gift))


@refused_with("entry_not_reversible")
def a_payment_reversed_after_a_refund(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved()
    community.receive_money(account, 5_000)
    payment = community.pay(EVA, request, account)
    community.refund(DI, payment, account, 100)
    community.reverse(DI, payment)


@refused_with("reversed_already")
def an_income_reversed_twice(community: InMemoryCommunity) -> None:
    gift = community.receive_money(community.open_account(), 5)
    community.reverse(EVA, gift)
    community.reverse(FAY, gift)


@refused_with("reverser_not_separate")
def an_income_reversed_by_the_one_who_recorded_it(community: InMemoryCommunity) -> None:
    community.reverse(DI, community.receive_money(community.open_account(), 5))


@refused_with("account_floor")
def a_reversal_of_income_that_was_spent(community: InMemoryCommunity) -> None:
    account, request = community.open_account(), community.approved(1_000)
    gift = community.receive_money(account, 1_000)
    community.pay(EVA, request, account)
    community.reverse(EVA, gift)


@refused_with("period_closed")
def income_dated_in_a_closed_period(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.clock.advance(days=40)
    community.say(DI, "period-closed", until="2026-01-15")
    community.receive_money(account, 5)


@refused_with("period_closed")
def a_period_closed_again(community: InMemoryCommunity) -> None:
    community.clock.advance(days=40)
    community.say(DI, "period-closed", until="2026-01-15")
    community.say(DI, "period-closed", until="2026-01-15")


@refused_with("period_open")
def a_period_closed_before_it_is_over(community: InMemoryCommunity) -> None:
    community.say(DI, "period-closed", until="2026-01-05")


@refused_with("import_late")
def an_entry_imported_from_the_records_own_time(community: InMemoryCommunity) -> None:
    bring_in(community, row(community, "2026-01-05", (community.open_account(), 5), (_opening(community), -5)))


@refused_with("import_late")
def an_entry_imported_into_an_account_in_use(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5)
    bring_in(community, row(community, "2025-01-01", (account, 5), (_opening(community), -5)))


@refused_with("import_late")
def an_imported_entry_reversed_today(community: InMemoryCommunity) -> None:
    brought = bring_in(
        community, row(community, "2025-01-01", (community.open_account(), 5), (_opening(community), -5))
    )
    community.reverse(DI, f"{brought}-1")


@refused_with("transfer_self")
def a_transfer_to_the_same_account(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5)
    community.transfer(account, account, 5)


@refused_with("transfer_amounts")
def a_transfer_that_grows_on_its_way(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5)
    community.transfer(account, community.open_account(name="other"), 5, received=6)


@refused_with("currency_differs")
def restricted_money_that_comes_back_in_another_currency(community: InMemoryCommunity) -> None:
    account, youth = community.open_account(), community.open_programme("youth")
    community.receive_money(account, 1_000, programme=youth)
    payment = community.pay(EVA, community.approved(1_000, grant(community, 1_000, programme=youth)), account)
    community.refund(DI, payment, community.open_account(name="pounds", currency="GBP"), 600)


@refused_with("month_reconciled")
def income_dated_in_a_reconciled_month(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.clock.advance(days=40)
    reconcile(community, account, "2026-01", 0)
    community.receive_money(account, 5)


@refused_with("month_open")
def a_month_reconciled_before_it_is_over(community: InMemoryCommunity) -> None:
    reconcile(community, community.open_account(), "2026-01", 0)


@refused_with("reconciliation_differs")
def a_bank_that_says_something_else(community: InMemoryCommunity) -> None:
    account = community.open_account()
    community.receive_money(account, 5)
    community.clock.advance(days=40)
    reconcile(community, account, "2026-01", 6)


@refused_with("entry_unknown")
def an_outstanding_entry_of_another_month(community: InMemoryCommunity) -> None:
    account = community.open_account()
    later = community.receive_money(account, 5, received_on="2026-02-03")
    community.clock.advance(days=40)
    reconcile(community, account, "2026-01", -5, later)


@refused_with("account_unknown")
def a_bank_without_an_account(community: InMemoryCommunity) -> None:
    reconcile(community, account_id("none"), "2025-12", 0)

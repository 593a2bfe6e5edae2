"""Forgeries about money, by a dishonest server or treasurer."""

from govern.protocol import facts
from govern.protocol.units import DAY
from tests.dsl import grants, money
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.verify.forging.forger import ForgedStatement, Forger
from tests.verify.forging.forgeries import breaks
from tests.verify.forging.story import StoryIds


def _approved(forger: Forger, ids: StoryIds, amount: int = 1_000) -> str:
    request = forger.request(GIL, ids.mandate, amount)
    forger.approve(DI, request)
    return request


def _pay(forger: Forger, request: str, account: str, **changes: object) -> ForgedStatement:
    fields = {"account": account, "amount": 1_000, "charged": 1_000, "disbursement": request, "evidence": []}
    fields |= {"fee": 0, "paid_on": "2026-02-20"}
    return forger.say(EVA, "payment-recorded", {"reference": "transfer"}, **(fields | changes))


@breaks(8, "7.8", "disbursement_exceeded")
def more_paid_than_was_approved(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _pay(forger, _approved(forger, ids), ids.account, amount=1_001, charged=1_001)


@breaks(8, "7.12", "charged_differs")
def more_charged_than_was_paid(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _pay(forger, _approved(forger, ids), ids.account, charged=9_000)


@breaks(8, "7.13", "fee_too_high")
def a_fee_that_hides_a_payment(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return _pay(forger, _approved(forger, ids), ids.account, fee=9_000)


@breaks(8, "7.8", "disbursement_state")
def a_revised_request_paid_on_old_approvals(forger: Forger, ids: StoryIds) -> ForgedStatement:
    request = _approved(forger, ids)
    forger.revise_request(GIL, request, 1_500)
    return _pay(forger, request, ids.account)


@breaks(8, "7.15", "restricted_money")
def restricted_money_spent_on_something_else(forger: Forger, ids: StoryIds) -> ForgedStatement:
    gifts = forger.open_account(name="gifts")
    forger.receive_money(gifts, 5_000, programme=forger.open_programme("youth"))
    return _pay(forger, _approved(forger, ids), gifts)


@breaks(8, "7.18", "entry_unbalanced")
def history_that_makes_money_out_of_nothing(forger: Forger, ids: StoryIds) -> ForgedStatement:
    old, opening = forger.open_account(name="old"), forger.open_account(name="opening", kind="equity")
    entry, data = money.row(forger, "2025-01-01", (old, 5_000), (opening, -4_000))
    return forger.say(DI, "entries-imported", blobs=[data], entries=[entry])


@breaks(8, "7.21", "import_late")
def history_that_explains_a_loss_away(forger: Forger, ids: StoryIds) -> ForgedStatement:
    opening = forger.open_account(name="opening", kind="equity")
    entry, data = money.row(forger, "2025-01-01", (ids.account, -5_000), (opening, 5_000))
    return forger.say(DI, "entries-imported", blobs=[data], entries=[entry])


@breaks(8, "7.19", "reverser_not_separate")
def a_payment_reversed_by_the_one_who_recorded_it(forger: Forger, ids: StoryIds) -> ForgedStatement:
    fields = {"entry": ids.payment, "reversed_on": "2026-03-01"}
    return forger.say(EVA, "entry-reversed", {"reason": "never mind"}, **fields)


@breaks(8, "7.29", "receipt_party")
def a_receipt_from_somebody_who_has_nothing_to_do_with_it(forger: Forger, ids: StoryIds) -> ForgedStatement:
    return forger.say(BO, "receipt-attached", evidence=["7" * 64], payment=ids.payment)


@breaks(8, "7.23", "refund_exceeded")
def a_refund_of_more_than_was_paid(forger: Forger, ids: StoryIds) -> ForgedStatement:
    fields = {"account": ids.account, "amount": 100_001, "payment": ids.payment, "received": 100_001}
    return forger.say(DI, "refund-recorded", {"reason": "too much"}, received_on="2026-03-01", **fields)


@breaks(8, "7.20", "period_closed")
def income_dated_in_a_closed_period(forger: Forger, ids: StoryIds) -> ForgedStatement:
    forger.say(DI, "period-closed", until="2026-01-20")
    fields = {"account": ids.account, "amount": 5, "currency": "EUR", "received_on": "2026-01-15"}
    return forger.say(DI, "income-recorded", {"source": "A gift"}, from_account="", programme="", **fields)


@breaks(8, "7.24", "reconciliation_differs")
def a_bank_balance_that_the_ledger_does_not_have(forger: Forger, ids: StoryIds) -> ForgedStatement:
    forger.clock.advance(days=40)
    fields = {"account": ids.account, "balance": 1, "month": "2026-01", "outstanding": []}
    return forger.say(DI, "statement-reconciled", **fields)


@breaks(8, "7.17", "releaser_not_separate")
def a_tranche_released_by_its_author(forger: Forger, ids: StoryIds) -> ForgedStatement:
    forger.grant(GIL, "treasurer")
    mandate = money.grant(forger, 1_000, tranches=[(500, ""), (500, "half is built")])
    return forger.say(GIL, "tranche-released", {"evidence": "trust me"}, mandate=mandate, tranche=1)


@breaks(8, "7.17", "tranche_held")
def a_request_before_its_tranche(forger: Forger, ids: StoryIds) -> ForgedStatement:
    mandate = money.grant(forger, 1_000, tranches=[(500, ""), (500, "half is built")])
    return forger.say(GIL, "disbursement-requested", mandate=mandate, **forger.bill(501))


@breaks(8, "1.10", "clerk_early")
def a_mandate_ended_early(forger: Forger, ids: StoryIds) -> ForgedStatement:
    mandate = forger.state(facts.Mandate, ids.mandate)
    said = {"community": forger.id, "left": mandate.cap - mandate.paid, "mandate": mandate.id}
    return forger.state_as_clerk("mandate-lapsed", said)


@breaks(8, "1.10", "clerk_differs")
def a_budget_larger_than_what_passed(forger: Forger, ids: StoryIds) -> ForgedStatement:
    youth = forger.open_programme("youth")
    effect = money.appropriation(youth, 1_000, forger.clock() + 100 * DAY)
    proposal = money.put(forger, GIL, "appropriation", [effect])
    poll = forger.open_vote(proposal, BO)
    for one in (ADA, DI, EVA):
        forger.vote(one, poll)
    forger.close_vote(poll)
    forger.clock.set(forger.state(facts.Proposal, proposal).standstill_ends)
    return forger.lie(proposal, amount=1_000_000)


@breaks(8, "7.16", "budget_exceeded")
def a_mandate_beyond_its_budget_line(forger: Forger, ids: StoryIds) -> ForgedStatement:
    money.budget_line(forger, forger.open_programme("youth"), 999)
    proposal = forger.propose_spending(GIL, "A pond", forger.spending(1_000, "The Diggers", programme="youth"))
    poll = forger.open_vote(proposal, BO, CHEN)
    for one in (ADA, DI, EVA):
        forger.vote(one, poll)
    forger.close_vote(poll)
    forger.clock.set(forger.state(facts.Proposal, proposal).standstill_ends)
    effect = forger.state(facts.Proposal, proposal).effects[0]
    granted = {name: effect[name] for name in ("cap", "currency", "payee", "programme", "purpose", "tranches")}
    about = {"community": forger.id, "effect": 0, "poll": poll, "proposal": proposal}
    line = next(iter(forger.memory.all(facts.BudgetLine))).id
    expires = forger.clock() + 90 * DAY
    return forger.state_as_clerk("mandate-granted", {**about, **granted, "expires": expires, "line": line})


def _scored(forger: Forger) -> facts.GrantRound:
    forger.grant(CHEN, "arbiter")
    round_ = grants.open_round(forger, 1_000)
    first, second = (grants.apply(forger, BO, round_, 600, name) for name in ("The Printers", "The Painters"))
    forger.pass_time(days=7)
    grants.score(forger, CHEN, first, 90)
    grants.score(forger, CHEN, second, 80)
    forger.clock.set(forger.state(facts.GrantRound, round_).score_until)
    return forger.state(facts.GrantRound, round_)


@breaks(8, "1.10", "clerk_differs")
def an_award_to_the_second_best(forger: Forger, ids: StoryIds) -> ForgedStatement:
    kind, honest = forger.due_of(_scored(forger))
    second = next(one.id for one in forger.memory.all(facts.Application) if one.points == 80)
    return forger.state_as_clerk(kind, honest | {"awards": [second]})


@breaks(8, "1.10", "clerk_differs")
def an_award_of_more_than_there_is(forger: Forger, ids: StoryIds) -> ForgedStatement:
    kind, honest = forger.due_of(_scored(forger))
    both = [one.id for one in forger.memory.all(facts.Application)]
    return forger.state_as_clerk(kind, honest | {"awards": both})


@breaks(6, "2.2", "role_needed")
def a_score_by_a_stranger_to_the_committee(forger: Forger, ids: StoryIds) -> ForgedStatement:
    application = grants.apply(forger, BO, grants.open_round(forger, 1_000), 600)
    forger.pass_time(days=7)
    return forger.say(FAY, "application-scored", application=application, points=100)


@breaks(8, "1.10", "clerk_differs")
def a_stream_that_is_paid_without_support(forger: Forger, ids: StoryIds) -> ForgedStatement:
    pool = grants.open_pool(forger)
    stream = grants.ask(forger, FAY, pool, 10)
    forger.clock.advance(days=1)
    kind, honest = forger.due_of(forger.state(facts.Pool, pool))
    lie = {"paid": [{"amount": 240, "stream": stream}], "returned": honest["returned"] - 240}
    return forger.state_as_clerk(kind, honest | lie)

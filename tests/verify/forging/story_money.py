"""A tale in which money does everything that the record can tell of it."""

from dataclasses import dataclass

from govern.protocol import facts
from tests.dsl import grants, money
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, Tale


@dataclass(frozen=True)
class Spent:
    """What later tests come back to."""

    account: str
    pounds: str
    mandate: str
    request: str
    payment: str
    round: str
    application: str
    pool: str
    stream: str
    imported: str


def tell_money(tale: Tale) -> Spent:
    """History, a budget, tranches, parts, exchange, a refund, reversals, a round, a stream, a month, a period."""
    tale.settle()
    tale.grant(CHEN, "arbiter")
    imported = _history(tale)
    account, pounds = tale.open_account(), tale.open_account(name="pounds", currency="GBP")
    spare = tale.open_account(name="spare", floor=-100)
    youth = tale.open_programme("youth")
    tale.receive_money(account, 60_000, programme=youth)
    tale.receive_money(account, 500_000)
    wrong = tale.receive_money(account, 5)
    tale.reverse(EVA, wrong)
    tale.transfer(account, pounds, 10_000, received=8_700, fee=40)
    tale.reverse(FAY, tale.transfer(account, spare, 1_000, programme=youth))
    tale.say(DI, "account-closed", account=spare)
    money.budget_line(tale, youth, 300_000)
    mandate = money.grant(tale, 120_000, programme=youth, tranches=[(70_000, ""), (50_000, "half is built")], days=60)
    money.release(tale, mandate, 1)
    request = tale.request(GIL, mandate, 50_000, 30_000)
    tale.approve(DI, request)
    tale.revise_request(GIL, request, 50_000, 40_000)
    tale.approve(DI, request, 2)
    payment = tale.pay(EVA, request, account, 65_000, fee=120)
    tale.reverse(FAY, tale.pay(EVA, request, account, 25_000))
    tale.pay(EVA, request, pounds, 5_000, charged=4_350)
    tale.attach(GIL, payment, "7" * 64)
    tale.refund(DI, payment, account, 3_000)
    tale.say(GIL, "report-filed", {"text": "Half is built."}, files=[], mandate=mandate)
    round_, application = _round(tale)
    pool, stream = _stream(tale)
    tale.pass_time(days=40)  # the mandate lapses, the pool is shared out
    tale.say(DI, "period-closed", until="2026-01-31")
    state = tale.state(facts.Account, account)
    ledger = sum(one.change for one in _months(tale, account) if one.month <= "2026-01")
    assert not state.reconciled
    money.reconcile(tale, account, "2026-01", ledger)
    return Spent(account, pounds, mandate, request, payment, round_, application, pool, stream, imported)


def _months(tale: Tale, account: str) -> list[facts.AccountMonth]:
    found = (tale.find(facts.AccountMonth, account, f"2026-{month:02d}") for month in range(1, 13))
    return [one for one in found if one is not None]


def _history(tale: Tale) -> str:
    old = tale.open_account(name="old", floor=-5_000)
    opening = tale.open_account(name="opening", kind="equity")
    brought = money.bring_in(
        tale,
        money.row(tale, "2025-01-01", (old, 1_000), (opening, -1_000)),
        money.row(tale, "2025-02-01", (old, -4_000), (opening, 4_000)),
        money.row(tale, "2025-03-01", (old, 9_000), (opening, -9_000)),
        money.row(tale, "2025-03-01", (old, 9_000), (opening, -9_000)),
    )
    tale.reverse(DI, f"{brought}-4", on="2025-03-05")
    return brought


def _round(tale: Tale) -> tuple[str, str]:
    round_ = grants.open_round(tale, 50_000)
    application = grants.apply(tale, BO, round_, 20_000, "The Printers")
    other = grants.apply(tale, GIL, round_, 40_000)
    gone = grants.apply(tale, FAY, round_, 100)
    tale.say(FAY, "application-withdrawn", application=gone)
    tale.pass_time(days=7)
    grants.score(tale, CHEN, application, 80)
    grants.score(tale, CHEN, other, 70)
    tale.pass_time(days=7)
    return round_, application


def _stream(tale: Tale) -> tuple[str, str]:
    pool = grants.open_pool(tale, 100, 10)
    stream = grants.ask(tale, GIL, pool, 60)
    grants.support(tale, stream, DI, ADA)
    grants.support(tale, stream, ADA, stands=False)
    ended = grants.ask(tale, BO, pool, 10, "Nobody")
    tale.say(BO, "stream-ended", stream=ended)
    tale.pass_time(days=2)
    return pool, stream

"""A story with every kind of act about money."""

from dataclasses import dataclass

from govern.protocol import facts
from tests.dsl import grants, money
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL, CommunityDsl


@dataclass(frozen=True)
class MoneyIds:
    """Ids for later tests."""

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


def record_money(community: CommunityDsl) -> MoneyIds:
    """History, a budget, tranches, parts, exchange, a refund, reversals, a round, a stream, a month, a period."""
    community.settle()
    community.grant(CHEN, "arbiter")
    imported = _history(community)
    account, pounds = community.open_account(), community.open_account(name="pounds", currency="GBP")
    spare = community.open_account(name="spare", floor=-100)
    youth = community.open_programme("youth")
    community.receive_money(account, 60_000, programme=youth)
    community.receive_money(account, 500_000)
    wrong = community.receive_money(account, 5)
    community.reverse(EVA, wrong)
    community.transfer(account, pounds, 10_000, received=8_700, fee=40)
    community.reverse(FAY, community.transfer(account, spare, 1_000, programme=youth))
    community.say(DI, "account-closed", account=spare)
    money.budget_line(community, youth, 300_000)
    mandate = money.grant(
        community, 120_000, programme=youth, tranches=[(70_000, ""), (50_000, "half is built")], days=60
    )
    money.release(community, mandate, 1)
    request = community.request(GIL, mandate, 50_000, 30_000)
    community.approve(DI, request)
    community.revise_request(GIL, request, 50_000, 40_000)
    community.approve(DI, request, 2)
    payment = community.pay(EVA, request, account, 65_000, fee=120)
    community.reverse(FAY, community.pay(EVA, request, account, 25_000))
    community.pay(EVA, request, pounds, 5_000, charged=4_350)
    community.attach(GIL, payment, "7" * 64)
    community.refund(DI, payment, account, 3_000)
    community.say(GIL, "report-filed", {"text": "Half is built."}, files=[], mandate=mandate)
    round_, application = _round(community)
    pool, stream = _stream(community)
    community.pass_time(days=40)  # the mandate lapses, the pool is shared out
    community.say(DI, "period-closed", until="2026-01-31")
    state = community.state(facts.Account, account)
    ledger = sum(one.change for one in _months(community, account) if one.month <= "2026-01")
    assert not state.reconciled
    money.reconcile(community, account, "2026-01", ledger)
    return MoneyIds(account, pounds, mandate, request, payment, round_, application, pool, stream, imported)


def _months(community: CommunityDsl, account: str) -> list[facts.AccountMonth]:
    found = (community.find(facts.AccountMonth, account, f"2026-{month:02d}") for month in range(1, 13))
    return [one for one in found if one is not None]


def _history(community: CommunityDsl) -> str:
    old = community.open_account(name="old", floor=-5_000)
    opening = community.open_account(name="opening", kind="equity")
    brought = money.bring_in(
        community,
        money.row(community, "2025-01-01", (old, 1_000), (opening, -1_000)),
        money.row(community, "2025-02-01", (old, -4_000), (opening, 4_000)),
        money.row(community, "2025-03-01", (old, 9_000), (opening, -9_000)),
        money.row(community, "2025-03-01", (old, 9_000), (opening, -9_000)),
    )
    community.reverse(DI, f"{brought}-4", on="2025-03-05")
    return brought


def _round(community: CommunityDsl) -> tuple[str, str]:
    round_ = grants.open_round(community, 50_000)
    application = grants.apply(community, BO, round_, 20_000, "The Printers")
    other = grants.apply(community, GIL, round_, 40_000)
    gone = grants.apply(community, FAY, round_, 100)
    community.say(FAY, "application-withdrawn", application=gone)
    community.pass_time(days=7)
    grants.score(community, CHEN, application, 80)
    grants.score(community, CHEN, other, 70)
    community.pass_time(days=7)
    return round_, application


def _stream(community: CommunityDsl) -> tuple[str, str]:
    pool = grants.open_pool(community, 100, 10)
    stream = grants.ask(community, GIL, pool, 60)
    grants.support(community, stream, DI, ADA)
    grants.support(community, stream, ADA, stands=False)
    ended = grants.ask(community, BO, pool, 10, "Nobody")
    community.say(BO, "stream-ended", stream=ended)
    community.pass_time(days=2)
    return pool, stream

"""Lists of payments: newest day first, page by page, and read by an index."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from govern.protocol import facts
from govern.store.paging import read_cursor
from govern.store.views import budgets, payment_views
from govern.store.views.payment_views import PaymentFilter
from tests.dsl.money import budget_line, grant
from tests.dsl.people import DI, EVA, GIL, RealCommunity

DAYS = ("2026-02-20", "2026-02-03", "2026-02-11", "2026-02-20")
NEWEST_FIRST = (3, 0, 2, 1)


@pytest.fixture(params=["sqlite", "postgresql"])
def community(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealCommunity]:
    """A community with a programme, on either database."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    made = RealCommunity(tmp_path, url)
    made.settle()
    made.open_programme("roof")
    budget_line(made, "roof", 1_000_000)
    yield made
    made.close()


def pay(made: RealCommunity, account: str, mandate: str, on: str) -> str:
    """Gil asks for something, Di approves, Eva pays; the payment's id."""
    request = made.request(GIL, mandate, 500)
    made.approve(DI, request)
    return made.pay(EVA, request, account, paid_on=on)


def four_on_the_roof(made: RealCommunity) -> tuple[str, list[str]]:
    """The account from which was paid for the roof, and the four payments; another was for nothing named."""
    account = made.open_account()
    made.receive_money(account, 500_000)
    roof, other = grant(made, 100_000, programme="roof"), grant(made, 100_000)
    ids = [pay(made, account, roof, on) for on in DAYS]
    pay(made, account, other, "2026-02-19")
    return account, ids


def test_a_programmes_payments_are_paged_by_their_day(community: RealCommunity) -> None:
    _account, ids = four_on_the_roof(community)
    assert {one.programme for one in community.every(facts.Payment)} == {"roof", ""}
    criteria = PaymentFilter(programme="roof", since="2026-01-01", until="2026-12-31")
    with Session(community.engine) as session:
        first = payment_views.payments(session, criteria, None, 3)
        place = read_cursor(first.older, "", str, int)
        second = payment_views.payments(session, criteria, place, 3)
        back = payment_views.payments(session, criteria, read_cursor("", second.newer, str, int), 3)
    shown = [one.payment.id for page in (first, second) for one in page.items if one.payment]
    assert shown == [ids[place] for place in NEWEST_FIRST]
    assert [one.request.id for one in back.items] == [one.request.id for one in first.items]
    assert not second.older


def plans_of(made: RealCommunity, ask: Callable[[Session], object]) -> list[str]:
    """SQLite's query plans."""
    plans: list[str] = []
    with Session(made.engine) as session:
        event.listen(made.engine, "before_cursor_execute", noted := partial(explain, plans))
        ask(session)
        event.remove(made.engine, "before_cursor_execute", noted)
    return plans


def explain(plans: list[str], connection: Connection, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
    """Notes how the database will go about a query."""
    del cursor
    if not statement.startswith("EXPLAIN"):
        plans.extend(row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_the_latest_payments_of_a_programme_or_an_account_are_read_in_order_and_no_others(
    community: RealCommunity,
) -> None:
    account, _ids = four_on_the_roof(community)
    for criteria, index in (
        (PaymentFilter(programme="roof", since="2026-01-01", until="2026-12-31"), "ix_payments_programme"),
        (PaymentFilter(account=account), "ix_payments_account"),
        (PaymentFilter(since="2026-01-01"), "ix_payments_paid_on"),
    ):
        plans = plans_of(community, lambda session, criteria=criteria: payment_views.payments(session, criteria, None))  # type: ignore[misc]
        assert plans[0].startswith(f"SEARCH payments USING INDEX {index}"), plans
        assert all(plan.startswith("SEARCH") for plan in plans), plans  # nothing is scanned, and nothing sorted


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_a_programmes_payments_are_summed_from_its_own_months(community: RealCommunity) -> None:
    four_on_the_roof(community)
    with Session(community.engine) as session:
        assert budgets.paid_by_year(session, "roof") == {(2026, "EUR"): 2_000}
    plans = plans_of(community, lambda session: budgets.paid_by_year(session, "roof"))
    assert not [plan for plan in plans if plan.startswith("SCAN")], plans

"""The pages of the books: the tree of accounts, entries, transfers, periods, and treasurers' forms."""

import pytest
from flask import g
from sqlalchemy import select

from govern.protocol.errors import Refused
from govern.rules.treasury.ledger import built_in_id
from govern.store.facts.books import EntryRow
from govern.web.frame.errors import sentence
from tests.web.conftest import Site
from tests.web.reading import html, page
from tests.web.spending import (
    approve,
    ask,
    give,
    granted,
    open_account,
    open_programme,
    pay,
    receive,
    reverse,
    transfer,
)


def test_accounts_stand_in_a_tree_by_kind_with_what_is_restricted(site: Site) -> None:
    account = open_account(site)
    child = "a_" + "1" * 24
    fields = {"account": child, "currency": "EUR", "floor": 0, "kind": "assets", "parent": account}
    site.say("tao", "account-opened", {"name": "A box below"}, **fields)
    open_programme(site)
    receive(site, account, 30_000)
    give(site, account, 12_000, "learning")
    words = page(site, "/treasury/accounts")
    assert "Main account €420.00 €120.00 €300.00" in words
    assert words.index("Assets") < words.index("A box below") < words.index("Income €420.00")
    assert 'class="depth-1"' in html(site, "/treasury/accounts")


def test_an_account_tells_what_each_entry_left_of_it(site: Site) -> None:
    account, other = open_account(site), open_account(site, "Savings")
    receive(site, account, 30_000, "First")
    receive(site, account, 5_000, "Second")
    transfer(site, account, other, 20_000, 20_000)
    words = page(site, f"/treasury/accounts/{account}")
    assert "Put by Transfer -€200.00 €150.00" in words
    assert "Second Income €50.00 €350.00" in words
    assert "First Income €300.00 €300.00" in words


def test_running_balances_hold_from_page_to_page_and_month_to_month(site: Site) -> None:
    account = open_account(site)
    for number in range(1, 26):
        fields = {"account": account, "amount": 100 * number, "currency": "EUR", "from_account": "", "programme": ""}
        day = f"2026-{1 + number % 2:02d}-{number:02d}"
        site.say("tao", "income-recorded", {"source": f"Gift {number}."}, received_on=day, **fields)
    first = html(site, f"/treasury/accounts/{account}")
    older = first.split('rel="next" href="')[1].split('"')[0]
    whole = page(site, f"/treasury/accounts/{account}") + page(site, older)
    days = sorted((1 + number % 2, number) for number in range(1, 26))
    balance = 0
    for _month, number in days:
        balance += number
        assert f"Gift {number}. Income €{number}.00 €{balance}.00" in whole
    january = page(site, f"/treasury/accounts/{account}?until=2026-01")
    assert "Gift 24. Income €24.00 €156.00" in january  # 2 + 4 + ... + 24
    assert "Gift 25." not in january


def test_restricted_money_is_shown_on_its_account(site: Site) -> None:
    account = open_account(site)
    open_programme(site)
    give(site, account, 12_000, "learning")
    words = page(site, f"/treasury/accounts/{account}")
    assert "Restricted money Learning €120.00" in words
    assert "Free for any purpose €0.00" in words


def test_only_an_empty_account_is_offered_to_be_closed(site: Site) -> None:
    account = open_account(site)
    path = f"/treasury/accounts/{account}"
    assert 'data-statement="account-closed"' in html(site, path, "tao")
    assert 'data-statement="account-closed"' not in html(site, path, "mei")
    receive(site, account, 1_000)
    assert 'data-statement="account-closed"' not in html(site, path, "tao")
    assert "Only an empty account can be closed." in page(site, path, "tao")


def test_an_entry_shows_both_sides_and_where_it_comes_from(site: Site) -> None:
    euro, yuan = open_account(site), open_account(site, "Twin towns", "CNY")
    receive(site, euro, 100_000)
    entry = transfer(site, euro, yuan, 10_000, 78_130, 50)
    words = page(site, f"/treasury/journal/{entry}", "mei")
    assert "Main account €100.50" in words
    assert "Twin towns CN¥781.30" in words
    assert words.count("Changed between currencies") == 2
    assert "Bank fees €0.50" in words
    assert "Signed by Tao" in words


def test_another_treasurer_than_the_one_who_recorded_may_reverse(site: Site) -> None:
    account = open_account(site)
    entry = receive(site, account, 100_000)
    path = f"/treasury/journal/{entry}"
    assert 'data-statement="entry-reversed"' in html(site, path, "tess")
    assert 'data-statement="entry-reversed"' not in html(site, path, "tao")  # he recorded it
    assert 'data-statement="entry-reversed"' not in html(site, path, "mei")
    taken_back = reverse(site, entry, "tess")
    assert f'href="/treasury/journal/{taken_back}"' in html(site, path)
    assert 'data-statement="entry-reversed"' not in html(site, path, "tess")
    assert "reversed" in page(site, "/treasury/income")


def test_the_journal_is_narrowed_by_kind_account_programme_and_day(site: Site) -> None:
    account, other = open_account(site), open_account(site, "Savings")
    open_programme(site)
    receive(site, account, 50_000, "Dues of spring")
    give(site, account, 12_000, "learning", "For books")
    transfer(site, account, other, 20_000, 20_000)
    assert page(site, "/treasury/journal").count("no. ") == 0
    for query, shown, hidden in (
        ("kind=transfer", "Put by", "Dues of spring"),
        ("programme=learning", "For books", "Put by"),
        (f"account={other}", "Put by", "For books"),
        ("since=2026-11-04", "Put by", "For books"),
        ("until=2026-11-02", "Dues of spring", "For books"),
        (f"account={account}&kind=income&until=2026-11-02", "Dues of spring", "For books"),
    ):
        words = page(site, f"/treasury/journal?{query}")
        assert shown in words, query
        assert hidden not in words, query
    assert "No such entry" in page(site, "/treasury/journal?since=2099-01-01")


def test_the_journal_goes_on_from_page_to_page(site: Site) -> None:
    account = open_account(site)
    for number in range(1, 24):
        receive(site, account, 100 * number, f"Gift no. {number}.")
    first = html(site, f"/treasury/journal?account={account}")
    assert "Gift no. 23." in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    assert "Gift no. 1." in html(site, older)
    assert f"account={account}" in older


def test_transfers_are_listed_and_recorded(site: Site) -> None:
    account = open_account(site)
    assert "A transfer needs two accounts" in page(site, "/treasury/transfers/new", "tao")
    other = open_account(site, "Twin towns", "CNY")
    receive(site, account, 50_000)
    form = html(site, "/treasury/transfers/new", "tao")
    assert 'data-statement="transfer-recorded"' in form
    assert f'value="{other}" data-currency="CNY"' in form
    transfer(site, account, other, 10_000, 78_000, 100)
    words = page(site, "/treasury/transfers")
    assert "Put by Main account Twin towns €100.00 CN¥780.00 €1.00" in words
    assert site.client("mei").get("/treasury/transfers/new").status_code == 403


def test_periods_are_closed_by_treasurers_and_listed(site: Site) -> None:
    assert 'data-statement="period-closed"' in html(site, "/treasury/periods", "tao")
    assert 'data-statement="period-closed"' not in html(site, "/treasury/periods", "mei")
    assert "No period is closed yet." in page(site, "/treasury/periods")
    site.say("tao", "period-closed", until="2025-12-31")
    words = page(site, "/treasury/periods", "mei")
    assert "The books are closed up to 31 December 2025." in words
    assert "closed by Tao" in words


def test_a_treasurer_sees_months_to_reconcile_and_what_waits(site: Site) -> None:
    account = open_account(site)
    fields = {"account": account, "amount": 100, "currency": "EUR", "from_account": "", "programme": ""}
    site.say("tao", "income-recorded", {"source": "Old"}, received_on="2025-11-02", **fields)
    ask(site, granted(site))
    words = page(site, "/treasury/desk", "tao")
    assert "1 month is not proven yet: November 2025" in words
    assert "€500.00 to Roof & Sons" in words
    site.say("tao", "statement-reconciled", account=account, balance=100, month="2025-11", outstanding=[])
    assert "Every month that is over is proven." in page(site, "/treasury/desk", "tao")
    for who, status in (("mei", 403), ("", 302)):
        assert site.client(who).get("/treasury/desk").status_code == status


def test_a_year_is_summed_up(site: Site) -> None:
    account = open_account(site)
    open_programme(site)
    receive(site, account, 80_000)
    give(site, account, 12_000, "learning")
    request = ask(site, granted(site))
    approve(site, request)
    pay(site, request, account)
    assert "Report of 2026" in page(site, "/treasury/years")
    words = page(site, "/treasury/years/2026")
    assert "Main account €0.00 €420.00 €420.00" in words
    assert "Income €920.00 of it for Learning only €120.00" in words
    assert "Spent on any purpose €500.00" in words
    assert "1 payment was made." in words
    assert "no month of this year is proven" in words
    assert site.client().get("/treasury/years/2020").status_code == 404


@pytest.mark.parametrize("path", ["accounts/a_" + "0" * 24, "journal/" + "0" * 64, "budget/" + "0" * 64])
def test_an_item_outside_the_books_is_not_found(site: Site, path: str) -> None:
    assert site.client().get(f"/treasury/{path}").status_code == 404


def test_accounts_of_the_rules_themselves_have_a_page(site: Site) -> None:
    account = open_account(site)
    receive(site, account, 5_000)
    words = page(site, f"/treasury/accounts/{built_in_id('income', 'EUR')}")
    assert "Opened by the rules themselves" in words
    assert "Club dues Income €50.00 €50.00" in words
    with site.services.engine.connect() as connection:
        assert connection.scalars(select(EntryRow.kind)).all() == ["income"]


@pytest.mark.parametrize(
    ("language", "closed", "proven"),
    [
        ("en", "The books are closed up to 31 December 2025.", "reconciled with its bank up to November 2025."),
        ("zh-Hans", "2025年12月31日及以前的账目已结清。", "2025年11月"),
    ],
)
def test_a_refusal_writes_days_and_months_as_pages_do(site: Site, language: str, closed: str, proven: str) -> None:
    with site.app.test_request_context():
        g.language = language
        assert sentence(Refused("period_closed", until="2025-12-31")) == closed
        assert proven in sentence(Refused("month_reconciled", month="2025-11"))

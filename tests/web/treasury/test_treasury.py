"""The treasury's pages: sums, links from vote to payment, and the forms of each role."""

import re

import pytest

from govern.store.record import leaves
from govern.web.frame.database import db
from tests.web.conftest import Site
from tests.web.reading import html, page
from tests.web.spending import approve, ask, granted, open_account, pay, receive


def test_an_empty_treasury_says_how_it_begins(site: Site) -> None:
    assert "No account yet" in page(site, "/treasury")
    assert "Open an account" not in page(site, "/treasury", "mei")
    assert "Open an account" in page(site, "/treasury", "tao")


def test_the_treasury_shows_balances_what_waits_and_where_money_came_from(site: Site) -> None:
    mandate, account = granted(site), open_account(site, floor=10_000)
    receive(site, account, 300_000, "Club dues")
    receive(site, account, 45_000, "Club dues")
    receive(site, account, 5_000, "A cake sale")
    paid, waiting = ask(site, mandate, 50_000), ask(site, mandate, 20_000, items="the rest of the slates")
    approve(site, paid)
    pay(site, paid, account)
    words = page(site, "/treasury")
    assert "€3,000.00" in words  # the balance
    assert "never below €100.00" in words
    assert "the rest of the slates" in words
    assert "€3,450.00 Club dues" in words  # equal sources stand together
    assert "€500.00 Roof & Sons" in words
    assert f'href="/treasury/disbursements/{waiting}"' in html(site, "/treasury")


def test_many_sources_are_drawn_as_the_largest_and_the_others(site: Site) -> None:
    account = open_account(site)
    for number in range(1, 9):
        receive(site, account, 1_000 * number, f"Source {number}")
    words = page(site, "/treasury")
    assert "Source 8" in words
    assert "€60.00 Other income" in words  # 10 + 20 + 30, the three smallest of eight
    assert "€10.00 Source 1" not in words


def test_money_of_more_than_a_year_ago_is_not_in_the_picture(site: Site) -> None:
    account = open_account(site)
    receive(site, account, 1_000, "Long ago")
    site.clock.advance(days=366)
    assert "No money moved in this currency." in page(site, "/treasury")


def test_each_currency_has_its_own_picture(site: Site) -> None:
    euro, yuan = open_account(site), open_account(site, "Twin towns", "CNY")
    receive(site, euro, 1_000, "Dues")
    receive(site, yuan, 2_000, "Books", "CNY")
    assert "CN¥20.00 Books" in page(site, "/treasury?currency=CNY")
    assert "CN¥20.00 Books" not in page(site, "/treasury?currency=XXX")


def test_mandates_are_listed_by_their_state(site: Site) -> None:
    mandate, account = granted(site, cap=50_000), open_account(site)
    receive(site, account, 60_000)
    assert mandate in html(site, "/treasury/mandates?state=valid")
    assert "No such mandate" in page(site, "/treasury/mandates?state=spent")
    request = ask(site, mandate, 50_000)
    approve(site, request)
    pay(site, request, account)
    assert mandate in html(site, "/treasury/mandates?state=spent")
    assert "No such mandate" in page(site, "/treasury/mandates?state=valid")
    assert mandate in html(site, "/treasury/mandates")


def test_a_mandate_past_its_term_is_lapsed_and_takes_no_request(site: Site) -> None:
    mandate = granted(site)
    site.clock.advance(days=91)
    assert mandate in html(site, "/treasury/mandates?state=lapsed")
    assert "The mandate has expired." in page(site, f"/treasury/mandates/{mandate}", "mei")
    assert 'data-statement="disbursement-requested"' not in html(site, f"/treasury/mandates/{mandate}", "mei")


@pytest.mark.parametrize(
    ("who", "offered"), [("mei", True), ("tao", True), ("max", False), ("nell", False), ("", False)]
)
def test_asking_is_offered_to_author_and_treasurers_only(site: Site, who: str, offered: bool) -> None:
    shown = html(site, f"/treasury/mandates/{granted(site)}", who)
    assert ('data-statement="disbursement-requested"' in shown) is offered
    if who == "max":
        assert "A payment is requested by the proposal's author, the payee or a treasurer." in shown


def test_an_exhausted_mandate_says_so(site: Site) -> None:
    mandate = granted(site)
    ask(site, mandate, 120_000)
    assert "All of it is paid or reserved already." in page(site, f"/treasury/mandates/{mandate}", "mei")


def test_approving_is_offered_to_treasurers_who_did_not_ask(site: Site) -> None:
    request = ask(site, granted(site), by="tao")
    shown = f"/treasury/disbursements/{request}"
    assert 'data-statement="disbursement-approved"' in html(site, shown, "tess")
    for who in ("tao", "mei", ""):
        assert 'data-statement="disbursement-approved"' not in html(site, shown, who)
    assert "Whoever asks for a payment or receives it does not approve it." in page(site, shown, "tao")
    assert 'data-statement="disbursement-cancelled"' in html(site, shown, "tao")
    assert 'data-statement="disbursement-cancelled"' not in html(site, shown, "mei")


def test_paying_is_offered_from_accounts_that_can_bear_it(site: Site) -> None:
    poor, rich = open_account(site, "Poor"), open_account(site, "Rich")
    open_account(site, "Yuan", "CNY")
    receive(site, rich, 60_000)
    request = ask(site, granted(site))
    approve(site, request)
    shown = html(site, f"/treasury/disbursements/{request}", "tess")
    assert f'value="{rich}"' in shown
    assert f'value="{poor}"' not in shown
    assert "Yuan:" not in shown


def test_a_payment_no_account_can_bear_is_explained(site: Site) -> None:
    open_account(site)
    request = ask(site, granted(site))
    approve(site, request)
    shown = page(site, f"/treasury/disbursements/{request}", "tess")
    assert "The account may not fall below its floor." in shown
    assert "Whoever asks" not in shown


def test_the_chain_of_a_payment_is_unbroken(site: Site) -> None:
    mandate, account = granted(site), open_account(site)
    receive(site, account, 60_000)
    request = ask(site, mandate)
    approve(site, request)
    payment = pay(site, request, account)
    whole = html(site, f"/treasury/disbursements/{request}", "max")
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", whole.split('aria-labelledby="chain"')[1]))
    steps = ("Mei proposed The roof", "It passed, with 3 ballots", "A mandate to pay up to", "Mei asked for €500.00")
    places = [shown.index(step) for step in (*steps, "Tao approved", "Tess paid it")]
    assert places == sorted(places)
    assert "SEPA 7" in whole
    links = html(site, f"/treasury/disbursements/{request}")
    for id_ in (mandate, payment):
        with site.app.app_context():
            index = leaves.with_ids(db.session(), [id_])[0].index
        assert f'href="/record/{index}"' in links


def test_a_cancelled_request_frees_its_amount(site: Site) -> None:
    request = ask(site, granted(site))
    site.say("mei", "disbursement-cancelled", disbursement=request)
    shown = page(site, f"/treasury/disbursements/{request}", "mei")
    assert "This request was cancelled; its amount is free again." in shown
    assert "Cancel the request" not in shown


def test_payments_and_income_are_listed_page_by_page(site: Site) -> None:
    mandate, account = granted(site), open_account(site)
    for number in range(1, 24):
        receive(site, account, 10_000, f"Gift no. {number}.")
        request = ask(site, mandate, 100 * number)
        approve(site, request)
        pay(site, request, account, amount=100 * number)
    for path, newest, oldest in (
        ("/treasury/income", "Gift no. 23.", "Gift no. 1."),
        ("/treasury/payments", "€23.00", "€1.00"),
    ):
        first = html(site, path)
        assert newest in first
        assert oldest not in first
        older = first.split('rel="next" href="')[1].split('"')[0]
        assert oldest in html(site, older)
        assert newest not in html(site, older)


def test_names_of_payees_are_for_those_who_have_signed_in(site: Site) -> None:
    request = ask(site, granted(site))
    assert "Mei" in page(site, f"/treasury/disbursements/{request}", "max")
    assert "Mei" not in page(site, f"/treasury/disbursements/{request}")


def test_forms_of_treasurers(site: Site) -> None:
    assert 'data-statement="account-opened"' in html(site, "/treasury/accounts/new", "tao")
    assert "Open one first." in page(site, "/treasury/income/new", "tao")
    account = open_account(site)
    assert f'"account": "{account}", "currency": "EUR"' in html(site, "/treasury/income/new", "tao")
    open_account(site, "Second", "CNY")
    assert "Into which account?" in page(site, "/treasury/income/new", "tao")
    for who, status in (("mei", 403), ("", 302)):
        assert site.client(who).get("/treasury/accounts/new").status_code == status
        assert site.client(who).get("/treasury/income/new").status_code == status


@pytest.mark.parametrize("path", ["/treasury/mandates/", "/treasury/disbursements/"])
def test_a_missing_item_of_the_treasury_is_not_found(site: Site, path: str) -> None:
    assert site.client().get(path + "0" * 64).status_code == 404


def _nav(site: Site, path: str, who: str = "") -> str:
    return html(site, path, who).split('aria-label="Pages of the treasury"')[1].split("</nav>")[0]


def test_the_navigation_leads_to_grants_and_streams_and_treasurers_to_the_import_of_old_ledgers(site: Site) -> None:
    for path in ("/treasury", "/grants", "/streams"):
        shown = _nav(site, path, "mei")
        assert 'href="/grants"' in shown
        assert 'href="/streams"' in shown
        assert 'href="/treasury/import"' not in shown
    assert 'href="/treasury/import"' in _nav(site, "/treasury", "tao")
    assert 'href="/treasury/import" aria-current="page"' in _nav(site, "/treasury/import", "tao")
    assert 'href="/streams" aria-current="page"' in _nav(site, "/streams")
    assert '<a href="/treasury" aria-current="true">' in html(site, "/grants", "mei")

"""Treasury forms in the browser: repeated rows, two currencies, corrections."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from govern.store.facts.books import AccountRow
from govern.store.facts.treasury import DisbursementRow, MandateRow, PaymentRow, TrancheRow
from govern.web.frame.database import db
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve


@dataclass(frozen=True)
class ServedTreasury:
    """A served demonstration."""

    app: Flask
    url: str


Be = Callable[[str], Page]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTreasury]:
    """One demonstration for all these tests; each uses another part of it."""
    with demonstration_app(tmp_path_factory.mktemp("demo") / "instance") as app, serve(app) as server:
        yield ServedTreasury(app, server.url)


@pytest.fixture
def be(new_profile: Profiles, demonstration: ServedTreasury) -> Be:
    """A new browser profile, signed in as one of the people, with their key."""

    def sign_in(person: str) -> Page:
        page = new_profile(allow=("409 (", "422 ("), now=NOW).new_page()
        page.goto(f"{demonstration.url}/demo")
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        named = f'form:has(input[name="person"][value="{person}"]) button, button[name="person"][value="{person}"]'
        page.locator(named).first.click()
        expect(page.locator("[data-demo-key-status]")).to_contain_text("key is now in this browser")
        return page

    return sign_in


def found(site: ServedTreasury, query: object) -> str:
    """The id that a query finds first."""
    with site.app.app_context():
        return str(db.session.scalars(query.limit(1)).one())  # type: ignore[attr-defined]


def account(site: ServedTreasury, currency: str, place: int = 0) -> str:
    """An account that holds money."""
    query = select(AccountRow.account).where(AccountRow.kind == "assets", AccountRow.currency == currency)
    return found(site, query.order_by(AccountRow.index).offset(place))


def opened(page: Page, address: str, kind: str) -> Locator:
    """A page's form for a kind of statement, in a fold of the page or not."""
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    return page.locator(f'form[data-statement="{kind}"]').first


def sign(page: Page, form: Locator, words: str) -> None:
    """Reads the act in words, signs, and goes on once the receipt holds."""
    form.locator("button:not([type=button])").click()
    expect(page.locator(".act-words")).to_contain_text(words)
    page.locator('dialog [data-action="sign"]').click()
    expect(page.locator("dialog .receipt-ok")).to_be_visible()
    page.locator('dialog [data-action="continue"]').click()
    expect(page.locator("dialog")).to_have_count(0)


def test_money_is_changed_between_own_accounts(be: Be, demonstration: ServedTreasury) -> None:
    page = be("george")
    form = opened(page, f"{demonstration.url}/treasury/transfers/new", "transfer-recorded")
    form.locator("[name=amount]").fill("100")
    expect(form.locator("[data-exchanged]")).to_be_hidden()  # both are kept in euros so far
    form.locator("[name=to_account]").select_option(account(demonstration, "CNY"))
    expect(form.locator("[data-exchange-rate]")).to_contain_text("CNY")
    form.locator("input[name=received]:not([type=hidden])").fill("781.30")
    expect(form.locator("[data-exchange-rate]")).to_have_text("1 EUR = 7.813 CNY")
    form.locator("[name=fee]").fill("900")
    form.locator("[name=reason]").fill("For the visit")
    form.locator("button:not([type=button])").click()
    page.locator('dialog [data-action="sign"]').click()
    expect(page.locator("dialog").get_by_role("alert")).to_contain_text("fee")
    page.locator('dialog [data-action="back"]').click()
    expect(form.locator("[data-field=fee] .field-error")).to_contain_text("fee")
    assert_accessible(page)
    form.locator("[name=fee]").fill("1.50")
    sign(page, form, "100.00 EUR moved from")
    expect(page.locator("tbody tr").first).to_contain_text("CN¥781.30")


def test_a_gift_for_a_programme_is_recorded_as_such(be: Be, demonstration: ServedTreasury) -> None:
    page = be("shuyi")
    here = account(demonstration, "EUR")
    form = opened(page, f"{demonstration.url}/treasury/income/new?account={here}", "income-recorded")
    form.locator("[name=amount]").fill("250")
    form.locator("[name=source]").fill("A gift for courses")
    form.locator("[name=programme]").select_option("learning")
    sign(page, form, "250.00 EUR")
    expect(page.locator("tbody tr").first).to_contain_text("Learning")
    page.goto(f"{demonstration.url}/treasury/accounts/{here}")
    expect(page.locator("section[aria-labelledby=funds]")).to_contain_text("€250.00")


def test_a_programme_and_an_account_are_opened_and_a_period_is_closed(be: Be, demonstration: ServedTreasury) -> None:
    page = be("george")
    form = opened(page, f"{demonstration.url}/treasury/programmes/new", "programme-opened")
    form.locator("[name=name]").fill("Water 水")
    form.locator("[name=programme]").fill("Big Letters")
    form.locator("button:not([type=button])").click()
    expect(form.locator("[data-field=programme] .field-error")).not_to_be_empty()
    form.locator("[name=programme]").fill("water")
    sign(page, form, "Water 水")
    expect(page.get_by_role("link", name="Water 水")).to_be_visible()
    form = opened(page, f"{demonstration.url}/treasury/accounts/new", "account-opened")
    form.locator("[name=name]").fill("Gifts")
    form.locator("[name=kind]").select_option("income")
    form.locator("[name=currency]").select_option("EUR")
    sign(page, form, "Gifts")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gifts")
    form = page.locator('form[data-statement="account-closed"]')
    sign(page, form, "Gifts")
    expect(page.locator(".page-head")).to_contain_text("Closed")
    form = opened(page, f"{demonstration.url}/treasury/periods", "period-closed")
    sign(page, form, "")
    expect(page.locator("ol.rows li")).to_have_count(2)


def test_a_request_is_changed_with_rows_added_and_removed(be: Be, demonstration: ServedTreasury) -> None:
    page = be("mei")
    request = found(demonstration, select(DisbursementRow.id).where(DisbursementRow.version == 2))
    form = opened(page, f"{demonstration.url}/treasury/disbursements/{request}/revision", "disbursement-revised")
    expect(form.locator("[data-item]")).to_have_count(2)
    form.locator("[data-remove-item]").last.click()
    expect(form.locator("[data-items-sum]")).to_have_text("€320.00")
    form.locator("[data-add-item]").click()
    expect(form.locator('[name="items.1.text"]')).to_be_focused()
    form.locator("[data-add-item]").click()
    form.locator('[name="items.2.amount"]').fill("x")
    form.locator("button:not([type=button])").click()
    expect(form.locator('[data-field="items.1.text"] .field-error')).not_to_be_empty()
    expect(form.locator('[data-field="items.2.amount"] .field-error')).not_to_be_empty()
    assert_accessible(page)
    form.locator("[data-remove-item]").last.click()
    form.locator('[name="items.1.text"]').fill("A new cushion")
    form.locator('[name="items.1.amount"]').fill("12.50")
    sign(page, form, "332.50 EUR")
    expect(page.locator(".page-head")).to_contain_text("version 3")
    expect(page.locator("#changed").locator("xpath=..")).to_contain_text("A new cushion")


def test_a_partial_payment_is_made_from_an_account_in_another_currency(be: Be, demonstration: ServedTreasury) -> None:
    page = be("shuyi")
    waiting = select(DisbursementRow.id).join(MandateRow, MandateRow.id == DisbursementRow.mandate)
    request = found(demonstration, waiting.where(DisbursementRow.state == "approved", MandateRow.currency == "CNY"))
    form = opened(page, f"{demonstration.url}/treasury/disbursements/{request}", "payment-recorded")
    expect(form.locator("[data-exchanged]")).to_be_hidden()
    form.locator("[name=account]").select_option(account(demonstration, "EUR"))
    form.locator("[name=amount]").fill("4,000")
    form.locator("input[name=charged]:not([type=hidden])").fill("512")
    expect(form.locator("[data-exchange-rate]")).to_have_text("1 CNY = 0.128 EUR")
    form.locator("[name=fee]").fill("3")
    form.locator("[name=reference]").fill("SWIFT 99")
    sign(page, form, "4,000.00 CNY")
    expect(page.locator(".page-head")).to_contain_text("CN¥4,000.00 paid, CN¥5,600.00 to pay")
    page.get_by_role("link", name="The whole chain of this payment").click()
    expect(page.locator("section[aria-labelledby=payment]")).to_contain_text("1 CNY = 0.128 EUR")


def test_a_refund_and_a_reversal_are_recorded(be: Be, demonstration: ServedTreasury) -> None:
    page = be("shuyi")
    row = PaymentRow
    sound = select(row.id).where(row.reversed_at == 0, row.refunded == 0, row.charged == row.amount)
    payment = found(demonstration, sound.order_by(row.index))
    form = opened(page, f"{demonstration.url}/treasury/payments/{payment}", "refund-recorded")
    form.locator("[name=amount]").fill("10")
    form.locator("[name=reason]").fill("Two lanterns broke")
    sign(page, form, "10.00 EUR")
    expect(page.locator("section[aria-labelledby=afterwards]")).to_contain_text("Two lanterns broke")
    mine = page.evaluate("document.body.dataset.member")
    other = found(demonstration, sound.where(row.id != payment, row.recorded_by != mine).order_by(row.index.desc()))
    form = opened(page, f"{demonstration.url}/treasury/payments/{other}", "entry-reversed")
    form.locator("[name=reason]").fill("A wrong account")
    sign(page, form, "")
    expect(page.locator("section[aria-labelledby=afterwards]")).to_contain_text("A wrong account")
    expect(page.locator(".page-head")).to_contain_text("Reversed")
    assert_accessible(page)


def test_a_tranche_is_released_and_asked_for(be: Be, demonstration: ServedTreasury) -> None:
    mandate = found(demonstration, select(TrancheRow.mandate).where(TrancheRow.released_at == 0))
    page = be("nadia")
    form = opened(page, f"{demonstration.url}/treasury/mandates/{mandate}", "tranche-released")
    form.locator("[name=evidence]").fill("I saw the shelves")
    sign(page, form, "")
    expect(page.locator("section[aria-labelledby=tranches]")).to_contain_text("I saw the shelves")
    expect(page.locator("section[aria-labelledby=tranches]")).to_contain_text(re.compile("€1,800.00 of €1,800.00"))


def test_a_tranche_is_added_without_a_request_and_all_are_kept(be: Be, demonstration: ServedTreasury) -> None:
    page = be("mei")
    page.goto(f"{demonstration.url}/proposals/new?kind=spending")
    page.wait_for_selector("html[data-ready]")
    page.get_by_text("Pay it in tranches").first.click()
    tranches = page.locator('[data-tranches]:has([name="mandates.0.part1"])')
    page.locator("[name=title]").fill("Steps")
    for number in (1, 2):
        tranches.locator(f'[name="mandates.0.part{number}"]').fill("10")
    tranches.get_by_role("button", name="Show another tranche").click()
    third = tranches.get_by_label("Tranche 3 (optional)", exact=True)
    expect(third).to_be_focused()
    expect(third).to_have_value("")
    expect(page.locator("[name=title]")).to_have_value("Steps")  # the page stayed
    third.fill("30")
    tranches.get_by_label("Condition of tranche 3").fill("the third step stands")
    assert_accessible(page)
    for _number in range(4, 21):
        tranches.get_by_role("button", name="Show another tranche").click()
    expect(tranches.get_by_role("button", name="Show another tranche")).to_have_count(0)
    expect(tranches.get_by_label("Tranche 20 (optional)", exact=True)).to_be_visible()
    page.get_by_role("button", name="Save draft").last.click()
    expect(page.locator('[name="mandates.0.part3"]')).to_have_value("30")
    expect(page.locator('[name="mandates.0.when3"]')).to_have_value("the third step stands")
    expect(page.locator('[name="mandates.0.part5"]')).to_have_count(0)


def test_the_pages_of_the_treasury_are_reached_on_the_narrowest_phone(be: Be, demonstration: ServedTreasury) -> None:
    page = be("george")
    page.set_viewport_size({"width": 320, "height": 640})
    for path, words in (("/treasury", "Overview"), ("/streams", "Streams"), ("/treasury/import", "Old ledgers")):
        page.goto(f"{demonstration.url}{path}")
        page.wait_for_selector("html[data-ready]")
        at_hand = page.locator(".subnav [aria-current]")
        expect(at_hand).to_have_text(words)
        box = at_hand.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.locator(".subnav a", has_text="Overview").click()
    expect(page).to_have_url(re.compile("/treasury$"))

"""Part three of the main story: the treasury pays what was voted, and refuses the rest with a reason."""

from playwright.sync_api import expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers
from tests.e2e.people.deciding import TITLE

BOX = "Boathouse box"


def money_comes_in(tess: BrowserUser) -> None:
    tess.go("/treasury/accounts/new")
    form = tess.form("account-opened")
    form.locator("[name=name]").fill(BOX)
    form.locator("[name=currency]").select_option("EUR")
    tess.sign(form, f"You open the account “{BOX}”")
    tess.go("/treasury/income/new")
    form = tess.form("income-recorded")
    form.locator("[name=amount]").fill("2,000.50")
    form.locator("[name=source]").fill("Summer fair")
    tess.sign(form, f"2,000.50 EUR came into the account “{BOX}”")


def mei_asks_for_payment(mei: BrowserUser, mandate: str) -> str:
    mei.go(mandate)
    form = mei.form("disbursement-requested")
    form.locator('[name="items.0.amount"]').fill("1,200.01")
    form.locator('[name="items.0.text"]').fill("400 bundles of reeds")
    mei.be_refused(form, "You ask for 1,200.01 EUR", "mandate")
    expect(form.locator("[data-field=amount] .field-error")).to_contain_text("mandate")
    form.locator('[name="items.0.amount"]').fill("900")
    form.locator("[data-add-item]").click()
    form.locator('[name="items.1.text"]').fill("Their carriage from the lake")
    form.locator('[name="items.1.amount"]').fill("50")
    expect(form.locator("[data-items-sum]")).to_have_text("€950.00")
    mei.sign(form, "You ask for 950.00 EUR to be paid")
    expect(mei.form("disbursement-approved")).to_have_count(0)  # she is no treasurer, and it is her request
    return mei.path()


def asks_for(someone: BrowserUser, mandate: str, typed: str, what: str, words: str) -> str:
    """Asks for a payment of one item under a mandate; the page of the request."""
    someone.go(mandate)
    form = someone.form("disbursement-requested")
    form.locator('[name="items.0.amount"]').fill(typed)
    form.locator('[name="items.0.text"]').fill(what)
    someone.sign(form, f"You ask for {words} to be paid")
    return someone.path()


def approves(treasurer: BrowserUser, request: str, words: str) -> None:
    treasurer.go(request)
    treasurer.sign(treasurer.form("disbursement-approved"), f"You approve spending {words}")
    expect(treasurer.form("disbursement-approved")).to_have_count(0)


def pays(treasurer: BrowserUser, request: str, reference: str) -> None:
    treasurer.go(request)
    form = treasurer.form("payment-recorded")
    form.locator("[name=reference]").fill(reference)
    treasurer.sign(form, f"from the account “{BOX}”")
    expect(treasurer.page.locator("section[aria-labelledby=payment]")).to_contain_text(reference)


def tess_may_not_approve_what_she_asks_for_herself(tess: BrowserUser, mandate: str) -> None:
    asks_for(tess, mandate, "250", "Scaffolding", "250.00 EUR")
    expect(tess.form("disbursement-approved")).to_have_count(0)
    expect(tess.page.locator("section[aria-labelledby=approve]")).to_contain_text("Whoever asks for a payment")


def everyone_sees_the_payment(browsers: Browsers, request: str) -> None:
    visitor = browsers.at_browser("A visitor")
    visitor.go("/treasury")
    expect(visitor.page.locator("section[aria-labelledby=payments] tbody tr")).to_contain_text("€950.00")
    expect(visitor.page.locator("section[aria-labelledby=payments] tbody tr")).to_contain_text(TITLE)
    visitor.go(request)
    expect(visitor.page.locator("section[aria-labelledby=chain] li")).to_have_count(6)
    expect(visitor.page.get_by_text("Tess")).to_have_count(0)  # names are for people who have signed in

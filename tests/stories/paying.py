"""Part three of the main job: the treasury pays what was voted, and refuses the rest with a reason."""

from playwright.sync_api import expect

from tests.stories.deciding import TITLE
from tests.stories.neighbours import Neighbour
from tests.stories.street import Street


def money_comes_in(tess: Neighbour) -> None:
    tess.go("/treasury/accounts/new")
    form = tess.form("account-opened")
    form.locator("[name=name]").fill("Boathouse box")
    form.locator("[name=currency]").select_option("EUR")
    tess.sign(form, "You open the account “Boathouse box”")
    tess.go("/treasury/income/new")
    form = tess.form("income-recorded")
    form.locator("[name=amount]").fill("2,000.50")
    form.locator("[name=source]").fill("Summer fair")
    tess.sign(form, "2,000.50 EUR came into the account “Boathouse box”")


def mei_asks_for_payment(mei: Neighbour, mandate: str) -> str:
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
    expect(form.locator("[data-items-sum]")).to_have_text("950.00 EUR")
    mei.sign(form, "You ask for 950.00 EUR to be paid")
    expect(mei.form("disbursement-approved")).to_have_count(0)  # she is no treasurer, and it is her request
    return mei.path()


def tao_approves(tao: Neighbour, request: str) -> None:
    tao.go(request)
    tao.sign(tao.form("disbursement-approved"), "You approve spending 950.00 EUR")
    expect(tao.form("disbursement-approved")).to_have_count(0)


def tess_pays(tess: Neighbour, request: str) -> None:
    tess.go(request)
    form = tess.form("payment-recorded")
    form.locator("[name=reference]").fill("Invoice 17")
    tess.sign(form, "from the account “Boathouse box”")
    expect(tess.page.locator("section[aria-labelledby=payment]")).to_contain_text("Invoice 17")


def tess_may_not_approve_what_she_asks_for_herself(tess: Neighbour, mandate: str) -> None:
    tess.go(mandate)
    form = tess.form("disbursement-requested")
    form.locator('[name="items.0.amount"]').fill("250")
    form.locator('[name="items.0.text"]').fill("Scaffolding")
    tess.sign(form, "You ask for 250.00 EUR to be paid")
    expect(tess.form("disbursement-approved")).to_have_count(0)
    expect(tess.page.locator("section[aria-labelledby=approve]")).to_contain_text("Whoever asks for a payment")


def everyone_sees_the_payment(street: Street, request: str) -> None:
    visitor = street.at_browser("A visitor")
    visitor.go("/treasury")
    expect(visitor.page.locator("section[aria-labelledby=payments] tbody tr")).to_contain_text("€950.00")
    expect(visitor.page.locator("section[aria-labelledby=payments] tbody tr")).to_contain_text(TITLE)
    visitor.go(request)
    expect(visitor.page.locator("section[aria-labelledby=chain] li")).to_have_count(6)
    expect(visitor.page.get_by_text("Tess")).to_have_count(0)  # names are for people who have signed in

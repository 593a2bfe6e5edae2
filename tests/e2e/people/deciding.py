"""Part two of the main story: a proposal is written, sponsored, voted on and passed."""

from playwright.sync_api import expect

from tests.e2e.people.browser_user import PASSPHRASE, BrowserUser
from tests.e2e.people.browsers import Browsers

TITLE = "New reeds for the boathouse roof"
PAYEE = "Reed & Daughters, thatchers"


def mei_proposes(mei: BrowserUser) -> str:
    mei.go("/proposals/new")
    write_the_proposal(mei)
    with mei.opens_a_page():
        mei.page.locator("button[name=step][value=save]").click()
    mei.go("/proposals").get_by_role("link", name=TITLE).click()
    expect(mei.page.locator("[name=title]")).to_have_value(TITLE)
    mei.ready().locator("button[name=step][value=review]").click()
    expect(mei.page.get_by_text(f"€1,200.00 may be paid to {PAYEE}")).to_be_visible()
    mei.sign(mei.form("proposal-submitted"), f"You submit the spending proposal “{TITLE}”")
    expect(mei.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return mei.path()


def write_the_proposal(mei: BrowserUser) -> None:
    mei.page.locator("[name=kind][value=spending]").check()
    mei.page.locator("[name=title]").fill(TITLE)
    mei.page.locator("[name=body]").fill("It rains **in**.\n\n- 400 bundles\n- two weeks")
    expect(mei.page.locator("#preview strong")).to_have_text("in")
    mei.page.locator('[name="mandates.0.payee_name"]').fill(PAYEE)
    mei.page.locator('[name="mandates.0.cap"]').fill("1,200")
    mei.page.locator('[name="mandates.0.currency"]').select_option("EUR")
    mei.page.locator('[name="mandates.0.purpose"]').fill("reeds and the work")
    mei.page.locator('[name="mandates.0.expires_days"]').fill("90")


def two_sponsor_it(proposal: str, author: BrowserUser, *sponsors: BrowserUser) -> None:
    expect(author.form("proposal-sponsored")).to_have_count(0)  # authors do not sponsor their own
    for sponsor in sponsors:
        sponsor.go(proposal)
        sponsor.sign(sponsor.form("proposal-sponsored"), f"You sponsor the proposal “{TITLE}”")
        expect(sponsor.form("proposal-sponsored")).to_have_count(0)


def mei_votes_on_her_phone(browsers: Browsers, proposal: str) -> BrowserUser:
    phone = browsers.at_browser("Mei", width=390, height=844)
    phone.sign_in()
    phone.restore_from_file(browsers.folder / "mei-recovery.json", PASSPHRASE)
    phone.vote(proposal, "no", f"You vote NO on “{TITLE}”")
    expect(phone.page.locator('input[name=choice][value="no"]')).to_be_checked()
    phone.vote(proposal, "yes", f"You vote YES on “{TITLE}”")
    expect(phone.page.locator('input[name=choice][value="yes"]')).to_be_checked()
    phone.fits()
    return phone


def tao_votes_in_chinese(browsers: Browsers, proposal: str, code: str) -> None:
    tao = browsers.at_browser("Tao", locale="zh-CN")
    tao.sign_in()
    tao.restore_from_code(code)
    tao.vote(proposal, "yes", "赞成")
    expect(tao.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(tao.page.locator('input[name=choice][value="yes"]')).to_be_checked()


def it_has_passed(mei: BrowserUser, proposal: str) -> None:
    mei.go(proposal)
    expect(mei.page.locator("main header")).to_contain_text("standstill")
    expect(mei.page.locator("#result-heading")).to_be_visible()
    ballots = mei.page.locator("section[aria-labelledby=ballots] tbody tr")
    expect(ballots).to_have_count(3)  # a replaced ballot is one voter's, not two
    expect(ballots.filter(has_text="Mei")).to_contain_text(["Yes"])
    expect(mei.page.locator("section[aria-labelledby=consequences]")).to_contain_text("standstill")


def there_is_a_mandate(mei: BrowserUser, proposal: str) -> str:
    link = mei.go(proposal).locator("section[aria-labelledby=consequences] a[href^='/treasury/mandates/']")
    expect(link).to_contain_text("€1,200.00")
    return str(link.get_attribute("href"))

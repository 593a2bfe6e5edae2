"""A receipt attached after the payment: photographed on a phone and read by a treasurer."""

from playwright.sync_api import expect

from tests.e2e.people.served_vote import ServedVote
from tests.tools.browsers.profiles import Profiles
from tests.web.spending import approve, ask, granted, open_account, pay, receive

BILL = b"%PDF-1.7\nTwelve slates\n"


def test_the_requester_attaches_a_receipt_and_a_treasurer_reads_it(
    served_vote: ServedVote, new_profile: Profiles
) -> None:
    site = served_vote.site
    account = open_account(site)
    receive(site, account, 90_000)
    request = ask(site, granted(site))
    approve(site, request)
    path = f"/treasury/payments/{pay(site, request, account)}"

    file = served_vote.folder / "收据 7.pdf"
    file.write_bytes(BILL)
    mei = served_vote.seat(new_profile(locale="zh-CN", width=390, height=844, allow=("422 (",)), "mei")
    page = mei.go(path)
    page.get_by_text("补附收据或照片").click()
    form = mei.form("receipt-attached")
    mei.be_refused(form, "您为500.00 EUR的付款附上0 个文件。", "请至少选择一个")
    form.locator("input[type=file]").set_input_files(file)
    expect(form.locator("[data-attached] li")).to_contain_text("收据 7.pdf")
    mei.fits()
    mei.sign(form, "您为500.00 EUR的付款附上1 个文件。")
    expect(page.get_by_role("link", name="收据 7.pdf")).to_be_visible()

    tess = served_vote.seat(new_profile(), "tess")
    tess.go(path)
    saved = tess.save(tess.page.get_by_role("link", name="收据 7.pdf"), served_vote.folder / "saved.pdf")
    assert saved.read_bytes() == BILL
    stranger = new_profile().new_page()
    stranger.goto(served_vote.url + path)
    expect(stranger.get_by_text("A file that treasurers can read")).to_be_visible()

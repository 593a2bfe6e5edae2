"""A receipt that comes after the payment, photographed on a phone and read by a treasurer."""

from playwright.sync_api import expect

from tests.stories.people.hall import ServedVote
from tests.tools.browsers.profiles import Profiles
from tests.web.spending import approve, ask, granted, open_account, pay, receive

BILL = b"%PDF-1.7\nTwelve slates\n"


def test_whoever_asked_attaches_a_receipt_and_a_treasurer_reads_it(hall: ServedVote, new_profile: Profiles) -> None:
    site = hall.site
    account = open_account(site)
    receive(site, account, 90_000)
    request = ask(site, granted(site))
    approve(site, request)
    path = f"/treasury/payments/{pay(site, request, account)}"

    file = hall.folder / "收据 7.pdf"
    file.write_bytes(BILL)
    mei = hall.seat(new_profile(locale="zh-CN", width=390, height=844, allow=("422 (",)), "mei")
    page = mei.go(path)
    page.get_by_text("补附收据或照片").click()
    form = mei.form("receipt-attached")
    mei.be_refused(form, "您为500.00 EUR的付款附上0 个文件。", "请至少选择一个")
    form.locator("input[type=file]").set_input_files(file)
    expect(form.locator("[data-attached] li")).to_contain_text("收据 7.pdf")
    mei.fits()
    mei.sign(form, "您为500.00 EUR的付款附上1 个文件。")
    expect(page.get_by_role("link", name="收据 7.pdf")).to_be_visible()

    tess = hall.seat(new_profile(), "tess")
    tess.go(path)
    saved = tess.save(tess.page.get_by_role("link", name="收据 7.pdf"), hall.folder / "saved.pdf")
    assert saved.read_bytes() == BILL
    stranger = new_profile().new_page()
    stranger.goto(hall.url + path)
    expect(stranger.get_by_text("A file that treasurers can read")).to_be_visible()

"""Stolen keys, lost keys and keys of a second device, in real browsers."""

from playwright.sync_api import Page, expect

from govern.actions.writing import rebuild
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.served_vote import ServedVote
from tests.tools.browsers.profiles import Profiles

MOTION = "“A bench by the lake”"


def make_key(someone: BrowserUser, part: str) -> Page:
    """Makes a key with a written code, behind a heading of the page of keys."""
    page = someone.page
    page.locator(f"details[data-part={part}] summary").click()
    page.locator("input[name=backup-file]").uncheck()
    page.locator("input[name=backup-code]").check()
    page.locator("[data-action=make-key]").click()
    someone.copy_code()
    page.locator("[data-action=register-key]").click()
    return page


def sign(page: Page, words: str) -> None:
    """Reads the act in words, signs and sees the receipt verified."""
    expect(page.locator("dialog .act-words").first).to_contain_text(words)
    page.locator('dialog [data-action="sign"]').click()
    expect(page.locator("dialog .receipt-ok").first).to_be_visible()
    page.locator('dialog [data-action="continue"]').click()


def end_another_key(someone: BrowserUser, words: str) -> None:
    """Ends the one key of the list that is not on this device."""
    rows = someone.go("/device").locator("section[aria-labelledby=keys] li")
    expect(rows).to_have_count(2)
    other = rows.filter(has=someone.page.locator("[data-own-key]:empty"))
    someone.ask_to_sign(other.locator("form"), words)
    expect(someone.page.locator("dialog")).not_to_contain_text("It is the only key you have")
    someone.page.locator('dialog [data-action="cancel"]').click()
    someone.sign(other.locator("form"), words)


def test_a_stolen_phone_is_shut_out_and_its_ballot_replaced(served_vote: ServedVote, new_profile: Profiles) -> None:
    mei = served_vote.seat(new_profile(), "mei")
    phone = served_vote.seat(new_profile(locale="zh-CN", width=390, height=844, allow=("422 (",)), "mei")
    phone.vote(served_vote.open, "no", "您投【反对】票")
    page = make_key(mei, "replace")
    sign(page, "You add the key")
    expect(page.locator("section[aria-labelledby=keys] li")).to_have_count(2)
    mei.expect_key()
    end_another_key(mei, "You END the key")
    mei.go("/device")
    mei.ask_to_sign(mei.form("key-revoked"), "You END the key")
    expect(mei.page.locator("dialog")).to_contain_text("It is the only key you have")
    mei.vote(served_vote.open, "yes", f"You vote YES on {MOTION}")

    phone.go(f"{served_vote.open}/ballot")
    form = phone.form("ballot-cast")
    form.locator('input[value="no"]').check()
    phone.be_refused(form, "您投【反对】票", "这把密钥已被停用或替换")
    assert served_vote.ballot("mei") == (2, "yes")
    phone.go("/device")
    expect(phone.page.locator('.device-state[data-state="other"]')).to_be_visible()
    assert rebuild.check(served_vote.site.services.engine, served_vote.site.instance) == []


def test_a_second_device_gets_a_key_of_its_own(served_vote: ServedVote, new_profile: Profiles) -> None:
    phone = served_vote.sign_in(new_profile(width=390, height=844), "max")
    page = make_key(phone, "lost")
    expect(page.locator('.device-state[data-state="asked"]')).to_be_visible()
    print_ = page.locator(".facts .fingerprint").inner_text()
    page = phone.go("/device")
    expect(page.locator("[data-further-key]")).to_be_hidden()  # the new key does not add itself

    desk = served_vote.seat(new_profile(), "max")
    page = desk.go("/device")
    expect(page.locator("[data-further-key]")).to_contain_text(print_)
    desk.sign(desk.form("key-added"), f"You add the key {print_} to yours")
    expect(page.locator("[data-further-key]")).to_have_count(0)
    phone.go("/device")
    phone.expect_key()
    phone.vote(served_vote.open, "yes", f"You vote YES on {MOTION}")
    assert served_vote.ballot("max") == (1, "yes")


def test_two_registrars_give_a_new_key_to_a_member_who_lost_all_keys(
    served_vote: ServedVote, new_profile: Profiles
) -> None:
    site = served_vote.site
    site.say("ada", "role-granted", holder=site.people["tess"].member, role="registrar", scope="community")
    tao = served_vote.sign_in(new_profile(allow=("422 (",)), "tao")
    print_ = make_key(tao, "lost").locator(".facts .fingerprint").inner_text()
    for name in ("ada", "tess"):
        registrar = served_vote.seat(new_profile(), name)
        registrar.go("/").get_by_role("link", name="1 member asks for a new key").click()
        row = registrar.page.locator("section[aria-labelledby=renewals] li")
        expect(row).to_contain_text(print_)
        registrar.sign(registrar.form("key-reset"), "You agree that Tao gets a new key")
        expect(registrar.form("key-reset")).to_have_count(0)

    expect(tao.go("/").get_by_text("Registrars agreed to a new key in your name")).to_be_visible()
    expect(tao.go("/device").get_by_text("Registrars agreed to a new key in your name")).to_be_visible()
    site.clock.advance(days=6)
    tao.go(f"{served_vote.seeking}")
    form = tao.form("proposal-sponsored")
    tao.be_refused(form, "You sponsor the proposal", "This key has not begun yet")
    site.clock.advance(days=1)
    tao.go("/device")
    tao.expect_key()
    tao.go(served_vote.seeking)
    tao.sign(tao.form("proposal-sponsored"), "You sponsor the proposal")
    assert served_vote.sponsors() == 1

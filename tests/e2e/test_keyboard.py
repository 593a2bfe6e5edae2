"""Sponsoring and voting by keyboard alone."""

from playwright.sync_api import expect

from tests.e2e.people.keys import press, sign_by_keyboard, tab_to
from tests.e2e.people.served_vote import ServedVote
from tests.tools.browsers.profiles import Profiles


def test_sponsoring_by_keyboard(served_vote: ServedVote, new_profile: Profiles) -> None:
    max_ = served_vote.seat(new_profile(), "max")
    max_.go(served_vote.seeking)
    button = max_.form("proposal-sponsored").get_by_role("button")
    tab_to(max_, button)
    press(max_, "Space")
    expect(max_.page.locator("dialog .sign-review")).to_be_focused()
    press(max_, "Escape")
    expect(max_.page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    assert served_vote.sponsors() == 0
    press(max_, "Enter")
    sign_by_keyboard(max_)
    assert served_vote.sponsors() == 1


def test_voting_by_keyboard_and_changing_ones_mind_before_signing(
    served_vote: ServedVote, new_profile: Profiles
) -> None:
    tao = served_vote.seat(new_profile(), "tao")
    tao.go(f"{served_vote.open}/ballot")
    form = tao.form("ballot-cast")
    tab_to(tao, form.locator('input[value="yes"]'))
    press(tao, "Space", "ArrowDown")
    expect(form.locator('input[value="no"]')).to_be_checked()
    button = form.get_by_role("button")
    tab_to(tao, button)
    press(tao, "Enter")
    expect(tao.page.locator("dialog .act-words")).to_contain_text("You vote NO")
    press(tao, "Escape")
    expect(button).to_be_focused()
    expect(form.locator('input[value="no"]')).to_be_checked()
    press(tao, "Shift+Tab", "ArrowUp")
    expect(form.locator('input[value="yes"]')).to_be_checked()
    press(tao, "Enter")  # as in every form, Enter in a field sends it
    expect(tao.page.locator("dialog .act-words")).to_contain_text("You vote YES")
    sign_by_keyboard(tao)
    assert served_vote.ballot("tao") == (1, "yes")


def test_keys_typed_right_after_escape_go_to_the_form(served_vote: ServedVote, new_profile: Profiles) -> None:
    tao = served_vote.seat(new_profile(), "tao")
    for _ in range(5):
        tao.go(f"{served_vote.open}/ballot")
        form = tao.form("ballot-cast")
        tab_to(tao, form.locator('input[value="yes"]'))
        press(tao, "Space", "ArrowDown", "Enter")
        expect(tao.page.locator("dialog .act-words")).to_contain_text("You vote NO")
        press(tao, "Escape", "ArrowUp", "Enter")
        expect(tao.page.locator("dialog .act-words")).to_contain_text("You vote YES")


def test_the_focus_stays_in_the_dialog_and_cancel_gives_it_back(served_vote: ServedVote, new_profile: Profiles) -> None:
    mei = served_vote.seat(new_profile(width=390, height=844), "mei")
    mei.go(f"{served_vote.open}/ballot")
    form = mei.form("ballot-cast")
    tab_to(mei, form.locator('input[value="yes"]'))
    press(mei, "Space")
    tab_to(mei, form.get_by_role("button"))
    press(mei, "Enter")
    expect(mei.page.locator("dialog .sign-review")).to_be_focused()
    for _ in range(6):
        press(mei, "Tab")
        assert not mei.page.evaluate("document.activeElement.closest('main, header, footer') !== null")
    tab_to(mei, mei.page.locator('dialog [data-action="cancel"]'))
    press(mei, "Enter")
    expect(form.get_by_role("button")).to_be_focused()
    expect(form.locator('input[value="yes"]')).to_be_checked()

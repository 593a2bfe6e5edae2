"""Using a page by keyboard alone: Tab, Enter, Space, arrow keys and Escape."""

from playwright.sync_api import Locator, expect

from tests.e2e.people.browser_user import BrowserUser

MOST_TABS = 80


def tab_to(someone: BrowserUser, control: Locator) -> None:
    """Presses Tab until the control has the focus."""
    for _ in range(MOST_TABS):
        someone.page.keyboard.press("Tab")
        if control.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"not reached by {MOST_TABS} tabs: {control}")


def press(someone: BrowserUser, *keys: str) -> None:
    """Presses keys one after the other."""
    for key in keys:
        someone.page.keyboard.press(key)


def sign_by_keyboard(someone: BrowserUser) -> None:
    """In the dialog: what is signed has the focus, so that Enter signs nothing unread; Sign is reached by Tab."""
    page = someone.page
    expect(page.locator("dialog .sign-review")).to_be_focused()
    press(someone, "Enter")
    tab_to(someone, page.locator('dialog [data-action="sign"]'))
    press(someone, "Enter")
    expect(page.locator('dialog [data-action="continue"]')).to_be_focused()
    with page.expect_navigation():
        press(someone, "Enter")
    someone.ready()

"""The style page in a real browser: never wider than the screen, and no axe finding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import serve
from tests.web.looks.look import create_look


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the style page."""
    with serve(create_look()) as server:
        yield server.url


def look_at(new_profile: Profiles, url: str, width: int = 1280, dark: bool = False) -> Page:
    """Open a page at a width and in a theme; nothing behind it answers the scripts, so 404 is no news."""
    page = new_profile(width=width, dark=dark, allow=["404 ("]).new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_style_page(
    new_profile: Profiles, address: str, lang: str, dark: bool, width: int
) -> None:
    page = look_at(new_profile, f"{address}/proposals/style?lang={lang}", width, dark)
    assert_accessible(page)
    page.evaluate("document.getElementById('sample').showModal()")
    assert_accessible(page)


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2000])
def test_no_page_is_wider_than_the_screen(new_profile: Profiles, address: str, lang: str, width: int) -> None:
    page = look_at(new_profile, f"{address}/proposals/style?lang={lang}", width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_opens_on_a_phone_and_lies_open_on_a_desk(new_profile: Profiles, address: str) -> None:
    phone = look_at(new_profile, f"{address}/problem", 390)
    assert not phone.get_by_role("link", name="Treasury").is_visible()
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("link", name="Treasury").wait_for()
    assert_accessible(phone)
    desk = look_at(new_profile, f"{address}/problem", 1280)
    assert desk.get_by_role("link", name="Treasury").is_visible()
    assert not desk.get_by_role("button", name="Menu").is_visible()


def test_a_chosen_theme_wins_over_the_device(new_profile: Profiles, address: str) -> None:
    grounds = [
        look_at(new_profile, f"{address}/problem?theme={theme}", dark=dark).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for theme, dark in [("dark", False), ("auto", True), ("light", True), ("auto", False)]
    ]
    assert grounds[0] == grounds[1]
    assert grounds[2] == grounds[3]
    assert grounds[0] != grounds[2]


def test_a_page_before_the_founding_and_without_a_name_is_whole(new_profile: Profiles, address: str) -> None:
    page = look_at(new_profile, f"{address}/problem?unfounded=1&anonymous=1")
    assert page.get_by_role("link", name="Sign in").is_visible()
    assert_accessible(page)

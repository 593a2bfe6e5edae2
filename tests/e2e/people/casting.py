"""Fills in a ballot with several options, by touch or by keyboard alone."""

from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.keys import press, tab_to


def paper(someone: BrowserUser, page: str) -> Locator:
    """The form of someone's ballot on the proposal whose page this is."""
    someone.go(f"{page}/ballot")
    return someone.form("ballot-cast")


def field(form: Locator, option: str) -> Locator:
    """The control of an option: its check box, points field or item in the ranking."""
    return form.locator(f'[data-option="{option}"]')


def tap_names(form: Locator, *options: str) -> None:
    """Taps on options."""
    for option in options:
        _around(form, "label", option).tap()
        expect(field(form, option)).to_be_checked()


def tap_points(form: Locator, points: Mapping[str, int]) -> None:
    """Taps on an option's + until it has its points."""
    for option, number in points.items():
        plus = _around(form, "[data-pointed]", option).locator('[data-step="1"]')
        for _ in range(number):
            plus.tap()
        expect(field(form, option)).to_have_value(str(number))


def tap_ranks(form: Locator, *options: str) -> None:
    """Taps on “Rank next”, the best option first."""
    for option in options:
        field(form, option).locator('[data-move="rank"]').tap()
    expect_order(form, *options)


def drag_ranks(someone: BrowserUser, form: Locator, *options: str) -> None:
    """Drags options with a finger, the best last: each is let go at the top."""
    for option in reversed(options):
        _drag_to_the_top(someone, form, option)
    expect_order(form, *options)


def expect_order(form: Locator, *options: str) -> None:
    """These options are ranked, in this order."""
    ranked = form.locator("[data-ranked] > li")
    expect(ranked).to_have_count(len(options))
    for place, option in enumerate(options):
        expect(ranked.nth(place)).to_have_attribute("data-option", option)


def _drag_to_the_top(someone: BrowserUser, form: Locator, option: str) -> None:
    """Drags the handle by touch, in steps, to the end of the current ranking."""
    item = field(form, option)
    form.locator(".rank-heading").first.evaluate("one => one.scrollIntoView()")
    handle, top = item.locator("[data-handle]").bounding_box(), form.locator(".rank-heading").first.bounding_box()
    assert handle is not None
    assert top is not None
    x, start, end = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2, top["y"] + top["height"] + 12
    finger = someone.page.context.new_cdp_session(someone.page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": start}]})
    for step in range(1, 5):
        y = start + (end - start) * step / 4
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(form.locator("[data-ranked] > li").first).to_have_attribute("data-option", option)


def type_names(someone: BrowserUser, form: Locator, *options: str) -> None:
    """Goes to each option's box by Tab and checks it with Space."""
    for option in _as_they_stand(form, options):
        tab_to(someone, field(form, option))
        press(someone, "Space")
        expect(field(form, option)).to_be_checked()


def type_points(someone: BrowserUser, form: Locator, points: Mapping[str, int]) -> None:
    """Types points into the fields."""
    for option in _as_they_stand(form, list(points)):
        tab_to(someone, field(form, option))
        someone.page.keyboard.type(str(points[option]))
        expect(field(form, option)).to_have_value(str(points[option]))


def press_ranks(someone: BrowserUser, form: Locator, *options: str) -> None:
    """Goes to each option's “Rank next” by Tab and presses Enter, the best option first."""
    for option in options:
        tab_to(someone, field(form, option).locator('[data-move="rank"]'))
        press(someone, "Enter")
    expect_order(form, *options)


def type_ranks(someone: BrowserUser, form: Locator, ranks: Sequence[Sequence[str]]) -> None:
    """Types each option's rank into its field, level ones the same, and takes it with Enter."""
    for number, options in enumerate(ranks, start=1):
        for option in options:
            tab_to(someone, field(form, option).locator("input"))
            someone.page.keyboard.type(str(number))
            press(someone, "Enter")
            expect(field(form, option).locator("input")).to_have_value(str(number))


def pick(someone: BrowserUser, form: Locator, value: str) -> None:
    """Goes to the radio buttons by Tab and to one of them with the arrow keys."""
    picked = form.locator("input[type=radio]:checked")
    tab_to(someone, picked if picked.count() else form.locator("input[type=radio]").first)
    press(someone, "Space")
    wanted = form.locator(f'input[type=radio][value="{value}"]')
    for _ in range(form.locator("input[type=radio]").count()):
        if wanted.is_checked():
            break
        press(someone, "ArrowDown")
    expect(wanted).to_be_checked()


def _around(form: Locator, outer: str, option: str) -> Locator:
    """The part of the ballot around an option's control."""
    return form.locator(outer, has=form.page.locator(f'[data-option="{option}"]'))


def _as_they_stand(form: Locator, options: Sequence[str]) -> list[str]:
    """The options in the order of this voter's ballot, which is the tab order."""
    stand = [one.get_attribute("data-option") for one in form.locator("[data-option]").all()]
    return sorted(options, key=stand.index)

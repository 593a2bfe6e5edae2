"""A button pressed before the scripts have loaded: nothing is sent unsigned, and nothing is lost."""

from playwright.sync_api import Route, expect

from tests.e2e.people.served_vote import ServedVote
from tests.tools.browsers.profiles import Profiles


def test_a_form_sent_too_early_waits_for_the_scripts_that_sign(served_vote: ServedVote, new_profile: Profiles) -> None:
    mei = served_vote.seat(new_profile(), "mei")
    kept_back: list[Route] = []
    mei.page.context.route("**/js/page/app.js", lambda route: kept_back.append(route))
    address = f"{served_vote.url}{served_vote.open}/discussion"
    mei.page.goto(address, wait_until="commit")
    form = mei.page.locator('form[data-statement="comment-made"]').first
    form.locator("[name=text]").fill("Said in haste.")
    form.get_by_role("button").last.click(no_wait_after=True)
    assert mei.page.url == address
    assert len(kept_back) == 1
    kept_back[0].continue_()
    expect(mei.page.locator("dialog .act-words").first).to_contain_text("You comment on")
    assert mei.page.url == address
    expect(form.locator("[name=text]")).to_have_value("Said in haste.")

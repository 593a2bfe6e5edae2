"""Unsent input survives a change of language or theme, a reload, leaving the page and a second tab."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from govern.store.facts import proposals
from govern.store.facts.polls import PollRow
from govern.web.frame.database import db
from tests.browser.signing.test_voting import ServedVotes, be, sign
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve

KEPT = "Object.keys(localStorage).filter((one) => one.startsWith('govern:unsent:')).length"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    """A demonstration with an open vote by ranking."""
    with demonstration_app(tmp_path_factory.mktemp("unsent") / "instance") as app:
        with app.app_context():
            open_now = select(PollRow.proposal).where(PollRow.opens <= NOW, PollRow.closes > NOW)
            open_now = open_now.where(PollRow.method == "schulze/1")
            ranking = db.session.scalars(open_now.limit(1)).one()
            talk = db.session.scalars(select(proposals.ProposalRow.id).where(proposals.ProposalRow.poll == "").limit(1))
            motion = talk.one()
        with serve(app) as server:
            yield ServedVotes(server.url, motion, ranking)


def ready(page: Page) -> None:
    expect(page.locator("html[data-ready]")).to_be_attached()


def write(page: Page, url: str) -> None:
    """Begins a proposal."""
    page.goto(f"{url}/proposals/new?kind=motion")
    ready(page)
    page.locator("#f-title").fill("A bench 长椅")
    page.locator("#f-body").fill("Under the *old* lime tree.")


def expect_written(page: Page) -> None:
    ready(page)
    expect(page.locator("#f-title")).to_have_value("A bench 长椅")
    expect(page.locator("#f-body")).to_have_value("Under the *old* lime tree.")


def test_unsent_input_survives_language_theme_reload_and_a_second_tab(
    new_profile: Profiles, shown: ServedVotes
) -> None:
    page = be(new_profile, shown, "mei")
    write(page, shown.url)
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html[lang=zh-Hans]")).to_be_attached()
    expect_written(page)
    expect(page.get_by_role("status").filter(has_text="已恢复")).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html[lang=en]")).to_be_attached()
    expect_written(page)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html[data-theme=dark]")).to_be_attached()
    expect_written(page)
    page.reload()
    expect_written(page)
    second = page.context.new_page()
    second.goto(page.url)
    expect_written(second)
    second.close()


def test_unsent_input_survives_navigation_and_can_be_discarded(new_profile: Profiles, shown: ServedVotes) -> None:
    page = be(new_profile, shown, "weiwei")
    write(page, shown.url)
    page.goto(f"{shown.url}/members")
    page.go_back()
    expect_written(page)
    page.goto(f"{shown.url}/proposals/new?kind=motion")
    expect_written(page)
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator("#f-title")).to_have_value("")
    page.reload()
    ready(page)
    expect(page.locator("#f-title")).to_have_value("")


def test_saved_input_is_forgotten_and_all_input_is_forgotten_at_sign_out(
    new_profile: Profiles, shown: ServedVotes
) -> None:
    page = be(new_profile, shown, "tom")
    write(page, shown.url)
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_url("**/proposals/drafts/*")
    ready(page)
    assert page.evaluate(KEPT) == 0, page.evaluate("JSON.stringify(localStorage)")
    write(page, shown.url)
    page.reload()
    expect_written(page)
    assert page.evaluate(KEPT) == 1
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{shown.url}/")
    ready(page)
    assert page.evaluate(KEPT) == 0, page.evaluate("JSON.stringify(localStorage)")


def test_a_comment_is_kept_until_it_is_recorded(new_profile: Profiles, shown: ServedVotes) -> None:
    page = be(new_profile, shown, "mei")
    address = f"{shown.url}/proposals/{shown.open_vote}/discussion"
    page.goto(address)
    ready(page)
    page.get_by_label("Your comment").fill("What will it cost?")
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html[lang=zh-Hans]")).to_be_attached()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html[lang=en]")).to_be_attached()
    ready(page)
    expect(page.get_by_label("Your comment")).to_have_value("What will it cost?")
    page.get_by_role("button", name="Sign and post").click()
    sign(page, "You comment on “")
    page.wait_for_url("**/discussion/*")
    page.goto(address)
    ready(page)
    expect(page.get_by_label("Your comment")).to_have_value("")
    assert page.evaluate(KEPT) == 0, page.evaluate("JSON.stringify(localStorage)")


def test_an_unfinished_ranking_is_kept(new_profile: Profiles, shown: ServedVotes) -> None:
    page = be(new_profile, shown, "mei")
    page.goto(f"{shown.url}/proposals/{shown.open_budget}/ballot")
    ready(page)
    ranked = page.locator("[data-ranked] > li")
    for _ in range(ranked.count()):
        ranked.first.locator('[data-move="out"]').click()
    waiting = page.locator("[data-unranked] > li")
    for place in (1, 0):
        waiting.nth(place).locator('[data-move="rank"]').click()
    names = [one.get_attribute("data-name") for one in ranked.all()]
    assert len(names) == 2
    page.goto(f"{shown.url}/members")
    page.go_back()
    ready(page)
    expect(ranked).to_have_count(2)
    assert [one.get_attribute("data-name") for one in ranked.all()] == names
    page.reload()
    ready(page)
    expect(ranked).to_have_count(2)
    assert [one.get_attribute("data-name") for one in ranked.all()] == names


def test_passwords_are_never_kept(new_profile: Profiles, shown: ServedVotes, tmp_path: Path) -> None:
    page = be(new_profile, shown, "ada")
    page.goto(f"{shown.url}/account")
    ready(page)
    page.locator('input[type="password"]').first.fill("correct horse battery")
    page.locator('input[type="password"]').first.press("Tab")
    page.reload()
    ready(page)
    assert "correct horse" not in page.evaluate("JSON.stringify(localStorage)")

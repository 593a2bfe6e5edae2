"""Fields with a limit: input is never cut; too much of it is counted and refused."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from govern.store.facts.discussion import CommentRow
from govern.web.frame.database import db
from tests.browser.signing.test_voting import ServedVotes, be
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import demonstration_app
from tests.tools.server import serve


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    """A demonstration, and a proposal that members discuss."""
    with demonstration_app(tmp_path_factory.mktemp("limits") / "instance") as app:
        with app.app_context():
            proposal = db.session.scalars(select(CommentRow.proposal).order_by(CommentRow.index.desc()).limit(1)).one()
        with serve(app) as server:
            yield ServedVotes(server.url, proposal)


def paste(page: Page, label: str, text: str) -> None:
    """Puts a text into a field as a paste does, which `maxlength` would cut."""
    page.get_by_label(label).focus()
    page.keyboard.insert_text(text)


def test_a_long_title_is_kept_whole_and_refused_with_a_message(
    new_profile: Profiles, demonstration: ServedVotes
) -> None:
    page = be(new_profile, demonstration, "mei", allow=("422 (",))
    page.goto(f"{demonstration.url}/proposals/new")
    expect(page.locator("html[data-ready]")).to_be_attached()
    title = page.get_by_label("Title")
    paste(page, "Title", "长" * 195)
    expect(page.get_by_text("5 characters left.")).to_be_visible()
    paste(page, "Title", "𠮷" * 8)
    expect(title).to_have_accessible_description(re.compile("3 characters too many"))
    expect(title).to_have_value("长" * 195 + "𠮷" * 8)
    assert_accessible(page)
    page.get_by_role("button", name="Save draft").last.click()
    page.wait_for_url("**/proposals/drafts/*")
    expect(title).to_have_value("长" * 195 + "𠮷" * 8)
    expect(page.get_by_text("3 characters too many.")).to_be_visible()
    page.get_by_role("button", name="Review").click()
    expect(page.locator(".error-summary")).to_contain_text("This is too long")
    expect(title).to_have_value("长" * 195 + "𠮷" * 8)


def test_a_long_comment_is_not_signed_and_not_cut(new_profile: Profiles, demonstration: ServedVotes) -> None:
    page = be(new_profile, demonstration, "mei")
    page.goto(f"{demonstration.url}/proposals/{demonstration.open_vote}/discussion")
    expect(page.locator("html[data-ready]")).to_be_attached()
    box = page.get_by_label("Your comment")
    paste(page, "Your comment", "a" * 10_001)
    expect(page.get_by_text("1 character too many.")).to_be_visible()
    page.get_by_role("button", name="Sign and post").click()
    expect(page.locator(".field-error")).to_have_text("This is too long.")
    expect(page.get_by_role("dialog")).to_have_count(0)
    box.press("Backspace")
    expect(page.get_by_text("0 characters")).to_have_count(0)
    page.get_by_role("button", name="Sign and post").click()
    expect(page.get_by_role("dialog")).to_be_visible()

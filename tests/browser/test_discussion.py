"""Commenting with a mention, and withholding a text, in a real browser."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from govern.store.facts.discussion import CommentRow, HiddenTextRow
from govern.web.frame.database import db
from tests.browser.signing.test_voting import ServedVotes, be, sign
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import demonstration_app
from tests.tools.server import serve


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    """A demonstration, and a proposal that members discuss."""
    with demonstration_app(tmp_path_factory.mktemp("talk") / "instance") as app:
        with app.app_context():
            hidden = db.session.query(HiddenTextRow.hash)
            spoken = db.session.query(CommentRow).filter(CommentRow.text.not_in(hidden))
            proposal = spoken.order_by(CommentRow.index.desc()).filter(CommentRow.parent == "").first()
        assert proposal is not None
        with serve(app) as server:
            yield ServedVotes(server.url, proposal.proposal)


def test_a_comment_mentions_somebody_and_a_moderator_withholds_it(
    new_profile: Profiles, demonstration: ServedVotes
) -> None:
    author = be(new_profile, demonstration, "mei")
    author.goto(f"{demonstration.url}/proposals/{demonstration.open_vote}/discussion")
    expect(author.locator("html[data-ready]")).to_be_attached()
    box = author.get_by_label("Your comment")
    box.press_sequentially("Then ask @oli")
    author.locator(".mentions button", has_text="Oliver").click()
    expect(author.locator("#preview a")).to_contain_text("@Oliver")
    assert_accessible(author)
    author.get_by_role("button", name="Sign and post").click()
    sign(author, "You comment on “")
    author.wait_for_url("**/discussion/*")
    expect(author.locator(".comment .prose")).to_contain_text("Then ask @Oliver")
    moderator = be(new_profile, demonstration, "grace")
    moderator.goto(author.url)
    moderator.get_by_role("link", name="Withhold").click()
    moderator.wait_for_url("**/moderation/texts/*")
    expect(moderator.locator("html[data-ready]")).to_be_attached()
    moderator.get_by_label("Reason").fill("It was only a test.")
    moderator.get_by_role("button", name="Sign and withhold").click()
    sign(moderator, "You WITHHOLD this text: “Then ask @m_")
    expect(moderator.get_by_text("The reason: It was only a test.")).to_be_visible()
    author.reload()
    expect(author.locator(".comment")).to_contain_text("This text is withheld.")
    expect(author.locator("body")).not_to_contain_text("Then ask")


@pytest.mark.parametrize("before", ["", "你好", "你好，", "【", "さん", "Ask ("])
def test_a_mention_may_follow_a_character_of_a_script_without_spaces(
    new_profile: Profiles, demonstration: ServedVotes, before: str
) -> None:
    page = be(new_profile, demonstration, "mei")
    page.goto(f"{demonstration.url}/proposals/{demonstration.open_vote}/discussion")
    expect(page.locator("html[data-ready]")).to_be_attached()
    box = page.get_by_label("Your comment")
    box.press_sequentially(f"{before}@温书")
    page.locator(".mentions button", has_text="温书怡").click()
    expect(box).to_have_value(re.compile(rf"^{re.escape(before)}@m_[0-9a-f]{{24}} $"))
    expect(page.locator("#preview a")).to_contain_text("@温书怡")


def test_an_email_address_is_no_mention(new_profile: Profiles, demonstration: ServedVotes) -> None:
    page = be(new_profile, demonstration, "mei")
    page.goto(f"{demonstration.url}/proposals/{demonstration.open_vote}/discussion")
    expect(page.locator("html[data-ready]")).to_be_attached()
    looked_up: list[str] = []
    page.on("request", lambda request: looked_up.append(unquote(request.url)) if "?q=" in request.url else None)
    box = page.get_by_label("Your comment")
    for typed in ("ada@oli", " https://example.org/@oli", " José@oli"):
        box.press_sequentially(typed)
    box.press_sequentially(" @温书")
    expect(page.locator(".mentions button", has_text="温书怡")).to_be_visible()
    assert not any("oli" in one for one in looked_up)

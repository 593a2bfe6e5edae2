"""A toy kind of proposal in the signing dialog: what it says comes from the words of the kind, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from govern.web.words.kinds import kinds_in_words
from tests.browser.js_site import ScriptSite
from tests.i18n import dialog
from tests.recipes.test_toy_kind_form import PledgeWords
from tests.tools.server import serve

DESCRIBE = """async (payload) => {
  const { describe } = await import("/static/js/acts/describe.js");
  return describe("proposal-submitted", payload, { labels: { t: "Mend the fence" } });
}"""


@pytest.fixture
def page(playwright_browser: Browser) -> Iterator[Page]:
    def answer(route: Route) -> None:
        made = dialog.script([*kinds_in_words().values(), PledgeWords()])
        route.fulfill(body=made, content_type="text/javascript")

    with serve(ScriptSite()) as served:
        context = playwright_browser.new_context()
        page = context.new_page()
        page.route(f"**/{dialog.SCRIPT.name}", answer)
        page.goto(served.url)
        yield page
        context.close()


@pytest.mark.parametrize(("hours", "said"), [(1, "for 1 hour."), (1200, "for 1,200 hours.")])
def test_the_dialog_describes_the_whole_effect_before_signing(page: Page, hours: int, said: str) -> None:
    effect = {"effect": "pledge-hours", "hours": hours}
    payload = {"effects": [effect], "kind": "pledge", "scope": "community", "title": "t", "topic": ""}
    words = page.evaluate(DESCRIBE, payload)
    assert words["act"] == "You ask everybody to lend a hand: “Mend the fence”."
    assert words["more"] == ["What happens if it passes", f"Everybody works {said}"]


def test_the_dialog_says_that_a_kind_has_no_words(page: Page) -> None:
    effect = {"effect": "sing-song", "verses": 3}
    payload = {"effects": [effect], "kind": "song", "scope": "community", "title": "t", "topic": ""}
    words = page.evaluate(DESCRIBE, payload)
    assert words["act"] == "You submit the proposal “Mend the fence”."
    assert words["more"][1] == "Something that this page cannot put into words: sing-song."

"""Small scripts of single pages: previews, dates, the demonstration's keys, copying."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.js_site import COMMUNITY, MEMBER, ScriptSite, page, seed_of
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import serve

PREVIEW = """<label>Text <textarea id="body" data-preview="/proposals/preview" data-preview-pane="pane"></textarea>
</label>
<button type="button" data-preview-for="body">Preview</button><div id="pane"></div>"""
DATES = """<time id="local" data-local datetime="2026-12-05T13:00:00Z">x</time>
<time id="soon" data-relative datetime="2026-12-05T13:00:00Z">x</time>
<time id="only" data-relative="only" datetime="2026-12-01T10:00:00Z">x</time>"""
KEY = """async ([community, member]) => {
  const { getKey } = await import("/static/js/browser/storage.js");
  const key = await getKey(community, member);
  return key === undefined ? null : key.privateKey.extractable;
}"""


@pytest.fixture
def site() -> ScriptSite:
    return ScriptSite()


@pytest.fixture
def url(site: ScriptSite) -> Iterator[str]:
    with serve(site) as served:
        yield served.url


def test_a_preview_follows_the_typing_and_runs_no_script(site: ScriptSite, url: str, new_profile: Profiles) -> None:
    site.pages["/new"] = page(PREVIEW, scripts=("page/app.js", "forms/preview.js"))
    tab = new_profile().new_page()
    tab.goto(f"{url}/new")
    tab.get_by_label("Text").press_sequentially("A cafe")
    expect(tab.locator("#pane em")).to_have_text("A cafe")
    tab.get_by_label("Text").fill("<script>document.title = 'taken'</script>safe")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.locator("#pane em")).to_contain_text("safe")
    assert tab.title() == "Test"


def test_dates_are_shown_in_the_readers_zone_and_language(site: ScriptSite, url: str, new_profile: Profiles) -> None:
    site.pages["/en"], site.pages["/zh"] = page(DATES), page(DATES, "zh-Hans")
    tab = new_profile().new_page()
    tab.clock.set_fixed_time("2026-12-02T10:00:00Z")
    tab.goto(f"{url}/en")
    expect(tab.locator("#local")).to_have_text("5 Dec 2026, 13:00 UTC")
    expect(tab.locator("#soon")).to_have_text("5 Dec 2026, 13:00 UTC (in 3 days)")
    expect(tab.locator("#only")).to_have_text("yesterday")
    tab.goto(f"{url}/zh")
    expect(tab.locator("#soon")).to_contain_text("（3天后）")
    expect(tab.locator("#local")).to_contain_text("2026年12月5日")


@pytest.mark.parametrize("auto", [False, True])
def test_the_demonstration_puts_a_persons_key_into_the_browser(
    site: ScriptSite, url: str, new_profile: Profiles, auto: bool
) -> None:
    control = (
        '<button type="button" data-demo-key{}>Put the key here</button><p data-demo-key-status role="status"></p>'
    )
    site.pages["/demo"] = page(control.format('="auto"' if auto else ""), scripts=("page/app.js", "page/demo.js"))
    site.pages["/demo/key"] = json.dumps({"member": MEMBER, "seed": seed_of("member").hex()})
    tab = new_profile().new_page()
    tab.goto(f"{url}/demo")
    if not auto:
        tab.get_by_role("button", name="Put the key here").click()
    expect(tab.get_by_role("status")).to_have_text("This person's key is now in this browser. You can sign as them.")
    assert tab.evaluate(KEY, [COMMUNITY, MEMBER]) is False


def test_text_is_copied_on_request(site: ScriptSite, url: str, new_profile: Profiles) -> None:
    site.pages["/code"] = page('<code id="key">abc</code><button type="button" data-copy="key">Copy</button>')
    profile = new_profile()
    profile.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = profile.new_page()
    tab.goto(f"{url}/code")
    tab.get_by_role("button", name="Copy").click()
    expect(tab.get_by_role("button", name="Copied")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == "abc"

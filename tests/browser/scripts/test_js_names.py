"""Names in signing forms: the browser normalises them as the server does and shows what it removed."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.browser.js_site import ScriptSite
from tests.browser.scripts.test_js_forms import text_of
from tests.browser.signing.signing_tab import last, with_key

EXAMPLES: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "names.json").read_text())
READ = """async (typed) => {
  const { readName } = await import("/static/js/forms/names.js");
  return typed.map((one) => readName(one));
}"""


def test_the_browser_reads_each_example_as_the_server_does(url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/proposal")
    found = tab.evaluate(READ, [one["typed"] for one in EXAMPLES])
    assert [{"typed": one["typed"], **read} for one, read in zip(EXAMPLES, found, strict=True)] == EXAMPLES


def test_invisible_characters_in_a_pasted_title_are_removed_and_reported(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/proposal")
    title = tab.get_by_label("Title")
    title.fill("\u202eRe\u00adpair \u200fعلی\u200cرضا")
    tab.get_by_label("Body").fill("It leaks.")
    expect(tab.get_by_text("Invisible characters that came along were removed.")).to_be_visible()
    expect(title).to_have_value("Repair علی\u200cرضا")
    tab.get_by_role("button", name="Submit").click()
    tab.get_by_role("dialog").get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert text_of(site, last(site)[1]["title"]) == "Repair علی\u200cرضا"


def test_an_invisible_title_is_refused_beside_its_field(url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/proposal")
    tab.get_by_label("Title").fill("\u3164")
    tab.get_by_label("Body").fill("It leaks.")
    tab.get_by_role("button", name="Submit").click()
    expect(tab.get_by_text("Nothing of this can be seen.")).to_be_visible()
    expect(tab.get_by_label("Title")).to_have_value("\u3164")

"""A small site with signing forms, and a browser tab that has the member's key."""

from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from govern.record import base64_text, leaf, strict_json
from govern.record.envelope import Envelope
from tests.browser.js_site import COMMUNITY, MEMBER, ScriptSite, page, seed_of

POLL = "ab" * 32
BALLOT = f"""<form data-statement="ballot-cast" data-done="/after/{{id}}"
  data-fixed='{{"poll":"{POLL}","prev":"","seq":1}}'
  data-labels='{{"{POLL}":"Repair the roof"}}'>
  <fieldset class="field" data-field="choice"><legend>Your vote</legend>
    <label><input type="radio" name="choice" value="yes" required> Yes</label>
    <label><input type="radio" name="choice" value="no"> No</label>
    <p class="field-error" id="f-choice-error"></p></fieldset>
  <button>Cast</button></form>"""
PROPOSAL = """<form data-statement="proposal-submitted">
  <label>Title <input name="title" data-type="text" required maxlength="80"></label>
  <label>Body <textarea name="body" data-type="text" required></textarea></label>
  <label>Kind <select name="kind">
    <option value="motion">Motion</option><option value="spending">Spending</option></select></label>
  <fieldset data-when="kind=motion"><input type="hidden" name="effects.0.effect" value="record-resolution"></fieldset>
  <fieldset data-when="kind=spending"><input type="hidden" name="effects.0.effect" value="grant-mandate">
    <label>Currency <select name="effects.0.currency"><option>EUR</option><option>JPY</option></select></label>
    <label>Up to <input name="effects.0.cap" data-type="money" data-currency-from="effects.0.currency" required></label>
    <label>Days <input name="effects.0.expires_days" data-type="integer" value="365" required></label>
    <input type="hidden" name="effects.0.payee.type" value="outside">
    <input type="hidden" name="effects.0.programme" value="">
    <input type="hidden" name="effects.0.tranches" data-type="json" value="[]">
    <label>Payee <input name="effects.0.payee.name" data-type="text" required></label>
    <label>Purpose <input name="effects.0.purpose" data-type="text" required></label></fieldset>
  <label>Note <input name="note" data-type="string omit-if-empty"></label>
  <button>Submit</button></form>"""
INSTALL = """async ([community, member, seed]) => {
  const { install } = await import("/static/js/device/keys.js");
  const { fromBase64 } = await import("/static/js/record/bytes.js");
  await install(fromBase64(seed), { community, member }, 0);
}"""
RECEIPTS = """async ([community, member]) => {
  const { getReceipts } = await import("/static/js/browser/storage.js");
  return (await getReceipts(community, member)).map(({ id, kind, words, index }) => ({ id, kind, words, index }));
}"""


def signing_site() -> ScriptSite:
    """A site with a form for each way of signing, and some leaves in its log."""
    site = ScriptSite()
    site.fill(4)
    site.pages["/ballot"] = page(BALLOT)
    site.pages["/zh"] = page(BALLOT, "zh-Hans")
    site.pages["/proposal"] = page(PROPOSAL)
    site.pages["/receipts"] = page("<div data-receipts></div>", scripts=("page/app.js", "page/receipts.js"))
    return site


def with_key(profile: BrowserContext, address: str) -> Page:
    """A tab at the address, ready to sign, in a browser that has the member's key."""
    tab = profile.new_page()
    tab.goto(address)
    tab.evaluate(INSTALL, [COMMUNITY, MEMBER, base64_text.encode(seed_of("member"))])
    tab.wait_for_selector("html[data-ready]")
    return tab


def vote(tab: Page, choice: str = "Yes") -> None:
    """Chooses, and opens the dialog."""
    tab.get_by_label(choice).check()
    tab.get_by_role("button", name="Cast").click()


def last(site: ScriptSite) -> tuple[Envelope, dict[str, Any]]:
    """The latest envelope in the log, and its content."""
    found = leaf.parse(site.leaves[-1]).envelope
    payload = strict_json.decode(found.payload)
    assert isinstance(payload, dict)
    return found, payload


def receipts(tab: Page) -> list[dict[str, Any]]:
    """The receipts that the browser keeps."""
    found: list[dict[str, Any]] = tab.evaluate(RECEIPTS, [COMMUNITY, MEMBER])
    return found


def sign_once(tab: Page) -> None:
    """Casts a ballot, and waits for its receipt."""
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    tab.keyboard.press("Escape")
    tab.goto(tab.url)
    tab.wait_for_selector("html[data-ready]")

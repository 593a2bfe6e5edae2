"""Statements made of forms: texts by hash, integers, conditional parts, several statements at once."""

import json
import re

from playwright.sync_api import BrowserContext, expect

from govern.record import base64_text, leaf, signing, strict_json
from tests.browser.js_site import ScriptSite, page, seed_of
from tests.browser.signing.signing_tab import POLL, last, with_key


def test_a_spending_proposal_carries_texts_by_hash_and_money_as_integers(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/proposal")
    tab.get_by_label("Title").fill("Repair the roof")
    tab.get_by_label("Body").fill("It leaks.\n\nBadly, at the cafe\u0301.")
    tab.get_by_label("Kind").select_option("spending")
    tab.get_by_label("Up to").fill("1,200.005")
    tab.get_by_label("Payee").fill("Roof & Sons")
    tab.get_by_label("Purpose").fill("new tiles")
    tab.get_by_role("button", name="Submit").click()
    expect(tab.get_by_label("Up to")).to_have_accessible_description("This currency has at most 2 decimals.")
    expect(tab.get_by_label("Up to")).to_be_focused()
    tab.get_by_label("Up to").fill("1,200.50")
    tab.get_by_role("button", name="Submit").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_contain_text("up to 1,200.50 EUR may be paid to Roof & Sons for “new tiles”, within 365 days")
    dialog.get_by_role("button", name="Sign").click()
    expect(dialog).to_contain_text("Receipt verified.")
    _, payload = last(site)
    effect = payload["effects"][0]
    assert (effect["cap"], effect["currency"], effect["expires_days"]) == (120_050, "EUR", 365)
    assert text_of(site, payload["title"]) == "Repair the roof"
    assert text_of(site, payload["body"]) == "It leaks.\n\nBadly, at the café."
    assert text_of(site, effect["payee"]["name"]) == "Roof & Sons"
    assert "note" not in payload


def text_of(site: ScriptSite, sha256: str) -> str:
    blob = strict_json.decode(site.blobs[sha256])
    assert isinstance(blob, dict)
    assert len(bytes.fromhex(blob["salt"])) == 16
    return str(blob["text"])


def test_inputs_for_another_choice_are_hidden_and_not_sent(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/proposal")
    expect(tab.get_by_label("Up to")).to_be_hidden()
    tab.get_by_label("Title").fill("A motion")
    tab.get_by_label("Body").fill("We thank the gardeners.")
    tab.get_by_role("button", name="Submit").click()
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert last(site)[1]["effects"] == [{"effect": "record-resolution"}]


def test_many_acts_are_shown_together_and_signed_one_by_one(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    claims = {f"m_{number}": signing.public_key(seed_of(f"new {number}")) for number in range(3)}
    boxes = "".join(enrolment(member, key) for member, key in claims.items())
    site.pages["/many"] = page(f'<form data-statement-many="member-enrolled">{boxes}<button>Confirm</button></form>')
    tab = with_key(profile, f"{url}/many")
    tab.get_by_role("button", name="Confirm").click()
    expect(tab.get_by_text("Choose at least one.")).to_be_visible()
    tab.get_by_label("m_0").check()
    tab.get_by_label("m_2").check()
    tab.get_by_role("button", name="Confirm").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_have_accessible_name(re.compile("2 acts, one signature each"))
    digits = signing.key_id(claims["m_2"])[:16]
    expect(dialog).to_contain_text("You confirm that Ms m_2 is a member, and that this key is theirs.")
    expect(dialog).to_contain_text(" ".join(digits[at : at + 4] for at in range(0, 16, 4)))
    dialog.get_by_role("button", name="Sign").click()
    expect(dialog.locator(".receipt-ok")).to_have_count(2)
    kinds = [leaf.parse(data).envelope.payload_type for data in site.leaves[5:]]
    assert kinds == ["application/vnd.govern.member-enrolled.v1+json"] * 2


def test_the_state_of_signing_is_visible_below_a_long_list_of_acts(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    boxes = "".join(enrolment(f"m_{number}", signing.public_key(seed_of(f"new {number}"))) for number in range(9))
    form = f'<form data-statement-many="member-enrolled">{boxes}<button>Confirm</button></form>'
    site.pages["/many"] = page(form.replace("type=checkbox", "type=checkbox checked"))
    site.refusal = {"code": "statements_often", "detail": "Send it again later."}
    site.refusal_status = "429 Too Many Requests"
    tab = with_key(profile, f"{url}/many")
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.get_by_role("button", name="Confirm").click()
    dialog = tab.get_by_role("dialog")
    dialog.get_by_role("button", name="Sign").click()
    alert = dialog.get_by_role("alert")
    expect(alert).to_be_in_viewport(ratio=1)
    box, buttons = alert.bounding_box(), dialog.locator(".actions").bounding_box()
    assert box is not None
    assert buttons is not None
    assert box["y"] + box["height"] <= buttons["y"]


def enrolment(member: str, key: bytes) -> str:
    payload = strict_json.encode({"member": member, "public_key": base64_text.encode(key)})
    fixed = json.dumps({"claim": {"payload": base64_text.encode(payload)}, "enrolled": member})
    labels = json.dumps({member: f"Ms {member}"})
    return f"<label><input type=checkbox name=act data-fixed='{fixed}' data-labels='{labels}'> {member}</label>"


PAPER = f"""<form data-statement="ballot-cast" data-fixed='{{"poll":"{POLL}","prev":"","seq":1}}'
  data-labels='{{"{POLL}":"What to plant"}}'>
  <fieldset class="field ballot" data-field="choice" data-ballot="names" data-most="1" tabindex="-1">
    <legend>Your vote</legend>
    <input type="hidden" name="choice" data-type="json">
    <label><input type="checkbox" name="pick" data-ignore data-option="limes"> Limes</label>
    <label><input type="checkbox" name="pick" data-ignore data-option="oaks"> Oaks</label>
    <div role="status"><p data-ballot-state></p></div>
    <p class="field-error" id="f-choice-error"></p></fieldset>
  <button>Cast</button></form>"""


def test_an_invalid_ballot_is_not_signed(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    site.pages["/paper"] = page(PAPER, scripts=("page/app.js", "forms/ballot/ballot.js"))
    tab = with_key(profile, f"{url}/paper")
    for option in ("Limes", "Oaks"):
        tab.get_by_label(option).check()
    expect(tab.get_by_role("status").first).to_have_text("1 too many: take one back.")
    tab.get_by_role("button", name="Cast").click()
    expect(tab.locator("#f-choice-error")).to_have_text("1 too many: take one back.")
    expect(tab.get_by_role("dialog")).to_have_count(0)
    tab.get_by_label("Limes").uncheck()
    tab.get_by_role("button", name="Cast").click()
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert last(site)[1]["choice"] == ["oaks"]

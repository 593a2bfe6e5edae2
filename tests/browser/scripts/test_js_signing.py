"""Signing from a form: the dialog with the act in words and bytes, and the receipt."""

import hashlib
from typing import Any

from playwright.sync_api import BrowserContext, Route, expect

from govern.record import base64_text, merkle, signing, strict_json
from govern.record.envelope import Envelope, seal
from tests.browser.js_site import COMMUNITY, MEMBER, ScriptSite, page, seed_of
from tests.browser.signing.signing_tab import BALLOT, POLL, last, receipts, vote, with_key
from tests.tools.browsers.axe import assert_accessible


def test_a_ballot_is_shown_in_words_and_bytes_signed_recorded_and_its_receipt_verified(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/ballot")
    quoted = merkle.root(site.leaves)
    vote(tab)
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Is this what you want to sign?")
    expect(dialog).to_contain_text("You vote YES on “Repair the roof”.")
    expect(dialog).to_contain_text("Your ballot is public")
    dialog.get_by_text("Show exactly what gets signed").click()
    shown = str(dialog.locator(".exact-bytes").text_content())
    assert_accessible(tab)
    dialog.get_by_role("button", name="Sign").click()
    expect(dialog).to_contain_text("Recorded as no. 5. Receipt verified.")
    found, payload = last(site)
    assert shown.encode() == found.message
    assert signing.verify(signing.public_key(seed_of("member")), found.message, found.signatures[0].sig)
    nonce = payload.pop("nonce")
    assert len(bytes.fromhex(nonce)) == 16
    assert payload == {
        "choice": "yes",
        "community": COMMUNITY,
        "member": MEMBER,
        "poll": POLL,
        "prev": "",
        "seq": 1,
        "log_size": 5,
        "log_root": base64_text.encode(quoted),
    }
    words = "You vote YES on “Repair the roof”."
    assert receipts(tab) == [{"id": found.id, "kind": "ballot-cast", "words": words, "index": 5}]
    site.pages[f"/after/{found.id}"] = page("done")
    dialog.get_by_role("button", name="Continue").click()
    tab.wait_for_url(f"{url}/after/{found.id}")


def test_the_dialog_speaks_chinese_on_a_chinese_page(url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/zh")
    vote(tab, "No")
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("您确定要签署以下内容吗？")
    expect(dialog).to_contain_text("对“Repair the roof”，您投【反对】票。")
    dialog.get_by_role("button", name="签署").click()
    expect(dialog).to_contain_text("已记录为第 5 号，回执核验无误。")


def test_cancelling_and_escape_sign_nothing_and_give_the_focus_back(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/ballot")
    for leave in (lambda: tab.get_by_role("button", name="Cancel").click(), lambda: tab.keyboard.press("Escape")):
        vote(tab)
        expect(tab.get_by_role("dialog")).to_be_visible()
        leave()
        expect(tab.get_by_role("dialog")).to_have_count(0)
        expect(tab.get_by_role("button", name="Cast")).to_be_focused()
        expect(tab.get_by_label("Yes")).to_be_checked()
    assert len(site.leaves) == 5


def test_escape_does_not_leave_a_signed_statement_that_is_on_its_way(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/ballot")
    waiting: list[Route] = []
    tab.route("**/api/statements?*", lambda route: waiting.append(route))
    vote(tab)
    with tab.expect_request("**/api/statements?*"):
        tab.get_by_role("button", name="Sign").click()
    dialog = tab.get_by_role("dialog")
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")  # a browser may close at the second what a page kept open at the first
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    waiting[0].continue_()
    expect(dialog).to_contain_text("Receipt verified.")
    assert len(site.leaves) == 6
    tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_an_unanswered_question_has_an_error_beside_it(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/ballot")
    tab.get_by_role("button", name="Cast").click()
    expect(tab.locator("#f-choice-error")).to_have_text("Please fill this in.")
    expect(tab.get_by_label("Yes")).to_be_focused()
    vote(tab)
    expect(tab.locator("#f-choice-error")).to_be_empty()


def test_without_a_key_the_page_says_where_to_get_one(url: str, profile: BrowserContext) -> None:
    tab = profile.new_page()
    tab.goto(f"{url}/ballot")
    tab.wait_for_selector("html[data-ready]")
    vote(tab)
    dialog = tab.get_by_role("dialog", name="Your key is not on this device.")
    expect(dialog.get_by_role("link")).to_have_attribute("href", "/device")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)


def recorded_poll(site: ScriptSite) -> Envelope:
    blob = strict_json.encode({"salt": "00" * 16, "text": "What is really voted on"})
    title = hashlib.sha256(blob).hexdigest()
    site.blobs[title] = blob
    proposal = clerk("proposal-submitted", {"title": title})
    poll = clerk("voting-announced", {"proposal": proposal.id})
    site.append(proposal)
    site.append(poll)
    return poll


def test_the_recorded_title_goes_before_the_pages_label(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    site.pages["/real"] = page(BALLOT.replace(POLL, recorded_poll(site).id))
    tab = with_key(profile, f"{url}/real")
    vote(tab)
    expect(tab.get_by_role("dialog")).to_contain_text("You vote YES on “What is really voted on”.")


def test_a_statement_shown_under_another_id_is_rejected(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    site.ids[POLL] = site.ids[recorded_poll(site).id]
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    expect(tab.get_by_role("dialog")).to_contain_text("You vote YES on “Repair the roof”.")


def clerk(kind: str, payload: dict[str, Any]) -> Envelope:
    return seal(f"application/vnd.govern.{kind}.v1+json", strict_json.encode(payload), seed_of("clerk"))

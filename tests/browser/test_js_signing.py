"""Signing from a form: words, bytes, receipt, refusals, silence, and receipts kept."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from govern.record import base64_text, leaf, merkle, note, proof, signing, strict_json
from govern.record.envelope import Envelope, seal
from tests.browser.js_site import COMMUNITY, MEMBER, Site, page, seed_of
from tests.browser.signing_tab import (
    BALLOT,
    POLL,
    last,
    receipts,
    sign_once,
    signing_site,
    vote,
    with_key,
)
from tests.tools.axe import assert_accessible
from tests.tools.profiles import Profiles
from tests.tools.server import serve


@pytest.fixture
def site() -> Site:
    return signing_site()


@pytest.fixture
def url(site: Site) -> Iterator[str]:
    with serve(site) as served:
        yield served.url


@pytest.fixture
def profile(new_profile: Profiles) -> BrowserContext:
    # A refused statement and an id that the server does not show are 4xx answers, which the console repeats.
    return new_profile(allow=["404 (", "409 (", "ERR_FAILED"])


def test_a_ballot_is_shown_in_words_and_bytes_signed_recorded_and_its_receipt_verified(
    site: Site, url: str, profile: BrowserContext
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
    site: Site, url: str, profile: BrowserContext
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


def test_an_unanswered_question_is_named_beside_it(site: Site, url: str, profile: BrowserContext) -> None:
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


def test_a_spending_proposal_carries_texts_by_hash_and_money_as_integers(
    site: Site, url: str, profile: BrowserContext
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
    expect(dialog).to_contain_text("up to 1,200.50 EUR may be paid to Roof & Sons for new tiles, within 365 days")
    dialog.get_by_role("button", name="Sign").click()
    expect(dialog).to_contain_text("Receipt verified.")
    _, payload = last(site)
    effect = payload["effects"][0]
    assert (effect["cap"], effect["currency"], effect["expires_days"]) == (120_050, "EUR", 365)
    assert text_of(site, payload["title"]) == "Repair the roof"
    assert text_of(site, payload["body"]) == "It leaks.\n\nBadly, at the café."
    assert text_of(site, effect["payee"]["name"]) == "Roof & Sons"
    assert "note" not in payload


def text_of(site: Site, sha256: str) -> str:
    blob = strict_json.decode(site.blobs[sha256])
    assert isinstance(blob, dict)
    assert len(bytes.fromhex(blob["salt"])) == 16
    return str(blob["text"])


def test_parts_for_another_answer_are_hidden_and_not_sent(site: Site, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/proposal")
    expect(tab.get_by_label("Up to")).to_be_hidden()
    tab.get_by_label("Title").fill("A motion")
    tab.get_by_label("Body").fill("We thank the gardeners.")
    tab.get_by_role("button", name="Submit").click()
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert last(site)[1]["effects"] == [{"effect": "record-resolution"}]


def test_a_refusal_is_told_in_the_dialog_and_beside_its_field_and_nothing_typed_is_lost(
    site: Site, url: str, profile: BrowserContext
) -> None:
    site.refusal = {"code": "too_late", "rule": "7.2", "detail": "Voting has ended.", "field": "choice"}
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog").get_by_role("alert")).to_contain_text("Voting has ended. (rule 7.2)")
    tab.get_by_role("button", name="Back to the form").click()
    expect(tab.locator("#f-choice-error")).to_contain_text("Voting has ended.")
    expect(tab.get_by_label("Yes")).to_be_checked()
    assert receipts(tab) == []


def test_no_answer_offers_to_send_the_same_bytes_again(site: Site, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/ballot")
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    tab.route("**/api/statements?*", lambda route: route.abort())
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("There is no answer from the server.")
    tab.unroute("**/api/statements?*")
    tab.get_by_role("button", name="Send again").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert len(sent) == 2
    assert sent[0] == sent[1]


def test_a_statement_whose_answer_was_lost_counts_once_and_its_receipt_is_fetched(
    site: Site, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/ballot")

    def arrive_and_lose_the_answer(route: Any) -> None:
        route.fetch()
        route.abort()

    tab.route("**/api/statements?*", arrive_and_lose_the_answer, times=1)
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    tab.get_by_role("button", name="Send again").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Recorded as no. 5. Receipt verified.")
    assert len(site.leaves) == 6
    assert len(receipts(tab)) == 1


def recorded_poll(site: Site) -> Envelope:
    blob = strict_json.encode({"salt": "00" * 16, "text": "What is really voted on"})
    title = hashlib.sha256(blob).hexdigest()
    site.blobs[title] = blob
    proposal = clerk("proposal-submitted", {"title": title})
    poll = clerk("voting-announced", {"proposal": proposal.id})
    site.append(proposal)
    site.append(poll)
    return poll


def test_the_recorded_title_goes_before_the_pages_label(site: Site, url: str, profile: BrowserContext) -> None:
    site.pages["/real"] = page(BALLOT.replace(POLL, recorded_poll(site).id))
    tab = with_key(profile, f"{url}/real")
    vote(tab)
    expect(tab.get_by_role("dialog")).to_contain_text("You vote YES on “What is really voted on”.")


def test_a_statement_shown_under_another_ones_id_is_not_believed(site: Site, url: str, profile: BrowserContext) -> None:
    site.ids[POLL] = site.ids[recorded_poll(site).id]
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    expect(tab.get_by_role("dialog")).to_contain_text("You vote YES on “Repair the roof”.")


def clerk(kind: str, payload: dict[str, Any]) -> Envelope:
    return seal(f"application/vnd.govern.{kind}.v1+json", strict_json.encode(payload), seed_of("clerk"))


def test_many_acts_are_shown_together_and_signed_one_by_one(site: Site, url: str, profile: BrowserContext) -> None:
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


def enrolment(member: str, key: bytes) -> str:
    payload = strict_json.encode({"member": member, "public_key": base64_text.encode(key)})
    fixed = json.dumps({"claim": {"payload": base64_text.encode(payload)}, "enrolled": member})
    labels = json.dumps({member: f"Ms {member}"})
    return f"<label><input type=checkbox name=act data-fixed='{fixed}' data-labels='{labels}'> {member}</label>"


def test_kept_receipts_are_checked_again_saved_and_brought_into_another_browser(
    site: Site, url: str, profile: BrowserContext, new_profile: Profiles, tmp_path: Any
) -> None:
    site.pages["/ballot"] = page(BALLOT.replace("data-done", "data-undone"))
    tab = with_key(profile, f"{url}/ballot")
    sign_once(tab)
    site.fill(300)
    sign_once(tab)
    site.fill(20)
    tab.goto(f"{url}/receipts")
    expect(tab.get_by_text("2 receipts are kept in this browser.")).to_be_visible()
    tab.get_by_role("button", name="Check all again").click()
    expect(tab.get_by_text("All 2 receipts hold.")).to_contain_text("record of 327 statements")
    expect(tab.locator(".receipt .receipt-ok")).to_have_count(2)
    assert_accessible(tab)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Save this receipt").last.click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    exported = proof.parse(saved.read_bytes())
    assert saved.name == "receipt-5.tlog-proof.txt"
    assert proof.verify(exported, site.leaves[5], [note.parse_vkey(note.format_vkey(site.signer.verifier))]).size == 6
    assert exported.extra == site.leaves[5]
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Save all receipts").click()
    everything = tmp_path / "all.json"
    download.value.save_as(everything)

    other = new_profile().new_page()
    other.goto(f"{url}/receipts")
    other.get_by_text("Bring in receipts from a file").click()
    other.get_by_label("Receipt files").set_input_files(everything)
    expect(other.get_by_text("2 receipts were brought in.")).to_be_visible()
    broken = tmp_path / "broken.txt"
    broken.write_bytes(saved.read_bytes().replace(b"index 5", b"index 4"))
    other.get_by_text("Bring in receipts from a file").click()
    other.get_by_label("Receipt files").set_input_files(broken)
    expect(other.get_by_text("This receipt does not fit the record.")).to_be_visible()
    other.get_by_role("button", name="Check all again").click()
    expect(other.get_by_text("All 2 receipts hold.")).to_be_visible()

    site.leaves[5] = b"replaced"
    tab.get_by_role("button", name="Check all again").click()
    expect(tab.locator("body > .alarm")).to_contain_text("not a continuation of the record")

"""The browser keeps receipts, checks them again, saves them and imports them."""

from typing import Any

from playwright.sync_api import BrowserContext, expect

from govern.record import note, proof
from tests.browser.js_site import ScriptSite, page
from tests.browser.signing.signing_tab import BALLOT, sign_once, with_key
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles


def test_stored_receipts_are_rechecked_exported_and_imported_in_another_browser(
    site: ScriptSite, url: str, profile: BrowserContext, new_profile: Profiles, tmp_path: Any
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

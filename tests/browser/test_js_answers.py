"""After signing: a refusal is told where it belongs, and silence loses nothing."""

from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.browser.js_site import Site
from tests.browser.signing_tab import (
    receipts,
    vote,
    with_key,
)


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


def test_one_who_sent_too_much_is_told_the_time_to_wait_and_sends_the_same_bytes_later(
    site: Site, url: str, profile: BrowserContext
) -> None:
    site.refusal = {"code": "statements_often", "detail": "Send it again in 30 seconds."}
    site.refusal_status = "429 Too Many Requests"
    tab = with_key(profile, f"{url}/ballot")
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    told = tab.get_by_role("dialog").get_by_role("alert")
    expect(told).to_contain_text("Too much at once. What you typed is still there.")
    expect(told).to_contain_text("Send it again in 30 seconds.")
    tab.get_by_role("button", name="Cancel").click()
    expect(tab.get_by_label("Yes")).to_be_checked()
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(told).to_contain_text("Send it again in 30 seconds.")
    site.refusal = None
    tab.get_by_role("button", name="Send again").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert sent[1] == sent[2]

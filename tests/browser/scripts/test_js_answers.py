"""After signing: a refusal appears at the form, and nothing is lost if no answer comes."""

from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.js_site import ScriptSite
from tests.browser.signing.signing_tab import receipts, vote, with_key

STATEMENTS: Final = "**/api/statements?*"


def test_a_refusal_is_shown_in_the_dialog_and_beside_its_field_and_no_input_is_lost(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    site.refusal = {"code": "too_late", "rule": "7.2", "detail": "Voting has ended.", "field": "choice"}
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog").get_by_role("alert")).to_contain_text("Voting has ended. (rule 7.2)")
    rule = tab.get_by_role("dialog").get_by_role("link", name="rule 7.2")
    expect(rule).to_have_attribute("href", "/check/rules#rule-7.2")
    tab.get_by_role("button", name="Back to the form").click()
    expect(tab.locator("#f-choice-error")).to_contain_text("Voting has ended.")
    expect(tab.get_by_label("Yes")).to_be_checked()
    assert receipts(tab) == []


def _sent(tab: Page) -> list[str]:
    """The bodies of the statements that a tab sends from now on."""
    bodies: list[str] = []
    tab.on("request", lambda request: bodies.append(request.post_data or "") if request.method == "POST" else None)
    return bodies


def test_without_an_answer_the_same_bytes_are_resent_and_then_offered_to_resend(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    tab = with_key(profile, f"{url}/ballot")
    sent = _sent(tab)
    tab.route(STATEMENTS, lambda route: route.abort())
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog").get_by_role("alert")).to_contain_text("There is no clear answer")
    assert len(sent) == 4
    tab.unroute(STATEMENTS)
    tab.get_by_role("button", name="Send again").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert len(set(sent)) == 1
    assert len(site.leaves) == 6


def test_a_statement_is_resent_when_the_network_returns(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    expect(tab.get_by_role("button", name="Sign")).to_be_visible()
    profile.set_offline(True)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("button", name="Send again")).to_be_visible()
    profile.set_offline(False)
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")


PROXY = {"content_type": "text/html", "body": "<h1>Gateway</h1>"}
UNCLEAR: dict[str, dict[str, Any]] = {
    "502": {"status": 502, **PROXY},
    "503": {"status": 503, **PROXY},
    "504": {"status": 504, **PROXY},
    "no-body": {"status": 500, "body": ""},
    "other-page": {"status": 200, **PROXY},
    "cut-off": {"status": 201, "content_type": "application/json", "body": '{"at":17'},
    "cut-off-problem": {"status": 422, "content_type": "application/problem+json", "body": '{"code":'},
    "our-503": {
        "status": 503,
        "content_type": "application/problem+json",
        "body": '{"code":"not_written","detail":"The record cannot be written just now."}',
    },
}


@pytest.mark.parametrize("answer", UNCLEAR)
@pytest.mark.parametrize("arrived", [True, False], ids=["arrived", "lost"])
def test_an_answer_that_is_not_the_servers_means_that_the_statement_may_have_arrived(
    site: ScriptSite, url: str, profile: BrowserContext, answer: str, arrived: bool
) -> None:
    tab = with_key(profile, f"{url}/ballot")
    sent = _sent(tab)

    def answer_instead(route: Route) -> None:
        if arrived:
            route.fetch()
        route.fulfill(**UNCLEAR[answer])

    tab.route(STATEMENTS, answer_instead, times=1)
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Recorded as no. 5. Receipt verified.")
    assert len(sent) == 2
    assert len(set(sent)) == 1
    assert len(site.leaves) == 6
    assert len(receipts(tab)) == 1


def test_the_dialog_shows_the_servers_reason_for_a_failure(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/ballot")
    tab.route(STATEMENTS, lambda route: route.fulfill(**UNCLEAR["our-503"]))
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    alert = tab.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text("The record cannot be written just now.")
    expect(alert).to_contain_text("Sending it again is safe")
    expect(alert).not_to_contain_text("nothing was recorded")


def test_a_missing_receipt_is_not_shown_as_a_refusal(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    tab = with_key(profile, f"{url}/ballot")

    def arrive_and_lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    tab.route(STATEMENTS, arrive_and_lose_the_answer, times=1)
    vote(tab)
    expect(tab.get_by_role("button", name="Sign")).to_be_visible()
    tab.route("**/api/statements/*/receipt", lambda route: route.fulfill(**UNCLEAR["502"]), times=1)
    tab.get_by_role("button", name="Sign").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Recorded as no. 5. Receipt verified.")
    assert len(site.leaves) == 6
    assert len(receipts(tab)) == 1


def test_after_a_rate_limit_the_dialog_shows_the_wait_and_resends_the_same_bytes(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    site.refusal = {"code": "statements_often", "detail": "Send it again in 30 seconds."}
    site.refusal_status = "429 Too Many Requests"
    tab = with_key(profile, f"{url}/ballot")
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    alert = tab.get_by_role("dialog").get_by_role("alert")
    expect(alert).to_contain_text("Too much at once. What you typed is still there.")
    expect(alert).to_contain_text("Send it again in 30 seconds.")
    tab.get_by_role("button", name="Cancel").click()
    expect(tab.get_by_label("Yes")).to_be_checked()
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    expect(alert).to_contain_text("Send it again in 30 seconds.")
    site.refusal = None
    tab.get_by_role("button", name="Send again").click()
    expect(tab.get_by_role("dialog")).to_contain_text("Receipt verified.")
    assert sent[1] == sent[2]

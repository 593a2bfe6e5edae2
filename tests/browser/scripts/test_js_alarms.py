"""The browser raises the alarm if the server contradicts the record that it knows, before or after signing."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from govern.record import base64_text, leaf, merkle, proof, signing
from govern.record.note import Signer
from tests.browser.js_site import COMMUNITY, NAME, START, ScriptSite, founding, page, seed_of
from tests.browser.signing.signing_tab import BALLOT, receipts, sign_once, vote, with_key
from tests.tools.browsers.axe import assert_accessible


def alarm(tab: Page, sentence: str) -> None:
    """The banner is there, says what is wrong, offers the evidence, and stays on the next page."""
    banner = tab.locator("body > .alarm")
    expect(banner).to_contain_text(sentence)
    expect(tab.get_by_role("dialog")).to_have_count(0)
    with tab.expect_download() as download:
        banner.get_by_role("link", name="Save the evidence").click()
    evidence = json.loads(download.value.path().read_text())
    assert evidence["community"] == COMMUNITY
    assert_accessible(tab)
    tab.reload()
    expect(banner).to_contain_text(sentence)
    banner.get_by_role("button", name="put this away").click()
    expect(banner).to_have_count(0)


def forked(site: ScriptSite) -> None:
    site.leaves[2] = b"rewritten"


def rolled_back(site: ScriptSite) -> None:
    del site.leaves[3:]


def another_key(site: ScriptSite) -> None:
    site.signer = Signer(NAME, seed_of("another log"))


@pytest.mark.parametrize(
    ("cheat", "sentence"),
    [
        (forked, "not a continuation of the record"),
        (rolled_back, "shorter than it was"),
        (another_key, "not the one this browser knows"),
    ],
)
def test_a_log_that_changes_its_past_raises_the_alarm_before_signing(
    site: ScriptSite, url: str, profile: BrowserContext, cheat: Any, sentence: str
) -> None:
    site.pages["/ballot"] = page(BALLOT.replace("data-done", "data-undone"))
    tab = with_key(profile, f"{url}/ballot")
    sign_once(tab)
    cheat(site)
    site.fill(1)
    if cheat is not rolled_back:
        site.fill(3)
    before = len(site.leaves)
    vote(tab)
    alarm(tab, sentence)
    assert len(site.leaves) == before


def test_a_log_without_its_last_statement_raises_the_alarm(site: ScriptSite, url: str, profile: BrowserContext) -> None:
    """The shortest way to lose a ballot: the last one goes, and nothing else changes."""
    site.pages["/ballot"] = page(BALLOT.replace("data-done", "data-undone"))
    tab = with_key(profile, f"{url}/ballot")
    sign_once(tab)
    site.leaves.pop()
    vote(tab)
    alarm(tab, "shorter than it was")
    assert len(site.leaves) == 5


def wrong_index(site: ScriptSite, answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "index": answer["index"] - 1}


def wrong_moment(site: ScriptSite, answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "at": answer["at"] + 1}


def wrong_id(site: ScriptSite, answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "id": "00" * 32}


def never_recorded(site: ScriptSite, answer: dict[str, Any]) -> dict[str, Any]:
    """A receipt for another leaf of the same log."""
    path = merkle.inclusion_proof(site.leaves, 1)
    return {**answer, "index": 1, "receipt": proof.format(proof.Proof(1, path, site.checkpoint())).decode()}


def another_fork(site: ScriptSite, answer: dict[str, Any]) -> dict[str, Any]:
    """A sound receipt, of a log with another past."""
    site.leaves[0] = b"another past"
    index = answer["index"]
    path = merkle.inclusion_proof(site.leaves, index)
    return {**answer, "receipt": proof.format(proof.Proof(index, path, site.checkpoint())).decode()}


def no_receipt(site: ScriptSite, answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "receipt": "trust me"}


@pytest.mark.parametrize(
    ("cheat", "sentence"),
    [
        (wrong_index, "The receipt does not prove what it should"),
        (wrong_moment, "The receipt does not prove what it should"),
        (wrong_id, "The receipt does not prove what it should"),
        (never_recorded, "The receipt does not prove what it should"),
        (no_receipt, "The receipt does not prove what it should"),
        (another_fork, "not a continuation of the record"),
    ],
)
def test_an_invalid_receipt_raises_the_alarm_and_is_not_stored(
    site: ScriptSite, url: str, profile: BrowserContext, cheat: Any, sentence: str
) -> None:
    site.tamper = lambda answer: cheat(site, answer)
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    tab.get_by_role("button", name="Sign").click()
    alarm(tab, sentence)
    assert receipts(tab) == []


def test_a_log_key_of_another_community_is_refused_at_first_sight(
    site: ScriptSite, url: str, profile: BrowserContext
) -> None:
    site.signer = Signer("record.example/0123456789abcdef", seed_of("log"))
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    expect(tab.locator("body > .alarm")).to_contain_text("for another community")


def named_by_nobody(site: ScriptSite) -> None:
    site.signer = Signer(NAME, seed_of("another log"))


def not_the_first(site: ScriptSite) -> None:
    site.leaves.insert(0, b"something older")
    site.ids[COMMUNITY] = 1


def not_there(site: ScriptSite) -> None:
    del site.ids[COMMUNITY]


def another_founding(site: ScriptSite) -> None:
    site.signer = Signer(NAME, seed_of("another log"))
    other = founding(base64_text.encode(signing.public_key(seed_of("another log"))))
    site.leaves[0] = leaf.format(START, other)


@pytest.mark.parametrize("cheat", [named_by_nobody, not_the_first, not_there, another_founding])
def test_at_first_sight_the_founding_statement_must_name_the_records_key_and_begin_the_record(
    site: ScriptSite, url: str, profile: BrowserContext, cheat: Any
) -> None:
    cheat(site)
    before = len(site.leaves)
    tab = with_key(profile, f"{url}/ballot")
    vote(tab)
    expect(tab.locator("body > .alarm")).to_contain_text("founding statement")
    assert len(site.leaves) == before

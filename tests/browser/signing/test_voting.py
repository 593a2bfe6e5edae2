"""Proposing, sponsoring and voting in a real browser, signed with keys that never leave it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from govern.rules.proposals.stages import stage
from govern.store.facts import proposals
from govern.web.frame.database import db
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.demonstration import NOW, demonstration_app
from tests.tools.server import serve


@dataclass(frozen=True)
class ServedVotes:
    """A served demonstration, and two proposals whose votes are open, the second on a budget; empty without them."""

    url: str
    open_vote: str = ""
    open_budget: str = ""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedVotes]:
    """One demonstration for all these tests."""
    with demonstration_app(tmp_path_factory.mktemp("demo") / "instance") as app:
        with app.app_context():
            rows = db.session.execute(proposals.lines().order_by(proposals.ProposalRow.at)).all()
            lines = [proposals.to_line(row) for row in rows]
        chosen = [one.proposal for one in lines if stage(one.proposal, one.poll, NOW) == "open"]
        budget = next(one for one in chosen if one.kind == "budget")
        with serve(app) as server:
            yield ServedVotes(server.url, chosen[0].id, budget.id)


def be(new_profile: Profiles, site: ServedVotes, person: str, allow: tuple[str, ...] = ()) -> Page:
    """A new browser profile, signed in as one of the people, with their key."""
    page = new_profile(allow=allow, now=NOW).new_page()
    page.goto(f"{site.url}/demo")
    page.locator(
        f'form:has(input[name="person"][value="{person}"]) button, button[name="person"][value="{person}"]'
    ).first.click()
    expect(page.locator("[data-demo-key-status]")).to_contain_text("key is now in this browser")
    return page


def sign(page: Page, words: str) -> None:
    """Reads the act in words, signs, and goes on once the receipt holds."""
    expect(page.locator(".act-words")).to_contain_text(words)
    page.locator('dialog [data-action="sign"]').click()
    expect(page.locator("dialog .receipt-ok")).to_be_visible()
    page.locator('dialog [data-action="continue"]').click()


def test_a_proposal_is_written_reviewed_signed_and_sponsored_by_another(
    new_profile: Profiles, demonstration: ServedVotes
) -> None:
    author = be(new_profile, demonstration, "mei", allow=("422 (",))
    author.goto(f"{demonstration.url}/proposals/new")
    author.get_by_label("Spending").check()
    author.get_by_label("Title").fill("A kettle for the hall")
    author.get_by_label("Why, and how").fill("It takes **eleven** minutes.\n\n- tea\n- soup")
    expect(author.locator("#preview strong")).to_have_text("eleven")
    author.get_by_role("textbox", name="Name of the payee").fill("Kettle & Daughters")
    author.get_by_role("textbox", name="At most").fill("1,200.50")
    author.get_by_role("textbox", name="For what").fill("one kettle")
    author.get_by_role("button", name="Review what you will sign").click()
    expect(author.get_by_role("alert")).to_contain_text("Write a number of days")
    assert_accessible(author)
    author.locator("#f-mandates-0-expires_days").fill("90")
    author.get_by_role("button", name="Review what you will sign").click()
    expect(author.get_by_text("up to €1,200.50 may be paid to Kettle & Daughters")).to_be_visible()
    assert_accessible(author)
    author.get_by_role("button", name="Sign and submit").click()
    sign(author, "You submit the spending proposal “A kettle for the hall”.")
    author.wait_for_url(f"{demonstration.url}/proposals/*")
    expect(author.get_by_role("heading", level=1)).to_have_text("A kettle for the hall")
    expect(author.locator(".prose li")).to_contain_text(["tea", "soup"])
    other = be(new_profile, demonstration, "oliver")
    other.goto(author.url)
    other.get_by_role("button", name="Sponsor this proposal").click()
    sign(other, "You sponsor the proposal “A kettle for the hall”")
    expect(other.get_by_text("You sponsor this proposal.")).to_be_visible()
    author.goto(f"{demonstration.url}/proposals")
    expect(author.get_by_text("Your drafts")).to_have_count(0)


def test_a_ballot_is_cast_replaced_and_withdrawn(new_profile: Profiles, demonstration: ServedVotes) -> None:
    voter = be(new_profile, demonstration, "mei")
    voter.goto(f"{demonstration.url}/proposals/{demonstration.open_vote}/ballot")
    for choice, words in (("Yes", "You vote YES"), ("No", "You vote NO")):
        voter.get_by_role("radio", name=choice).check()
        voter.get_by_role("button", name="Sign my ballot").click()
        sign(voter, words)
        expect(voter.get_by_text(f"You voted: {choice}")).to_be_visible()
        assert_accessible(voter)
    voter.get_by_text("Withdraw my ballot").first.click()
    voter.get_by_role("button", name="Withdraw my ballot").click()
    sign(voter, "You WITHDRAW your ballot")
    expect(voter.get_by_text("You have withdrawn your ballot")).to_be_visible()


@pytest.mark.parametrize(
    ("lang", "sum_words"), [("en", "of the €2,500.00 there is"), ("zh-Hans", "可用总额 €2,500.00")]
)
def test_a_budget_ballot_formats_money_consistently(
    lang: str, sum_words: str, new_profile: Profiles, demonstration: ServedVotes
) -> None:
    voter = be(new_profile, demonstration, "mei")
    voter.goto(f"{demonstration.url}/proposals/{demonstration.open_budget}/ballot?lang={lang}")
    for box in voter.locator('[data-ballot] input[type="checkbox"]').all():
        box.set_checked(box.get_attribute("data-option") in ("lights", "compost"))
    store = voter.locator("[data-ballot-store] p")
    expect(store).to_contain_text("€1,850.00")
    expect(store).to_contain_text(sum_words)
    words = voter.locator("main").inner_text()
    assert "€1,400.00" in words
    assert not re.search(r"[0-9] ?EUR|EUR[  ]?[0-9]", words)
    assert_accessible(voter)

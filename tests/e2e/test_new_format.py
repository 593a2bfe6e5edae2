"""A community of format 1 adopts the newest format by its own amendment, in the browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from govern.protocol import facts
from govern.rules.rulebook.formats import newest
from tests.dsl import multi_option
from tests.dsl.people import ADA, BO, CHEN, DI, EVA, FAY, GIL
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.checking import LATER
from tests.e2e.people.polling import PLAIN, Polls
from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import run_govern, serve
from tests.web.decided import CommunityWithOneVote

TITLE: Final = "Rules of the newest format"
ELECTION: Final = PLAIN | {"method": "approval/1"}


@pytest.fixture
def community(tmp_path: Path) -> Iterator[Polls]:
    """Founded in format 1. Everybody voted for Ada; a lot gave the second seat to Bo or Chen, whom nobody supported."""
    made = CommunityWithOneVote(tmp_path, election=ELECTION, amendment=PLAIN)
    assert "format" not in made.state(facts.Rulebook, "community", 1).rules
    election = multi_option.election(made, GIL, seats=2)
    multi_option.stand(made, election, ADA, BO, CHEN)
    made.decide(election, [(one, [ADA.member]) for one in (ADA, BO, CHEN, DI, EVA)])
    app = made.site()
    services = app.extensions["govern"]
    made.recorder, made.group_commit = services.recorder, services.group_commit
    with serve(app) as server:
        yield Polls(made, app, server.url, tmp_path, {"election": election})
    services.engine.dispose()
    made.close()


def test_members_adopt_a_newer_format_by_their_own_amendment(
    community: Polls, new_profile: Profiles, tmp_path: Path
) -> None:
    fay = community.seat(new_profile(width=390, height=844, touch=True), "Fay")
    eva = community.seat(new_profile(locale="zh-CN"), "Eva")
    fay_sees_what_a_newer_format_would_add(fay)
    fay_tries_it_on_past_votes(fay)
    proposal = fay_puts_it_to_the_vote(fay)
    eva_reads_what_would_change(eva, proposal)
    the_vote_passes(community, proposal)
    the_new_rules_hold(community, eva)
    everything_verifies(community, tmp_path)


def fay_sees_what_a_newer_format_would_add(fay: BrowserUser) -> None:
    page = fay.go("/rules")
    card = page.locator("section", has=page.get_by_role("heading", name="New kinds of rules are available"))
    expect(card).to_contain_text("A lot is told only where it decided something.")
    expect(card).to_contain_text("An election can leave seats vacant")
    with fay.opens_a_page():
        card.get_by_role("link", name="See what they would add").click()
    field = page.locator('[name="election.unsupported"]')
    expect(field).to_have_value("filled")  # what the rules did before
    closed = field.locator("xpath=ancestor::details[not(@open)]/summary")
    while closed.count():
        closed.first.click()
    field.select_option("vacant")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=body]").fill("So that nobody is seated whom nobody wants.")
    fay.fits()
    with fay.opens_a_page():
        page.locator("button[name=step][value=review]").click()
    expect(page.get_by_role("heading", level=1, name="What would change")).to_be_visible()
    expect(page.locator("main")).to_contain_text("A lot is told only where it decided something.")
    assert_accessible(page)
    fay.fits()


def fay_tries_it_on_past_votes(fay: BrowserUser) -> None:
    with fay.opens_a_page():
        fay.page.get_by_role("link", name="Try it on past votes").click()
    expect(fay.page.locator("main")).to_contain_text("1 vote would have ended otherwise.")
    fay.fits()
    with fay.opens_a_page():
        fay.page.get_by_role("link", name="Back to what would change").click()


def fay_puts_it_to_the_vote(fay: BrowserUser) -> str:
    fay.sign(fay.form("proposal-submitted"), f"“{TITLE}”")
    expect(fay.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return fay.path().rpartition("/")[2]


def eva_reads_what_would_change(eva: BrowserUser, proposal: str) -> None:
    page = eva.go(f"/rules/proposed/{proposal}")
    expect(page.locator("main")).to_contain_text("只有抽签确实决定了结果时，才会写明抽签。")
    assert_accessible(page)


def the_vote_passes(community: Polls, proposal: str) -> None:
    made = community.made
    made.decide(proposal, [(one, "yes") for one in (ADA, BO, CHEN, DI, EVA, FAY)])
    community.pass_time(days=2)  # the standstill; the clerk adopts the rulebook then


def the_new_rules_hold(community: Polls, eva: BrowserUser) -> None:
    made = community.made
    community.pass_time(days=30)  # the delay of changed rules
    adopted = made.state(facts.Rulebook, "community", 2)
    assert (adopted.rules["format"], adopted.effective_at <= made.clock()) == (newest().number, True)
    page = eva.go("/rules")
    expect(page.locator("main")).to_contain_text("只有抽签确实决定了结果时，才会写明抽签。")
    expect(page.get_by_role("heading", name="有新的规则可用")).to_have_count(0)
    election = multi_option.election(made, GIL, seats=2)
    multi_option.stand(made, election, ADA, BO, CHEN)
    poll = made.decide(election, [(one, [ADA.member]) for one in (BO, CHEN, DI)])
    assert made.state(facts.Result, poll).winners == [ADA.member]


def everything_verifies(community: Polls, folder: Path) -> None:
    bundle = folder / "record.zip"
    env = {"GOVERN_INSTANCE": str(community.made.instance.folder)}
    assert run_govern("bundle", str(bundle), env=env).returncode == 0
    result = run_govern("verify", str(bundle), *LATER)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Everything holds." in result.stdout

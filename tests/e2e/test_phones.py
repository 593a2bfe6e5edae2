"""A member, an auditor and an administrator each complete their tasks on a phone, in both languages."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.checking import LATER
from tests.e2e.people.served_vote import ServedVote
from tests.tools.browsers.profiles import Profiles

WORDS = {
    "en": {
        "comment": "You comment on",
        "delegate": "You let Tao vote for you",
        "end": "You end your delegation",
        "open": "You open the club",
        "adopt": "You adopt this rulebook",
        "yes": "You vote YES on",
        "two": "2 other members have to sponsor it",
    },
    "zh-CN": {
        "comment": "您对“",
        "delegate": "您让Tao代您投票",
        "end": "您结束对",
        "open": "您成立社团",
        "adopt": "您为整个社区采用这部章程",
        "yes": "您投【赞成】票",
        "two": "须在 14 天内由另外 2 位成员附议",
    },
}


@pytest.fixture(params=WORDS)
def language(request: pytest.FixtureRequest) -> str:
    """One of the two."""
    return str(request.param)


def at_phone(served_vote: ServedVote, profiles: Profiles, name: str, language: str) -> BrowserUser:
    """Someone with their key, at a phone; a form may be sent back to them."""
    return served_vote.seat(profiles(locale=language, width=390, height=844, allow=("422 (",)), name)


def test_a_member_votes_speaks_and_lets_another_vote(
    served_vote: ServedVote, new_profile: Profiles, language: str
) -> None:
    mei, words = at_phone(served_vote, new_profile, "mei", language), WORDS[language]
    mei.go("/").locator(f"a[href='{served_vote.open}']").first.click()
    mei.fits()
    mei.vote(served_vote.open, "yes", words["yes"])
    assert served_vote.ballot("mei") == (1, "yes")

    mei.go(f"{served_vote.open}/discussion")
    form = mei.form("comment-made")
    form.locator("[name=text]").fill("It should face **south**.")
    mei.sign(form, words["comment"])
    expect(mei.page.locator("article strong", has_text="south").first).to_be_visible()
    mei.fits()

    mei.go("/delegations/new?area=community")
    form = mei.form("delegation-made")
    form.locator("[name=delegate]").select_option(served_vote.site.people["tao"].member)
    mei.sign(form, words["delegate"])
    expect(mei.page.locator("main")).to_contain_text("Tao")
    mei.fits()
    mei.sign(mei.form("delegation-ended"), words["end"])

    mei.go("/receipts").locator("[data-action=check-all]").click()
    expect(mei.page.locator("li .receipt-ok")).to_have_count(4)
    mei.fits()


def test_an_auditor_reads_recounts_and_verifies(
    served_vote: ServedVote, new_profile: Profiles, language: str, tmp_path: Path
) -> None:
    site = served_vote.site
    poll = site.poll_of(served_vote.open.rpartition("/")[2])
    for name in ("mei", "tao", "max"):
        site.say(name, "ballot-cast", choice="yes", poll=poll, prev="", seq=1)
    site.clock.advance(days=8)
    site.services.recorder.tick()
    auditor = BrowserUser("An auditor", served_vote.url, new_profile(locale=language, width=390, height=844).new_page())
    auditor.go(served_vote.open)
    expect(auditor.page.locator("#result-heading")).to_be_visible()
    auditor.fits()
    for path in (f"/votes/{poll}/roll", "/rules", "/record", "/check"):
        auditor.go(path)
        auditor.fits()
    bundle = auditor.save('a[href="/check/bundle.zip"]', tmp_path / "record.zip")
    vkey = auditor.save('a[href="/log/vkey"]', tmp_path / "vkey.txt")
    command = [sys.executable, "-m", "govern.cli", "verify", str(bundle), "--vkey", str(vkey), *LATER]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_administrator_opens_a_club_and_adopts_rules(
    served_vote: ServedVote, new_profile: Profiles, language: str
) -> None:
    ada, words = at_phone(served_vote, new_profile, "ada", language), WORDS[language]
    ada.go("/clubs/new")
    form = ada.form("club-opened")
    form.locator("[name=convener]").select_option(served_vote.site.people["max"].member)
    form.locator("[name=name]").fill("Rowing Club 赛艇社")
    form.locator("[name=purpose]").fill("Two eights and an old boat house.")
    ada.sign(form, words["open"])
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("Rowing Club 赛艇社")
    ada.fits()

    ada.go("/rules/community/draft")
    ada.fits()
    for details in ada.page.locator("details", has=ada.page.locator("[name='motion.sponsors']")).all():
        if details.get_attribute("open") is None:
            details.locator("> summary").click()
    ada.page.locator("[name='motion.sponsors']").fill("two")
    ada.page.locator("main form button.primary").last.click()
    expect(ada.ready().locator("[name='motion.sponsors']")).to_have_attribute("aria-invalid", "true")
    ada.fits()
    ada.page.locator("[name='motion.sponsors']").fill("2")
    ada.page.locator("main form button.primary").last.click()
    expect(ada.ready().locator("main ins").first).to_contain_text(words["two"])
    ada.fits()
    ada.sign(ada.form("rulebook-adopted"), words["adopt"])
    ada.go("/rules")
    expect(ada.page.locator("main")).to_contain_text(words["two"])

"""Choices, elections, budgets, membership and draws, from the form on a phone to the result."""

import base64
import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import expect

from govern.actions.record import bundle
from govern.actions.writing import rebuild
from tests.e2e.people import casting
from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.checking import LATER, without_the_servers_parts
from tests.e2e.people.proposing import begin, fill, open_vote, others_vote, review_and_sign
from tests.e2e.people.served_vote import ServedVote
from tests.tools.browsers.profiles import Profiles
from tests.tools.server import run_govern
from tests.web.spending import open_account, receive
from tests.web.votes.voting import days_pass


@pytest.fixture
def mei(served_vote: ServedVote, new_profile: Profiles) -> BrowserUser:
    """Mei at her phone."""
    return at_phone(served_vote, new_profile, "mei")


def at_phone(served_vote: ServedVote, profiles: Profiles, name: str, language: str = "en-GB") -> BrowserUser:
    """Somebody at a phone; a form may be sent back to them."""
    context = profiles(locale=language, width=390, height=844, touch=True, allow=("422 (",))
    return served_vote.seat(context, name)


def holds(served_vote: ServedVote, folder: Path) -> None:
    """The tables are what the record says, and a stranger finds nothing wrong with it."""
    site = served_vote.site
    assert rebuild.check(site.services.engine, site.instance) == []
    out, vkey = folder / "record.zip", folder / "vkey"
    bundle.write_bundle(site.services.engine, site.instance, out)
    vkey.write_bytes(site.client().get("/log/vkey").get_data())
    result = run_govern("verify", str(out), "--vkey", str(vkey), *LATER, env=without_the_servers_parts(folder))
    assert (result.returncode, "Everything holds." in result.stdout) == (0, True), result.stdout + result.stderr


def test_a_choice_among_typed_options(served_vote: ServedVote, mei: BrowserUser, tmp_path: Path) -> None:
    part = begin(mei, "choice", "Trees along the lane")
    fill(part, {"options.0.name": "Oaks", "options.1.name": "Limes"})
    part.get_by_role("button", name="Add another option").click()
    mei.ready()
    fill(mei.page.locator("#options"), {"options.2.name": "Oaks"})
    mei.page.locator("button[name=step][value=review]").click()
    expect(mei.page.get_by_role("alert").first).to_be_visible()  # two of one name cannot be told apart
    fill(mei.page.locator("#options"), {"options.2.name": "Elms"})
    sentences = ("One of these options, or that nothing changes, is chosen", "Elms")
    proposal = review_and_sign(mei, "You put a choice: “Trees along the lane”", *sentences)
    with open_vote(served_vote, proposal):
        form = casting.paper(mei, f"/proposals/{proposal}")
        mei.fits()
        casting.tap_ranks(form, "limes", "elms")
        mei.sign(form, "Your ranking in “Trees along the lane”: 1. “Limes”, 2. “Elms”.")
        others_vote(served_vote, proposal, {"tao": [["limes"], ["oaks"]], "max": [["oaks"], ["limes"]]})
    page = mei.go(f"/proposals/{proposal}")
    expect(page.locator("main")).to_contain_text("Limes")
    expect(page.get_by_role("region", name="The result")).to_contain_text("Limes is chosen")
    mei.fits()
    holds(served_vote, tmp_path)


def test_an_election_a_resignation_and_a_by_election(
    served_vote: ServedVote, new_profile: Profiles, tmp_path: Path
) -> None:
    mei = at_phone(served_vote, new_profile, "mei", "zh-CN")
    part = begin(mei, "election", "两位理事")
    fill(part, {"office": "councillor", "seats": "2", "term": "1", "term_unit": "years", "most_terms": "1"})
    election = review_and_sign(mei, "您发起选举：“两位理事”")
    page = mei.go(f"/proposals/{election}/candidates")
    form = mei.form("candidate-nominated")
    form.locator("[name=candidate]").select_option(label="Tao")
    mei.sign(form, "您在选举“两位理事”中提名Tao。")
    tao, tess = (at_phone(served_vote, new_profile, name) for name in ("tao", "tess"))
    for who in (tao, tess):
        stands(who, election, f"I am {who.name}.")
    tess.fits()
    with open_vote(served_vote, election, review=7):
        form = casting.paper(mei, f"/proposals/{election}")
        tao_id, tess_id = (served_vote.site.people[name].member for name in ("tao", "tess"))
        casting.tap_ranks(form, tess_id, tao_id)
        mei.sign(form, "两位理事")
        others_vote(served_vote, election, {"tao": [[tao_id]], "max": [[tao_id], [tess_id]]})
    seats = mei.go("/offices").locator("section[aria-labelledby=office-councillor]")
    for name in ("Tao", "Tess"):
        expect(seats).to_contain_text(name)

    tao.go("/offices").get_by_text("Resign").click()
    tao.sign(tao.form("seat-vacated"), "You RESIGN from the seat")
    expect(tao.page.locator("main")).to_contain_text("1 seat is vacant until")
    tao.page.get_by_role("link", name="Propose a by-election").click()
    tao.ready()
    fill(tao.page.locator("main"), {"title": "One seat again", "body": "Until the term ends."})
    expect(tao.page.locator("[name=by_election][value=yes]")).to_be_checked()
    again = review_and_sign(tao, "You call an election: “One seat again”")
    stands(at_phone(served_vote, new_profile, "max"), again, "I am Max.")
    may_not_stand(tess, again, "You hold a seat of this office already")
    may_not_stand(tess, _next_election(served_vote), "The rules of this office allow 1 terms; you have had them.")
    max_id = served_vote.site.people["max"].member
    served_vote.site.say("mei", "proposal-sponsored", proposal=again, version=1)
    days_pass(served_vote.site, 7)
    days_pass(served_vote.site, 1)
    others_vote(served_vote, again, {name: [[max_id]] for name in ("mei", "tao", "max")})
    days_pass(served_vote.site, 7)
    days_pass(served_vote.site, 3)
    page = mei.go("/offices")
    expect(page.locator("section[aria-labelledby=office-councillor]")).to_contain_text("Max")
    expect(page.locator("section[aria-labelledby=past]")).to_contain_text("Tao")
    mei.fits()
    holds(served_vote, tmp_path)


def stands(someone: BrowserUser, election: str, words: str) -> None:
    """Writes an introduction and becomes a candidate."""
    someone.go(f"/proposals/{election}/candidates")
    form = someone.form("candidacy-accepted")
    form.locator("[name=statement]").fill(words)
    someone.sign(form, "You STAND in the election")


def _next_election(served_vote: ServedVote) -> str:
    """Max proposes elsewhere to elect for the term after this one."""
    effect = {"effect": "fill-seats", "most_terms": 1, "office": "councillor", "seats": 2, "starts": 0}
    fields = {"effects": [effect | {"term_days": 365, "until": 0}], "kind": "election", "scope": "community"}
    return served_vote.site.say("max", "proposal-submitted", {"title": "Next", "body": "Year."}, topic="", **fields).id


def may_not_stand(someone: BrowserUser, election: str, why: str) -> None:
    """The page says why a person cannot be a candidate."""
    page = someone.go(f"/proposals/{election}/candidates")
    expect(page.locator("#stand")).to_contain_text(why)
    expect(someone.form("candidacy-accepted")).to_have_count(0)


def test_a_budget_of_typed_projects(served_vote: ServedVote, mei: BrowserUser, tmp_path: Path) -> None:
    account = open_account(served_vote.site)
    receive(served_vote.site, account, 500_000)
    part = begin(mei, "budget", "The small budget")
    fill(part, {"sum": "1,000"})
    part.locator("[name=currency]").select_option("EUR")
    for number, (name, cost) in enumerate({"A pond": "600", "A bench": "500.50"}.items()):
        if number:
            part.get_by_role("button", name="Add another project").click()
            part = mei.ready().locator("#projects")
        typed = {"name": name, "cap": cost, "payee_name": "The builders", "purpose": f"building {name.lower()}"}
        fill(part, {f"projects.{number}.{field}": value for field, value in (typed | {"expires_days": "90"}).items()})
    sentences = ("Up to €1,000.00 is shared out", "A bench")
    proposal = review_and_sign(mei, "You propose to share out a budget: “The small budget”", *sentences)
    with open_vote(served_vote, proposal):
        form = casting.paper(mei, f"/proposals/{proposal}")
        mei.fits()
        casting.tap_names(form, "a-pond")
        mei.sign(form, "You vote on “The small budget”")
        others_vote(served_vote, proposal, {"tao": ["a-pond"], "max": ["a-bench"]})
    page = mei.go(f"/proposals/{proposal}")
    expect(page.locator("section[aria-labelledby=consequences]")).to_contain_text("€600.00")
    expect(page.locator("section[aria-labelledby=consequences]")).not_to_contain_text("€500.50")
    mei.fits()
    holds(served_vote, tmp_path)


def test_somebody_is_admitted_and_somebody_excluded(
    served_vote: ServedVote, mei: BrowserUser, new_profile: Profiles, tmp_path: Path
) -> None:
    nell = served_vote.sign_in(new_profile(width=390, height=844), "nell")
    nell.make_key(keep_code=True)
    part = begin(mei, "membership", "Let Nell join")
    fill(part, {"change": "admit", "claimant": served_vote.site.people["nell"].member})
    admission = review_and_sign(mei, "You propose a vote on membership: “Let Nell join”", "Nell")
    with open_vote(served_vote, admission):
        mei.vote(f"/proposals/{admission}", "yes", "You vote YES on “Let Nell join”")
        others_vote(served_vote, admission, {"tao": "yes", "max": "yes"})
    nell.go("/device")
    nell.expect_key()
    nell.go(served_vote.seeking)
    nell.sign(nell.form("proposal-sponsored"), "You sponsor the proposal “A lamp by the lake”")
    part = begin(mei, "membership", "Max must go")
    fill(part, {"change": "exclude", "person": "Max"})
    exclusion = review_and_sign(mei, "You propose a vote on membership: “Max must go”", "Max")
    with open_vote(served_vote, exclusion):
        mei.vote(f"/proposals/{exclusion}", "yes", "You vote YES on “Max must go”")
        others_vote(served_vote, exclusion, {"tao": "yes", "max": "no"})
    gone = served_vote.site.client().get(f"/api/members/{served_vote.site.people['max'].member}").get_json()
    assert gone["left_at"] > 0
    holds(served_vote, tmp_path)


def test_a_draw_by_lot_that_anybody_can_repeat(served_vote: ServedVote, new_profile: Profiles, tmp_path: Path) -> None:
    ada = at_phone(served_vote, new_profile, "ada")
    ada.go("/draws/new")
    form = ada.form("draw-called")
    at = datetime.datetime.fromtimestamp(served_vote.site.clock() / 1000, datetime.UTC) + datetime.timedelta(days=1)
    fill(form, {"purpose": "Who convenes in March", "count": "2", "draws_at": at.strftime("%Y-%m-%dT%H:%M")})
    fill(form, {"rotation": "conveners"})
    ada.sign(form, "You call a draw")
    days_pass(served_vote.site, 1)
    days_pass(served_vote.site, 1)
    ada.go("/draws").get_by_role("link", name="Who convenes in March").click()
    ada.ready()
    expect(ada.page.locator("section[aria-labelledby=drawn] ol li")).to_have_count(2)
    assert members(ada, "section[aria-labelledby=drawn] ol a") == drawn_again(ada)
    ada.fits()
    holds(served_vote, tmp_path)


def members(someone: BrowserUser, links: str) -> list[str]:
    """The ids of the members to whom links lead."""
    found = someone.page.locator(links).all()
    return [(one.get_attribute("href") or "").rpartition("/")[2] for one in found]


def drawn_again(someone: BrowserUser) -> list[str]:
    """Two of the pool, drawn only from the lot's data on the page (RFC 3797 with SHA-256)."""
    root = someone.page.locator("section[aria-labelledby=again] dd").first.inner_text().strip()
    left = sorted(set(members(someone, "aside details ul a")))
    found = []
    for turn in range(2):
        number = turn.to_bytes(2, "big")
        digest = sha256(number + base64.b64decode(root) + number).digest()
        found.append(left.pop(int.from_bytes(digest, "big") % len(left)))
    return found

"""The main job in real browsers: join, propose, vote with signed ballots, decide, pay, and check all of it offline."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.stories.neighbours import PASSPHRASE, Neighbour
from tests.stories.town import Town
from tests.tools.profiles import Profiles

TITLE = "New reeds for the boathouse roof"
PAYEE = "Reed & Daughters, thatchers"
AWARDS = {"Mei": 300, "Tao": 200, "Tess": 100}
ROLES = {"Ivo": "issuer", "Ines": "issuer", "Tao": "treasurer", "Tess": "treasurer"}
GUESTS = """name,email,club
Tao,tao@example.org,Rowing club
Tess,tess@example.org,Rowing club
Ivo,ivo@example.org,Reading circle
Nobody,this is no address,Reading circle
Ines,ines@example.org,Reading circle
"""

# Put in the way of a Python program, this makes the server's libraries impossible to import.
BLOCKER = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"flask", "sqlalchemy", "werkzeug", "jinja2", "alembic"}:
            raise ImportError(f"{name} must not be needed here")
        return None

sys.meta_path.insert(0, Blocker())
"""


@dataclass(frozen=True)
class Street:
    """Where people of a town live: each at a browser profile of their own."""

    town: Town
    profiles: Profiles
    folder: Path

    def at_browser(self, name: str, locale: str = "en", width: int = 1280, height: int = 800) -> Neighbour:
        """Someone sits down at a browser that has never been here."""
        context = self.profiles(locale=locale, width=width, height=height, allow=("422 (",))
        return Neighbour(name, self.town.url, context.new_page())


@pytest.fixture
def street(town: Town, new_profile: Profiles, tmp_path: Path) -> Street:
    """The town's street, empty as yet."""
    return Street(town, new_profile, tmp_path)


def test_from_an_invitation_to_a_payment_that_a_stranger_can_check(street: Street) -> None:
    town = street.town
    ada = the_founder_brings_her_key(street)
    mei = mei_is_invited_with_a_code(street, ada)
    links = the_others_are_invited_by_a_list(street, ada)
    tao, code = tao_joins_and_writes_his_code_down(street, links["Tao"])
    tess, ivo, ines = (joins_by_link(street, name, links[name]) for name in ("Tess", "Ivo", "Ines"))
    all_are_enrolled_at_once(ada)
    roles_are_given(ada)
    contributions_are_thanked_for(ivo, ines)

    proposal = mei_proposes(mei)
    two_sponsor_it(proposal, mei, tao, tess)
    assert town.pass_time(days=1) == 1  # the vote is announced
    assert town.pass_time(days=1) == 0  # and opens by itself
    phone = mei_votes_on_her_phone(street, proposal)
    tao_votes_in_chinese(street, proposal, code)
    tess.vote(proposal, "no", "You vote NO")
    assert town.pass_time(days=7) == 1
    it_has_passed(mei, proposal)
    assert town.pass_time(days=2) > 0
    mandate = there_is_a_mandate(mei, proposal)

    money_comes_in(tess)
    request = mei_asks_for_payment(mei, mandate)
    tao_approves(tao, request)
    tess_pays(tess, request)
    tess_may_not_approve_what_she_asks_for_herself(tess, mandate)
    everyone_sees_the_payment(street, request)

    receipt = mei_checks_her_receipts(phone, street.folder)
    bundle, vkey = a_stranger_takes_the_record(street)
    a_stranger_verifies_it_without_the_servers_parts(street, bundle, vkey, receipt)
    assert "The tables are what the record says" in town.govern("rebuild", "--check")


def the_founder_brings_her_key(street: Street) -> Neighbour:
    ada = street.at_browser("Ada")
    ada.go(street.town.invitation)
    ada.join()
    ada.restore_from_file(street.town.key)
    ada.go("/")
    expect(ada.page.get_by_role("link", name="Administration")).to_be_visible()
    return ada


def mei_is_invited_with_a_code(street: Street, ada: Neighbour) -> Neighbour:
    page = ada.go("/admin/invitations")
    page.get_by_label("Name").fill("Mei")
    page.get_by_label("E-mail address").fill("mei@example.org")
    page.get_by_role("button", name="Make an invitation").click()
    code = page.locator("#code").inner_text()
    mei = street.at_browser("Mei")
    mei.go("/join").get_by_label("Invitation code").fill(code.lower())
    mei.page.locator("main form button.primary").click()
    mei.join()
    mei.make_key(keep_file_at=street.folder / "mei-recovery.json", keep_code=True)
    return mei


def the_others_are_invited_by_a_list(street: Street, ada: Neighbour) -> dict[str, str]:
    show_list(street, ada)
    expect(ada.page.get_by_role("row", name="this is no address")).to_contain_text("This is not an e-mail address")
    assert invited(ada) == {"Ada", "Mei"}, "a list that is only shown must change nothing"
    show_list(street, ada)
    ada.page.get_by_role("button", name="Invite these 4 people").click()
    rows = ada.page.get_by_role("row").filter(has=ada.page.locator("code"))
    expect(rows).to_have_count(4)
    links = {row.locator("td").first.inner_text(): row.locator("code").inner_text() for row in rows.all()}
    assert invited(ada) == {"Ada", "Mei", *links}
    return links


def show_list(street: Street, ada: Neighbour) -> None:
    file = street.folder / "guests.csv"
    file.write_text(GUESTS)
    ada.go("/admin/invitations/list").get_by_label("The list").set_input_files(file)
    ada.page.locator("main form button.primary").click()
    expect(ada.page.get_by_role("heading", name="4 people would be invited")).to_be_visible()


def invited(ada: Neighbour) -> set[str]:
    """The names on the page of invitations."""
    return set(ada.go("/admin/invitations").locator("main table tbody td:first-child strong").all_inner_texts())


def tao_joins_and_writes_his_code_down(street: Street, link: str) -> tuple[Neighbour, str]:
    tao = street.at_browser("Tao")
    tao.go(link.removeprefix(street.town.url))
    tao.join()
    return tao, tao.make_key(keep_code=True)


def joins_by_link(street: Street, name: str, link: str) -> Neighbour:
    someone = street.at_browser(name)
    someone.go(link.removeprefix(street.town.url))
    someone.join()
    someone.make_key(keep_file_at=street.folder / f"{name}-recovery.json")
    return someone


def all_are_enrolled_at_once(ada: Neighbour) -> None:
    ada.go("/admin/people")
    boxes = ada.page.get_by_role("checkbox", name=re.compile("^Enrol "))
    expect(boxes).to_have_count(5)
    for box in boxes.all():
        box.check()
    ada.sign(ada.form("member-enrolled"), "is a member, and that this key is theirs")
    expect(boxes).to_have_count(0)


def roles_are_given(ada: Neighbour) -> None:
    ada.go("/admin/roles")
    for name, role in ROLES.items():
        form = ada.form("role-granted")
        form.locator("select[name=holder]").select_option(label=name)
        form.locator("select[name=role]").select_option(role)
        ada.sign(form, f"You give {name} the role of {role}")


def contributions_are_thanked_for(ivo: Neighbour, ines: Neighbour) -> None:
    ivo.go("/admin/tokens")
    for name, tokens in AWARDS.items():
        form = ivo.form("award-made")
        form.locator("select[name=to]").select_option(label=name)
        form.locator("[name=amount]").fill(str(tokens))
        form.locator("[name=reason]").fill("Twelve evenings at the boathouse")
        ivo.sign(form, f"You award {tokens} tokens to {name}")
    expect(ivo.form("award-confirmed")).to_have_count(0)  # nobody confirms what they awarded themselves
    ines.go("/admin/tokens")
    for left in (2, 1, 0):
        ines.sign(ines.form("award-confirmed"), "You confirm the award")
        expect(ines.page.locator('form[data-statement="award-confirmed"]')).to_have_count(left)


def mei_proposes(mei: Neighbour) -> str:
    mei.go("/proposals/new")
    write_the_proposal(mei)
    mei.page.locator("button[name=step][value=save]").click()
    mei.go("/proposals").get_by_role("link", name=TITLE).click()
    expect(mei.page.locator("[name=title]")).to_have_value(TITLE)
    mei.ready().locator("button[name=step][value=review]").click()
    expect(mei.page.get_by_text(f"€1,200.00 may be paid to {PAYEE}")).to_be_visible()
    mei.sign(mei.form("proposal-submitted"), f"You submit the spending proposal “{TITLE}”")
    expect(mei.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return mei.path()


def write_the_proposal(mei: Neighbour) -> None:
    mei.page.locator("[name=kind][value=spending]").check()
    mei.page.locator("[name=title]").fill(TITLE)
    mei.page.locator("[name=body]").fill("It rains **in**.\n\n- 400 bundles\n- two weeks")
    expect(mei.page.locator("#preview strong")).to_have_text("in")
    mei.page.locator("[name=payee_name]").fill(PAYEE)
    mei.page.locator("[name=cap]").fill("1,200")
    mei.page.locator("[name=currency]").select_option("EUR")
    mei.page.locator("[name=purpose]").fill("reeds and the work")
    mei.page.locator("[name=expires_days]").fill("90")


def two_sponsor_it(proposal: str, author: Neighbour, *sponsors: Neighbour) -> None:
    expect(author.form("proposal-sponsored")).to_have_count(0)  # authors do not sponsor their own
    for sponsor in sponsors:
        sponsor.go(proposal)
        sponsor.sign(sponsor.form("proposal-sponsored"), f"You sponsor the proposal “{TITLE}”")
        expect(sponsor.form("proposal-sponsored")).to_have_count(0)


def mei_votes_on_her_phone(street: Street, proposal: str) -> Neighbour:
    phone = street.at_browser("Mei", width=390, height=844)
    phone.sign_in()
    phone.restore_from_file(street.folder / "mei-recovery.json", PASSPHRASE)
    phone.vote(proposal, "no", f"You vote NO on “{TITLE}”")
    expect(phone.page.locator('input[name=choice][value="no"]')).to_be_checked()
    phone.vote(proposal, "yes", f"You vote YES on “{TITLE}”")
    expect(phone.page.locator('input[name=choice][value="yes"]')).to_be_checked()
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return phone


def tao_votes_in_chinese(street: Street, proposal: str, code: str) -> None:
    tao = street.at_browser("Tao", locale="zh-CN")
    tao.sign_in()
    tao.restore_from_code(code)
    tao.vote(proposal, "yes", "赞成")
    expect(tao.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(tao.page.locator('input[name=choice][value="yes"]')).to_be_checked()


def it_has_passed(mei: Neighbour, proposal: str) -> None:
    mei.go(proposal)
    expect(mei.page.locator("main header")).to_contain_text("standstill")
    expect(mei.page.locator("#result-heading")).to_be_visible()
    ballots = mei.page.locator("section[aria-labelledby=ballots] tbody tr")
    expect(ballots).to_have_count(3)  # a replaced ballot is one voter's, not two
    expect(ballots.filter(has_text="Mei")).to_contain_text(["Yes"])
    expect(mei.page.locator("section[aria-labelledby=consequences]")).to_contain_text("standstill")


def there_is_a_mandate(mei: Neighbour, proposal: str) -> str:
    link = mei.go(proposal).locator("section[aria-labelledby=consequences] a[href^='/treasury/mandates/']")
    expect(link).to_contain_text("€1,200.00")
    return str(link.get_attribute("href"))


def money_comes_in(tess: Neighbour) -> None:
    tess.go("/treasury/accounts/new")
    form = tess.form("account-opened")
    form.locator("[name=name]").fill("Boathouse box")
    form.locator("[name=currency]").select_option("EUR")
    tess.sign(form, "You open the account “Boathouse box”")
    tess.go("/treasury/income/new")
    form = tess.form("income-recorded")
    form.locator("[name=amount]").fill("2,000.50")
    form.locator("[name=source]").fill("Summer fair")
    tess.sign(form, "2,000.50 EUR came into the account “Boathouse box”")


def mei_asks_for_payment(mei: Neighbour, mandate: str) -> str:
    mei.go(mandate)
    form = mei.form("disbursement-requested")
    form.locator("[name=amount]").fill("1,200.01")
    form.locator("[name=items]").fill("400 bundles of reeds")
    mei.be_refused(form, "You ask for 1,200.01 EUR", "mandate")
    expect(form.locator("[data-field=amount] .field-error")).to_contain_text("mandate")
    form.locator("[name=amount]").fill("950")
    mei.sign(form, "You ask for 950.00 EUR to be paid")
    expect(mei.form("disbursement-approved")).to_have_count(0)  # she is no treasurer, and it is her request
    return mei.path()


def tao_approves(tao: Neighbour, request: str) -> None:
    tao.go(request)
    tao.sign(tao.form("disbursement-approved"), "You approve spending 950.00 EUR")
    expect(tao.form("disbursement-approved")).to_have_count(0)


def tess_pays(tess: Neighbour, request: str) -> None:
    tess.go(request)
    form = tess.form("payment-recorded")
    form.locator("[name=reference]").fill("Invoice 17")
    tess.sign(form, "from the account “Boathouse box”")
    expect(tess.page.locator("section[aria-labelledby=payment]")).to_contain_text("Invoice 17")


def tess_may_not_approve_what_she_asks_for_herself(tess: Neighbour, mandate: str) -> None:
    tess.go(mandate)
    form = tess.form("disbursement-requested")
    form.locator("[name=amount]").fill("250")
    form.locator("[name=items]").fill("Scaffolding")
    tess.sign(form, "You ask for 250.00 EUR to be paid")
    expect(tess.form("disbursement-approved")).to_have_count(0)
    expect(tess.page.locator("section[aria-labelledby=approve]")).to_contain_text("Whoever asks for a payment")


def everyone_sees_the_payment(street: Street, request: str) -> None:
    visitor = street.at_browser("A visitor")
    visitor.go("/treasury")
    expect(visitor.page.locator("section[aria-labelledby=payments] tbody tr")).to_contain_text("€950.00")
    expect(visitor.page.locator("section[aria-labelledby=payments] tbody tr")).to_contain_text(TITLE)
    visitor.go(request)
    expect(visitor.page.locator("section[aria-labelledby=chain] li")).to_have_count(6)
    expect(visitor.page.get_by_text("Tess")).to_have_count(0)  # names are for people who have signed in


def mei_checks_her_receipts(phone: Neighbour, folder: Path) -> Path:
    phone.go("/receipts")
    expect(phone.page.locator("li.receipt")).to_have_count(2)
    phone.page.locator("[data-action=check-all]").click()
    expect(phone.page.locator(".receipt-status .receipt-ok")).to_contain_text("All 2 receipts hold")
    expect(phone.page.locator("li .receipt-ok")).to_have_count(2)
    return phone.save(phone.page.locator("li.receipt a[download]").first, folder / "receipt.txt")


def a_stranger_takes_the_record(street: Street) -> tuple[Path, Path]:
    stranger = street.at_browser("A stranger")
    stranger.go("/check")
    bundle = stranger.save('a[href="/check/bundle.zip"]', street.folder / "record.zip")
    vkey = stranger.save('a[href="/log/vkey"]', street.folder / "vkey.txt")
    assert stranger.page.locator("#vkey").text_content() == vkey.read_text().strip()
    return bundle, vkey


def a_stranger_verifies_it_without_the_servers_parts(street: Street, bundle: Path, vkey: Path, receipt: Path) -> None:
    bare = street.folder / "bare"
    bare.mkdir()
    (bare / "sitecustomize.py").write_text(BLOCKER)
    env = {"PYTHONPATH": str(bare)}
    for library in ("flask", "sqlalchemy"):
        tried = subprocess.run([sys.executable, "-c", f"import {library}"], env=env, capture_output=True, text=True)
        assert "must not be needed here" in tried.stderr
    told = street.town.govern("verify", str(bundle), "--vkey", str(vkey), "--receipt", str(receipt), env=env)
    assert "EUR" in told or "holds" in told, told

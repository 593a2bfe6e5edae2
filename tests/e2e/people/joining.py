"""Part one of the main story: people join, get keys and roles, and are awarded tokens."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.e2e.people.browser_user import BrowserUser
from tests.e2e.people.browsers import Browsers

AWARDS = {"Mei": 300, "Tao": 200, "Tess": 100}
ROLES = {"Ivo": "issuer", "Ines": "issuer", "Tao": "treasurer", "Tess": "treasurer"}
GUESTS = """name,email,club
Tao,tao@example.org,Rowing club
Tess,tess@example.org,Rowing club
Ivo,ivo@example.org,Reading circle
Nobody,this is no address,Reading circle
Ines,ines@example.org,Reading circle
"""


def everybody_joins(browsers: Browsers) -> dict[str, BrowserUser]:
    """All six at their browsers, by name: members with keys, roles and tokens."""
    ada = the_founder_brings_her_key(browsers)
    mei = mei_is_invited_with_a_code(browsers, ada)
    links = the_others_are_invited_by_a_list(browsers, ada)
    others = {name: joins_by_link(browsers, name, links[name]) for name in ("Tao", "Tess", "Ivo", "Ines")}
    all_are_enrolled_at_once(ada)
    roles_are_given(ada)
    contributions_are_thanked_for(others["Ivo"], others["Ines"])
    return {"Ada": ada, "Mei": mei, **others}


def the_founder_brings_her_key(browsers: Browsers) -> BrowserUser:
    ada = browsers.at_browser("Ada")
    ada.go(browsers.community.invitation)
    ada.join()
    ada.restore_from_file(browsers.community.key)
    ada.go("/")
    expect(ada.page.get_by_role("link", name="Administration")).to_be_visible()
    return ada


def mei_is_invited_with_a_code(browsers: Browsers, ada: BrowserUser) -> BrowserUser:
    page = ada.go("/admin/invitations")
    page.get_by_label("Name").fill("Mei")
    page.get_by_label("E-mail address").fill("mei@example.org")
    page.get_by_role("button", name="Make an invitation").click()
    code = page.locator("#code").inner_text()
    mei = browsers.at_browser("Mei")
    mei.go("/join").get_by_label("Invitation code").fill(code.lower())
    mei.page.locator("main form button.primary").click()
    mei.join()
    mei.make_key(keep_file_at=browsers.folder / "mei-recovery.json", keep_code=True)
    return mei


def the_others_are_invited_by_a_list(browsers: Browsers, ada: BrowserUser) -> dict[str, str]:
    show_list(browsers, ada)
    expect(ada.page.get_by_role("row", name="this is no address")).to_contain_text("This is not an e-mail address")
    assert invited(ada) == {"Ada", "Mei"}, "a list that is only shown must change nothing"
    show_list(browsers, ada)
    ada.page.get_by_role("button", name="Invite these 4 people").click()
    rows = ada.page.get_by_role("row").filter(has=ada.page.locator("code"))
    expect(rows).to_have_count(4)
    # Links name the address that the site is known by; in a test it is served at another one.
    links = {row.locator("th").inner_text(): urlsplit(row.locator("code").inner_text()).path for row in rows.all()}
    assert invited(ada) == {"Ada", "Mei", *links}
    return links


def show_list(browsers: Browsers, ada: BrowserUser) -> None:
    file = browsers.folder / "guests.csv"
    file.write_text(GUESTS)
    ada.go("/admin/invitations/list").get_by_label("The list").set_input_files(file)
    ada.page.locator("main form button.primary").click()
    expect(ada.page.get_by_role("heading", name="4 people would be invited")).to_be_visible()


def invited(ada: BrowserUser) -> set[str]:
    """The names on the page of invitations."""
    return set(ada.go("/admin/invitations").locator("main table tbody th strong").all_inner_texts())


def tao_joins_and_writes_his_code_down(browsers: Browsers, link: str) -> tuple[BrowserUser, str]:
    tao = browsers.at_browser("Tao")
    tao.go(link.removeprefix(browsers.community.url))
    tao.join()
    return tao, tao.make_key(keep_code=True)


def joins_by_link(browsers: Browsers, name: str, link: str) -> BrowserUser:
    someone = browsers.at_browser(name)
    someone.go(link.removeprefix(browsers.community.url))
    someone.join()
    someone.make_key(keep_file_at=browsers.folder / f"{name}-recovery.json")
    return someone


def all_are_enrolled_at_once(ada: BrowserUser) -> None:
    ada.go("/admin/people")
    boxes = ada.page.get_by_role("checkbox", name=re.compile("^Enrol "))
    expect(boxes).to_have_count(5)
    for box in boxes.all():
        box.check()
    ada.sign(ada.form("member-enrolled"), "is a member, and that this key is theirs")
    expect(boxes).to_have_count(0)


def roles_are_given(ada: BrowserUser) -> None:
    ada.go("/admin/roles")
    for name, role in ROLES.items():
        form = ada.form("role-granted")
        form.locator("select[name=holder]").select_option(label=name)
        form.locator("select[name=role]").select_option(role)
        ada.sign(form, f"You give {name} the role of {role}")


def contributions_are_thanked_for(ivo: BrowserUser, ines: BrowserUser) -> None:
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

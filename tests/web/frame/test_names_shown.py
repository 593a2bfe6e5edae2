"""Names and titles on pages: none changes the direction of a line or fills the page; look-alikes are distinguished."""

import re

import pytest
from sqlalchemy import select

from govern.store.private.accounts import UserRow
from govern.store.private.lookalikes import skeleton
from tests.web.conftest import Site, post
from tests.web.proposals.test_discussion import comment
from tests.web.reading import page
from tests.web.spending import granted, open_account
from tests.web.votes.voting import give_tokens, move, open_vote, vote

OVERRIDE = "\u202eevil \u2067title\x07"


def call(site: Site, who: str, name: str) -> None:
    """Gives an account another name, past the form."""
    with site.app.app_context(), site.session() as session:
        row = session.scalar(select(UserRow).where(UserRow.member == site.people[who].member))
        row.name = name


def short(site: Site, who: str) -> str:
    return f"({site.people[who].member[:8]}…)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "Ada"),
        ("Ada", "\u0410d\u0430"),
        ("Ada", "ADA"),
        ("Ivo", "lvo"),
        ("modern", "modem"),
        ("Bob", "B0b"),
        ("Paul", "Pau1"),
        ("李伟", "李 伟"),
        ("Ada", "\U0001d400da"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Ada", "Ade"), ("Mei", "Max"), ("温书", "温淑"), ("Ines", "Inés")])
def test_names_that_differ_have_different_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_members_who_look_alike_have_their_short_id_beside_the_name_wherever_they_are_named(site: Site) -> None:
    give_tokens(site)
    proposal = move(site, by="mei")
    comment(site, "mei", proposal, f"I and @{site.people['max'].member}")
    open_vote(site, proposal)
    vote(site, "mei", proposal, "yes")
    pages = (
        f"/proposals/{proposal}",
        f"/proposals/{proposal}/discussion",
        "/members",
        f"/members/{site.people['mei'].member}",
    )
    for address in pages:
        assert short(site, "mei") not in page(site, address, "tao")
    call(site, "max", "M\u0435i")  # with a Cyrillic letter
    for address in pages:
        assert f"Mei {short(site, 'mei')}" in page(site, address, "tao"), address
    assert f"@M\u0435i {short(site, 'max')}" in page(site, pages[1], "tao")
    assert "Tao" in page(site, "/members", "tao")
    assert short(site, "tao") not in page(site, "/members", "tao")
    assert short(site, "mei") in page(site, "/admin/people/accounts", "ada")
    found = site.client("tao").get("/comments/mentions?q=mei").get_json()
    assert f"Mei {short(site, 'mei')}" in {one["name"] for one in found["members"]}


def test_a_double_that_is_renamed_is_none_any_more(site: Site) -> None:
    call(site, "max", "Mei")
    assert short(site, "mei") in page(site, "/members", "tao")
    assert post(site.client("max"), "/account/profile", name="Max", email="max@example.org").status_code == 302
    assert short(site, "mei") not in page(site, "/members", "tao")


def test_clubs_that_look_alike_have_their_short_id_beside_the_name(site: Site) -> None:
    names = {"c_" + "0" * 24: "Rowing Club", "c_" + "1" * 24: "Chess", "c_" + "2" * 24: "R\u043ewing club"}
    for club, name in names.items():
        site.say("ada", "club-opened", {"name": name, "purpose": "x"}, club=club, convener=site.people["mei"].member)
    shown = page(site, "/clubs", "mei")
    assert "Rowing Club (c_000000…)" in shown
    assert "(c_222222…)" in shown
    assert "(c_111111…)" not in shown


def test_payees_that_look_alike_have_their_short_id_beside_the_name(site: Site) -> None:
    open_account(site)
    first = granted(site)
    alone = page(site, f"/treasury/mandates/{first}", "tao")
    payee = re.search(r"Mandate for ([^·]*?) ·", alone)
    assert payee is not None
    assert "…)" not in payee[1]
    granted(site)
    assert re.search(
        rf"Mandate for {re.escape(payee[1])} \([0-9a-f]{{8}}…\)", page(site, f"/treasury/mandates/{first}")
    )


def test_an_old_record_s_title_turns_no_line_around(site: Site) -> None:
    proposal = move(site, title=OVERRIDE)
    comment(site, "mei", proposal, f"{OVERRIDE} said")
    for address in ("/proposals", f"/proposals/{proposal}", f"/proposals/{proposal}/discussion", "/", "/feed.atom"):
        html = site.client("mei").get(address).get_data(as_text=True)
        assert "evil title" in html, address
        assert not set("\u202e\u2067\x07") & set(html), address


def test_titles_and_names_stand_apart_from_the_direction_around_them(site: Site) -> None:
    proposal = move(site, title="سُلَّم", by="mei")
    call(site, "mei", "علی")
    listed = site.client("tao").get("/proposals").get_data(as_text=True)
    assert re.search(r"<a [^>]*><bdi>سُلَّم</bdi></a>", listed)
    assert "<bdi>علی</bdi>" in listed
    own = site.client("tao").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>سُلَّم</h1>", own)  # whose direction the stylesheet takes from its letters
    assert "<bdi>علی</bdi>" in own


def test_an_absurdly_long_title_is_whole_on_its_own_page_only(site: Site) -> None:
    title = "long " * 9_000 + "end"
    proposal = move(site, title=title)
    for address in ("/proposals", "/", "/feed.atom", f"/proposals/{proposal}/discussion"):
        html = site.client("mei").get(address).get_data(as_text=True)
        assert "long long" in html
        assert len(html) < 100_000, address
        assert "long end" not in html
    own = site.client("mei").get(f"/proposals/{proposal}").get_data(as_text=True)
    assert re.search(r"<h1[^>]*>long long .* long end</h1>", own)
    assert "long end" not in re.search(r"<title>(.*?)</title>", own, re.DOTALL)[1]  # type: ignore[index]


def test_no_attribute_and_no_plain_text_of_a_page_holds_a_mark(site: Site) -> None:
    give_tokens(site)
    proposal = move(site, by="mei")
    comment(site, "mei", proposal, "Hello")
    for address in ("/proposals", f"/proposals/{proposal}", f"/proposals/{proposal}/discussion", "/members", "/"):
        html = site.client("mei").get(address).get_data(as_text=True)
        assert not re.search(r'="[^"]*<bdi', html)
        assert "&lt;bdi" not in html
        assert not re.search(r"<title>[^<]*<bdi", html)

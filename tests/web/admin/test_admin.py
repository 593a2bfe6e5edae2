"""Administration: people, invitations, roles, tokens."""

import io
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from govern.actions.mail import guest_lists
from govern.actions.people import invitations
from govern.actions.people.accounts import FormError
from govern.rules.people.members import COMMUNITY_ROLES
from govern.store.facts.tokens import AwardRow
from govern.store.private.accounts import InvitationRow
from govern.web.frame.database import db
from tests.web.conftest import Site, post, text, token


def fixed(page: str, kind: str) -> list[dict[str, Any]]:
    """The fixed fields of the forms for a kind of statement."""
    forms = re.findall(rf"<form[^>]*data-statement=\"{kind}\"[^>]*data-fixed='([^']*)'", page)
    return [json.loads(form) for form in forms]


def waits(client: FlaskClient) -> bool:
    """Whether a key is offered to be enrolled."""
    return 'type="checkbox"' in client.get("/admin/people").get_data(as_text=True)


def count(site: Site) -> int:
    with site.app.app_context(), site.session() as session:
        return int(session.scalar(select(func.count()).select_from(InvitationRow)))


# --- keys and accounts ---------------------------------------------------------------------------------------------


def test_a_registrar_is_offered_each_key_that_waits(site: Site) -> None:
    site.wait_for_registrar("nell")
    page = site.client("ada").get("/admin/people").get_data(as_text=True)
    box = re.search(r"<input type=\"checkbox\"[^>]*data-fixed='([^']*)'", page)
    assert box is not None
    offered = json.loads(box[1])
    assert 'data-statement-many="member-enrolled"' in page
    site.say("ada", "member-enrolled", **offered)
    assert not waits(site.client("ada"))


def test_a_declined_key_can_be_taken_back(site: Site) -> None:
    site.wait_for_registrar("nell")
    client, nell = site.client("ada"), site.people["nell"].member
    post(client, f"/admin/people/{nell}/decline")
    assert not waits(client)
    assert f"/admin/people/{nell}/restore" in client.get("/admin/people").get_data(as_text=True)
    post(client, f"/admin/people/{nell}/restore")
    assert waits(client)


def test_a_closed_account_is_out_at_once_and_stays_a_member(site: Site) -> None:
    mei = site.client("mei")
    path = f"/admin/people/accounts/{site.people['mei'].member}"
    assert post(site.client("ada"), f"{path}/disable").status_code == 302
    assert mei.get("/account").status_code == 302
    assert site.client().get(f"/members/{site.people['mei'].member}").status_code == 200
    assert post(site.client("ada"), f"{path}/enable").status_code == 302
    assert site.client("mei").get("/account").status_code == 200


def test_nobody_closes_their_own_account(site: Site) -> None:
    own = f"/admin/people/accounts/{site.people['ada'].member}/disable"
    assert post(site.client("ada"), own).status_code == 403


def test_accounts_are_found_by_their_address(site: Site) -> None:
    page = text(site.client("ada").get("/admin/people/accounts?q=mei@"))
    assert "mei@example.org" in page
    assert "max@example.org" not in page


# --- invitations ---------------------------------------------------------------------------------------------------


def test_an_invitation_is_shown_once_and_works(site: Site) -> None:
    client = site.client("ada")
    page = post(client, "/admin/invitations", name="Zoë", email="zoe@example.org", club="Rowing").get_data(as_text=True)
    code = re.search(r"http://localhost:8000/join/([0-9A-Z-]{19})", page)
    assert code is not None
    assert site.client().get(f"/join/{code[1]}").status_code == 200
    listed = client.get("/admin/invitations").get_data(as_text=True)
    assert "Zoë" in listed
    assert code[1] not in listed


def test_an_invitation_taken_back_no_longer_works(site: Site) -> None:
    client = site.client("ada")
    page = post(client, "/admin/invitations", name="Zoë", email="", club="").get_data(as_text=True)
    code = re.findall(r"/join/([0-9A-Z-]{19})", page)[0]
    revoke = re.findall(r"/admin/invitations/\d+/revoke", client.get("/admin/invitations").get_data(as_text=True))[0]
    post(client, revoke)
    assert "Taken back" in text(client.get("/admin/invitations"))
    assert site.client().get(f"/join/{code}").status_code == 410


def test_an_invitation_with_a_bad_address_keeps_what_was_typed(site: Site) -> None:
    answer = post(site.client("ada"), "/admin/invitations", name="Zoë", email="zoe", club="")
    assert answer.status_code == 422
    assert 'value="Zoë"' in answer.get_data(as_text=True)
    assert count(site) == 0


LIST = (
    "\ufeffName;Email;Club\r\n"
    "Zoë;zoe@example.org;Rowing\r\n"
    ";nobody@example.org;Rowing\r\n"
    "Tom;tom at example.org;\r\n"
    "Kim;ZOE@example.org;\r\n"
    "\r\n"
    "Max;max@example.org;\r\n"
    "王小明;;读书会\r\n"
)


def upload(client: FlaskClient, content: bytes) -> TestResponse:
    data = {"csrf_token": token(client), "list": (io.BytesIO(content), "people.csv")}
    return client.post("/admin/invitations/list", data=data)


def test_a_list_shows_every_bad_line_with_its_number_and_makes_nothing(site: Site) -> None:
    answer = upload(site.client("ada"), LIST.encode())
    rows = re.findall(r"<tr>(<td class=\"number\">.*?)</tr>", answer.get_data(as_text=True), re.DOTALL)
    row_by_line = {int(re.findall(r"\d+", row)[0]): re.sub("<[^>]*>", " ", row) for row in rows}
    assert sorted(row_by_line) == [3, 4, 5, 7]
    assert "Write the name" in row_by_line[3]
    assert "not an e-mail address" in row_by_line[4]
    assert "stands in the list twice" in row_by_line[5]
    assert "an account with this e-mail address" in row_by_line[7]
    assert "2 people would be invited" in text(answer)
    assert count(site) == 0


def test_a_confirmed_list_invites_the_good_lines_at_once(site: Site) -> None:
    client = site.client("ada")
    upload(client, LIST.encode())
    answer = post(client, "/admin/invitations/list/confirm", text=LIST, count="2")
    page = answer.get_data(as_text=True)
    codes = re.findall(r"<code>http://localhost:8000/join/([0-9A-Z-]{19})\?lang=en</code>", page)
    assert (answer.status_code, len(codes), count(site)) == (200, 2, 2)
    assert "王小明" in page
    kept = re.search(r'<textarea name="csv" hidden>(.*?)</textarea>', page, re.DOTALL)
    assert kept is not None
    file = post(client, "/admin/invitations/links.csv", csv=kept[1].strip())
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.get_data(as_text=True).count("/join/") == 2


def test_a_list_that_changed_since_it_was_shown_is_shown_again(site: Site) -> None:
    client = site.client("ada")
    post(client, "/admin/invitations", name="Zoë", email="zoe@example.org", club="")
    answer = post(client, "/admin/invitations/list/confirm", text=LIST, count="2")
    assert answer.status_code == 409
    assert "an open invitation for this e-mail address" in text(answer)
    assert count(site) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"who,email\nZoe,\n", "first line must name the columns"),
        (b"name\nZo\x00\n\x89PNG\x00", "neither a spreadsheet nor a list in CSV"),
        (b"name,Name\nZoe,Zoe\n", "Two columns"),
        (b"name\n" + b"x\n" * 2001, "at most 2,000 lines"),
        (b'name\n"' + b"x" * 140_000 + b'"\n', "neither a spreadsheet nor a list in CSV"),
    ],
)
def test_an_invalid_list_is_refused_with_a_reason(site: Site, content: bytes, sentence: str) -> None:
    answer = upload(site.client("ada"), content)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_list_needs_a_file(site: Site) -> None:
    assert "Choose a file" in text(post(site.client("ada"), "/admin/invitations/list"))


def test_lines_within_quotes_keep_their_numbers(site: Site) -> None:
    with site.app.app_context(), site.session() as session:
        found = guest_lists.read_list(session, 'email,name\n,"Ash, Tom"\nx,Kim\n', site.clock())
    assert [guest.name for guest in found.guests] == ["Ash, Tom"]
    assert [(line.number, line.errors) for line in found.bad] == [(3, ("email_invalid",))]


def test_a_formula_in_a_name_is_only_text_in_the_file() -> None:
    assert "'=1+1" in guest_lists.links_as_csv([("=1+1", "", "", "http://localhost:8000/join/x")])


def test_all_invitations_of_a_batch_or_none(site: Site) -> None:
    guests = [invitations.Guest("Zoë"), invitations.Guest("")]
    with site.app.app_context(), pytest.raises(FormError), site.session() as session:
        invitations.invite(session, guests, site.people["ada"].member, site.clock())
    assert count(site) == 0


# --- roles and tokens ----------------------------------------------------------------------------------------------


def test_ending_a_role_is_offered_except_for_the_last_administrator(site: Site) -> None:
    page = site.client("ada").get("/admin/roles").get_data(as_text=True)
    offered = fixed(page, "role-ended")
    assert {role["role"] for role in offered} == {"registrar", "issuer", "treasurer"}
    assert "last administrator" in page
    site.say("ada", "role-ended", **next(role for role in offered if role["role"] == "issuer"))
    site.say("ada", "role-granted", holder=site.people["max"].member, role="administrator", scope="community")
    page = site.client("max").get("/admin/roles").get_data(as_text=True)
    assert sum(role["role"] == "administrator" for role in fixed(page, "role-ended")) == 2


def test_every_role_of_the_community_can_be_given(site: Site) -> None:
    page = site.client("ada").get("/admin/roles").get_data(as_text=True)
    offered = re.search(r'<select[^>]*name="role"[^>]*>(.*?)</select>', page, re.DOTALL)
    assert offered is not None
    assert set(re.findall(r'value="([^"]*)"', offered[1])) == set(COMMUNITY_ROLES)
    assert "May veto what passed" in page


def test_a_role_is_given_to_a_member_found_by_name(site: Site) -> None:
    page = site.client("ada").get("/admin/roles?q=mei").get_data(as_text=True)
    holder = re.search(r'<select[^>]*name="holder"[^>]*>(.*?)</select>', page, re.DOTALL)
    assert holder is not None
    assert re.findall(r'value="([^"]*)"', holder[1]) == [site.people["mei"].member]
    assert fixed(page, "role-granted") == [{"scope": "community"}]


def test_an_award_that_one_may_confirm_is_offered_and_others_say_why_not(site: Site) -> None:
    for giver, to in (("ivo", "mei"), ("ivo", "ines"), ("ines", "max")):
        site.say(giver, "award-made", {"reason": "bees"}, amount=7, to=site.people[to].member)
    page = site.client("ines").get("/admin/tokens")
    offered = fixed(page.get_data(as_text=True), "award-confirmed")
    assert len(offered) == 1
    assert "You made it" in text(page)
    assert "It is for you" in text(page)
    site.say("ines", "award-confirmed", **offered[0])


def test_a_confirmed_award_is_taken_back_by_two_issuers_in_turn(site: Site) -> None:
    site.award("mei", 50, "kept the reading circle")
    with site.app.app_context():
        id_ = db.session.query(AwardRow).one().id
    assert 'href="/admin/tokens/' + id_ in site.client("ivo").get(f"/members/{site.people['mei'].member}").text
    for name, said, then in (
        ("ines", "this takes two issuers", "You signed that it is taken back"),
        ("ivo", "Ines has signed already", "It was taken back"),
    ):
        page = site.client(name).get(f"/admin/tokens/{id_}")
        assert said in text(page)
        offered = fixed(page.get_data(as_text=True), "award-reversed")
        site.say(name, "award-reversed", {"reason": "It was Max"}, **offered[0])
        after = site.client(name).get(f"/admin/tokens/{id_}")
        assert then in text(after)
        assert fixed(after.get_data(as_text=True), "award-reversed") == []
    seen = text(site.client("max").get(f"/members/{site.people['mei'].member}"))
    assert "Taken back" in seen
    assert "Ivo took it back: “It was Max”" in seen


def test_the_other_issuers_see_a_request_to_reverse_an_award(site: Site) -> None:
    site.award("mei", 50)
    with site.app.app_context():
        id_ = db.session.query(AwardRow).one().id
    site.say("ines", "award-reversed", {"reason": "It was Max"}, award=id_)
    listed = text(site.client("ivo").get("/admin/tokens"))
    assert "Ines asks to take it back: “It was Max”" in listed
    assert "An issuer asks to take back an award of tokens" in text(site.client("ivo").get("/"))
    assert "asks to take back an award" not in text(site.client("ines").get("/"))
    assert "Only an issuer can take it back" in text(site.client("ada").get(f"/admin/tokens/{id_}"))


def test_a_member_who_is_no_issuer_reads_so(site: Site) -> None:
    site.say("ivo", "award-made", {"reason": "bees"}, amount=7, to=site.people["mei"].member)
    page = site.client("ada").get("/admin/tokens")
    assert fixed(page.get_data(as_text=True), "award-confirmed") == []
    assert "award-made" not in page.get_data(as_text=True)
    assert "Only an issuer can confirm it" in text(page)


def test_issuers_cannot_choose_themselves(site: Site) -> None:
    page = site.client("ivo").get("/admin/tokens").get_data(as_text=True)
    assert f'value="{site.people["mei"].member}"' in page
    assert f'value="{site.people["ivo"].member}"' not in page


def test_the_overview_shows_each_only_what_is_theirs(site: Site) -> None:
    site.wait_for_registrar("nell")
    site.say("ivo", "award-made", {"reason": "bees"}, amount=7, to=site.people["mei"].member)
    ada, ines = text(site.client("ada").get("/admin/")), text(site.client("ines").get("/admin/"))
    assert "1 key " in ada
    assert "1 award " in ines
    assert "Invitations" not in ines

"""Signing in and out, joining by an invitation, and changing one's own account."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from govern.actions.people import accounts, invitations
from govern.actions.people.invitations import Guest
from govern.store.private.accounts import InvitationRow, UserRow
from tests.web.conftest import PASSWORD, Site, post, text

JOINER = {"name": "Zoë  Fields", "email": " Zoe@Example.org ", "password": PASSWORD, "again": PASSWORD}


def invitation(site: Site, name: str = "Zoë", email: str = "") -> str:
    with site.app.app_context(), site.session() as session:
        return invitations.invite(session, [Guest(name, email)], site.people["ada"].member, site.clock())[0].code


def user(site: Site, email: str) -> UserRow | None:
    with site.app.app_context(), site.session() as session:
        found = session.scalar(select(UserRow).where(UserRow.email == email))
        if found is not None:
            session.expunge(found)
        return found


def with_password(site: Site, name: str = "mei") -> None:
    with site.app.app_context(), site.session() as session:
        row = session.scalar(select(UserRow).where(UserRow.member == site.people[name].member))
        row.password = accounts.hash_password(PASSWORD)


def sign_in(client: FlaskClient, email: str = "mei@example.org", password: str = PASSWORD, **more: str) -> int:
    return post(client, "/sign-in", email=email, password=password, **more).status_code


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/account").status_code == 200


def test_a_password_opens_the_account_and_leads_back_to_the_page(site: Site) -> None:
    with_password(site)
    client = site.client()
    asked = client.get("/account")
    assert asked.headers["Location"] == "/sign-in?next=/account"
    answer = post(client, "/sign-in", email=" MEI@example.org", password=PASSWORD, next="/account")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(site: Site, target: str) -> None:
    with_password(site)
    answer = post(site.client(), "/sign-in", email="mei@example.org", password=PASSWORD, next=target)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(("email", "password"), [("mei@example.org", "wrong horse!"), ("who@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(site: Site, email: str, password: str) -> None:
    with_password(site)
    client = site.client()
    answer = post(client, "/sign-in", email=email, password=password)
    assert answer.status_code == 422
    assert "do not belong together" in text(answer)
    assert f'value="{email}"' in answer.get_data(as_text=True)
    assert not is_signed_in(client)


def test_an_account_that_no_password_fits_cannot_be_signed_in_to(site: Site) -> None:
    assert sign_in(site.client(), password="!") == 422


def test_a_password_is_the_same_in_every_unicode_form() -> None:
    hashed = accounts.hash_password("caf\u00e9 au lait")
    assert hashed.startswith("$argon2id$")
    assert accounts.password_fits(hashed, "cafe\u0301 au lait")
    assert not accounts.password_fits(hashed, "cafe au lait")


def test_signing_out_ends_the_session(site: Site) -> None:
    client = site.client("mei")
    assert is_signed_in(client)
    assert post(client, "/sign-out").headers["Location"] == "/"
    assert not is_signed_in(client)


def test_signing_out_everywhere_ends_every_session(site: Site) -> None:
    here, there = site.client("mei"), site.client("mei")
    post(here, "/account/sessions")
    assert not is_signed_in(here)
    assert not is_signed_in(there)


def test_a_new_password_ends_the_other_sessions_but_not_this_one(site: Site) -> None:
    with_password(site)
    here, there = site.client("mei"), site.client("mei")
    answer = post(here, "/account/password", present=PASSWORD, password="battery staple", again="battery staple")
    assert answer.status_code == 302
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert sign_in(site.client(), password="battery staple") == 302


def test_a_new_password_needs_the_present_one_and_enough_characters(site: Site) -> None:
    with_password(site)
    answer = post(site.client("mei"), "/account/password", present="no", password="short", again="short")
    assert answer.status_code == 422
    assert "not your present password" in text(answer)
    assert "at least 10 characters" in text(answer)
    assert sign_in(site.client()) == 302


def test_name_and_address_can_be_changed_but_not_to_anothers(site: Site) -> None:
    with_password(site)
    client = site.client("mei")
    form = {"name": " Mei  Lin ", "profile_password": PASSWORD}
    assert post(client, "/account/profile", **form, email="Mei.Lin@example.org").status_code == 302
    assert 'value="Mei Lin"' in client.get("/account").get_data(as_text=True)
    taken = post(client, "/account/profile", **form, email="max@example.org")
    assert taken.status_code == 422
    assert "already" in text(taken)
    assert user(site, "mei.lin@example.org") is not None


def test_an_invitation_makes_an_account_once_and_leads_to_the_key(site: Site) -> None:
    code = invitation(site, email="zoe@example.org")
    client = site.client()
    page = client.get(f"/join/{code}").get_data(as_text=True)
    assert 'value="zoe@example.org"' in page
    answer = post(client, f"/join/{code}", **JOINER)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/device")
    row = user(site, "zoe@example.org")
    assert row is not None
    assert row.name == "Zoë Fields"
    assert re.fullmatch("m_[0-9a-f]{24}", row.member)
    assert PASSWORD not in row.password
    again = post(site.client(), f"/join/{code}", **JOINER | {"email": "other@example.org"})
    assert again.status_code == 410
    assert user(site, "other@example.org") is None


def test_a_code_may_be_typed_in_small_letters_without_hyphens(site: Site) -> None:
    typed = invitation(site).lower().replace("-", " ")
    client = site.client()
    answer = post(client, "/join", code=typed)
    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).status_code == 200


def test_confusable_characters_in_a_code_are_read_as_meant() -> None:
    assert invitations.plain_code("o123-456i-789l-abcd") == "0123456178 91ABCD".replace(" ", "")
    assert invitations.plain_code("0123-4567-89AB-CDE") == ""
    assert invitations.plain_code("0123-4567-89AB-CDEU") == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "Write the name"),
        ({"email": "zoe"}, "not an e-mail address"),
        ({"email": "max@example.org"}, "an account with this e-mail address already"),
        ({"password": "short"}, "at least 10 characters"),
        ({"again": "something else"}, "not the same"),
    ],
)
def test_a_form_that_is_not_right_keeps_what_was_typed(site: Site, change: dict[str, str], sentence: str) -> None:
    code = invitation(site)
    client = site.client()
    form = {"name": "Zoë Fields", "email": "zoe@example.org", "password": PASSWORD, "again": PASSWORD} | change
    answer = post(client, f"/join/{code}", **form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert f'value="{form["email"]}"' in page
    assert PASSWORD not in page
    assert not is_signed_in(client)
    assert client.get(f"/join/{code}").status_code == 200


def test_an_old_or_taken_back_invitation_says_so(site: Site) -> None:
    old = invitation(site)
    site.clock.advance(invitations.VALID)
    taken_back = invitation(site)
    with site.app.app_context(), site.session() as session:
        row = session.scalar(select(InvitationRow).order_by(InvitationRow.id.desc()))
        invitations.revoke(session, row.id, site.clock())
    assert "too old" in text(site.client().get(f"/join/{old}"))
    assert "taken back" in text(post(site.client(), f"/join/{taken_back}", **JOINER))


def test_the_code_itself_is_kept_nowhere(site: Site) -> None:
    code = invitation(site)
    with site.app.app_context(), site.session() as session:
        row = session.scalar(select(InvitationRow))
        kept = " ".join(str(getattr(row, column.key)) for column in InvitationRow.__table__.columns)
    assert code not in kept
    assert invitations.plain_code(code) not in kept

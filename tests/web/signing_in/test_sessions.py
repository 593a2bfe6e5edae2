"""Sessions: ended on the server, listed for their owner, and never taken over from an earlier visitor."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from govern.actions.signing_in import sessions
from govern.actions.signing_in.sessions import LIFETIME, MOST, NOTED_EVERY, browser_words
from govern.store.private.accounts import UserRow
from govern.store.private.sign_in import SessionRow
from govern.web.frame.database import db
from tests.web.conftest import PASSWORD, Site, post, text
from tests.web.signing_in.test_accounts import is_signed_in, sign_in, with_password

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


def copy_of(site: Site, client: FlaskClient) -> FlaskClient:
    """Another browser with a copy of this one's cookie."""
    cookie = client.get_cookie("session")
    assert cookie is not None
    thief = site.client()
    thief.set_cookie("session", cookie.value)
    return thief


def kept(site: Site) -> list[SessionRow]:
    with site.app.app_context(), site.session() as session:
        found = list(session.scalars(select(SessionRow).order_by(SessionRow.id)))
        session.expunge_all()
        return found


def test_a_copied_cookie_is_worth_nothing_after_signing_out(site: Site) -> None:
    client = site.client("mei")
    thief = copy_of(site, client)
    assert is_signed_in(thief)
    post(client, "/sign-out")
    assert not is_signed_in(thief)


def test_signing_out_ends_this_session_alone(site: Site) -> None:
    here, there = site.client("mei"), site.client("mei")
    post(here, "/sign-out")
    assert is_signed_in(there)


def test_the_token_itself_is_kept_nowhere(site: Site) -> None:
    client = site.client("mei")
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    row = kept(site)[-1]
    assert row.token_hash == sessions.hash_of_token(token)
    assert token not in " ".join(str(getattr(row, column.key)) for column in SessionRow.__table__.columns)


def test_signing_in_clears_the_previous_session(site: Site) -> None:
    with_password(site)
    client = site.client()
    with client.session_transaction() as cookie:
        cookie["access_key"] = cookie["left_by_somebody"] = "x"
    assert sign_in(client) == 302
    with client.session_transaction() as cookie:
        assert {"access_key", "left_by_somebody"} & set(cookie) == set()


def test_signing_in_as_somebody_else_ends_the_session_that_was_there(site: Site) -> None:
    with_password(site)
    client = site.client("max")
    thief = copy_of(site, client)
    assert sign_in(client) == 302
    assert not is_signed_in(thief)


def test_joining_while_signed_in_begins_a_session_of_its_own(site: Site) -> None:
    from tests.web.signing_in.test_accounts import JOINER, invitation

    client = site.client("mei")
    thief = copy_of(site, client)
    assert post(client, f"/join/{invitation(site)}", **JOINER).status_code == 302
    assert 'value="Zoë Fields"' in client.get("/account").get_data(as_text=True)
    assert not is_signed_in(thief)


def test_a_closed_account_is_signed_out_everywhere_and_stays_so_when_opened_again(site: Site) -> None:
    client, member = site.client("mei"), site.people["mei"].member
    ada = site.client("ada")
    post(ada, f"/admin/people/accounts/{member}/disable")
    assert not is_signed_in(client)
    post(ada, f"/admin/people/accounts/{member}/enable")
    assert not is_signed_in(client)


def test_the_account_page_lists_sessions_and_marks_this_one(site: Site) -> None:
    with_password(site)
    here = site.client()
    here.environ_base["HTTP_USER_AGENT"] = FIREFOX
    assert sign_in(here) == 302
    site.client("mei")
    site.client("max")
    page = here.get("/account").get_data(as_text=True)
    rows = re.findall(r'<th scope="row">(.*?)</th>', page)
    assert len(rows) == 2
    assert [("Firefox, Windows" in row, "this one" in row) for row in rows].count((True, True)) == 1
    assert sum("this one" in row for row in rows) == 1


def test_one_session_can_be_ended_from_the_list(site: Site) -> None:
    here, there = site.client("mei"), site.client("mei")
    post(here, f"/account/sessions/{kept(site)[-1].id}/end")
    assert is_signed_in(here)
    assert not is_signed_in(there)


def test_ending_the_session_at_hand_signs_out(site: Site) -> None:
    here = site.client("mei")
    assert post(here, f"/account/sessions/{kept(site)[-1].id}/end").headers["Location"] == "/"
    assert not is_signed_in(here)


def test_nobody_ends_a_session_of_somebody_else(site: Site) -> None:
    theirs = site.client("max")
    id_ = kept(site)[-1].id
    post(site.client("mei"), f"/account/sessions/{id_}/end")
    assert is_signed_in(theirs)


def test_reading_pages_writes_once_in_a_few_minutes(site: Site) -> None:
    client, begun = site.client("mei"), site.clock()
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        statements.append(statement)

    with site.app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    for _ in range(3):
        client.get("/account")
    assert not [one for one in statements if one.startswith("UPDATE sessions")]
    site.clock.advance(NOTED_EVERY)
    for _ in range(3):
        client.get("/account")
    assert len([one for one in statements if one.startswith("UPDATE sessions")]) == 1
    assert kept(site)[-1].last_seen_at == begun + NOTED_EVERY


def test_an_account_has_so_many_sessions_and_the_oldest_give_way(site: Site) -> None:
    clients = []
    for _ in range(MOST + 1):
        clients.append(site.client("mei"))
        site.clock.advance(1)
    assert not is_signed_in(clients[0])
    assert is_signed_in(clients[1])
    with site.app.app_context(), site.session() as session:
        assert session.scalar(select(func.count()).select_from(SessionRow)) == MOST


def test_a_session_unused_for_two_weeks_is_not_listed_and_forgotten_at_the_next(site: Site) -> None:
    site.client("mei")
    site.clock.advance(LIFETIME + NOTED_EVERY + 1)
    site.client("mei")
    assert len(kept(site)) == 1


@pytest.mark.parametrize("change", ["password", "closed"])
def test_no_session_begins_if_the_account_changed_while_the_password_was_compared(site: Site, change: str) -> None:
    with_password(site)
    with site.app.app_context(), site.session() as session:
        row = session.scalars(select(UserRow).where(UserRow.member == site.people["mei"].member)).one()
        proven = row.password
        if change == "password":
            row.password = "another"
        else:
            row.disabled_at = 1
        assert sessions.begin(session, row.id, proven, "", site.clock()) is None
    assert kept(site) == []


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36 MicroMessenger/8.0",
            "WeChat, Android",
        ),
        ("curl/8.0", ""),
        ("<script>", ""),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(agent: str, words: str) -> None:
    assert browser_words(agent) == words


def test_the_list_says_what_ending_does(site: Site) -> None:
    assert "keys stay on their devices" in text(site.client("mei").get("/account"))
    assert PASSWORD not in site.client("mei").get("/account").get_data(as_text=True)

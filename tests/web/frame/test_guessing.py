"""Rate limiting of guesses: it does not lock owners out, and one account does not reset another's count."""

import pytest
from flask.testing import FlaskClient

from govern.actions.people import invitations
from govern.actions.signing_in.guessing import (
    ACCESS_KEY,
    AT_ADDRESS,
    FROM_ADDRESS,
    INVITATION,
    OF_ACCOUNT,
    ON_DEVICE,
    PRESENT_PASSWORD,
    Attempt,
)
from govern.store.private.sign_in import FailureRow
from tests.web.conftest import PASSWORD, Site, post, text, token
from tests.web.signing_in.test_accounts import invitation, sign_in, with_password

MEI = "mei@example.org"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def at(site: Site, address: str, name: str = "") -> FlaskClient:
    """A browser at a network address."""
    client = site.client(name)
    client.environ_base["REMOTE_ADDR"] = address
    return client


def fail(client: FlaskClient, times: int, email: str = MEI) -> None:
    for _ in range(times):
        assert sign_in(client, email, "wrong horse!") == 422


def failures(site: Site, limit: Attempt) -> int:
    with site.app.app_context(), site.session() as session:
        row = session.get(FailureRow, limit.key)
        return row.count if row is not None else 0


def have_failed(site: Site, limit: Attempt, count: int) -> None:
    with site.app.app_context(), site.session() as session:
        session.merge(FailureRow(subject=limit.key, count=count, at=site.clock()))


def test_after_ten_failures_each_attempt_waits_longer_and_the_page_says_how_long(site: Site) -> None:
    with_password(site)
    client = at(site, HOME)
    fail(client, 10)
    for minutes, words in ((1, "1 minute"), (2, "2 minutes"), (4, "4 minutes")):
        refused = post(client, "/sign-in", email=MEI, password=PASSWORD)
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == str(60 * minutes)
        assert f"Try again in {words}." in text(refused)
        assert f'value="{MEI}"' in refused.get_data(as_text=True)
        site.clock.advance(minutes=minutes)
        fail(client, 1)


def test_the_wait_is_shown_in_chinese(site: Site) -> None:
    client = at(site, HOME)
    fail(client, 10)
    assert "1分钟" in text(post(client, "/sign-in?lang=zh-Hans", email=MEI, password="wrong horse!"))


def test_the_right_password_is_taken_once_the_wait_is_over_however_often_others_tried(site: Site) -> None:
    with_password(site)
    client = at(site, HOME)
    fail(client, 10)
    for _ in range(5):
        assert sign_in(client) == 429
    site.clock.advance(minutes=1)
    assert sign_in(client) == 302


def test_ten_wrong_passwords_from_elsewhere_do_not_lock_the_owner_out(site: Site) -> None:
    with_password(site)
    stranger = at(site, ELSEWHERE)
    fail(stranger, 10)
    assert sign_in(stranger) == 429
    assert sign_in(at(site, HOME)) == 302


def test_guessing_from_many_addresses_is_slowed_but_never_on_a_device_that_signed_in_before(site: Site) -> None:
    with_password(site)
    own = at(site, HOME)
    assert sign_in(own) == 302
    post(own, "/sign-out")
    have_failed(site, Attempt(OF_ACCOUNT, MEI), OF_ACCOUNT.free - 10)
    for place in range(10):
        fail(at(site, f"198.51.100.{place}"), 1)
    assert sign_in(at(site, ELSEWHERE)) == 429
    assert sign_in(own) == 302


def test_a_known_device_is_kept_out_of_every_lock_that_others_cause_at_its_address(site: Site) -> None:
    with_password(site)
    own = at(site, HOME)
    assert sign_in(own) == 302
    post(own, "/sign-out")
    have_failed(site, Attempt(FROM_ADDRESS, HOME), FROM_ADDRESS.free)
    assert sign_in(at(site, HOME)) == 429
    assert sign_in(own) == 302


def test_a_known_device_guesses_no_more_than_others(site: Site) -> None:
    with_password(site)
    own = at(site, HOME)
    assert sign_in(own) == 302
    post(own, "/sign-out")
    fail(own, ON_DEVICE.free)
    assert sign_in(own) == 429


def test_a_device_is_known_to_the_account_that_signed_in_on_it_alone(site: Site) -> None:
    with_password(site)
    with_password(site, "max")
    own = at(site, ELSEWHERE)
    assert sign_in(own, "max@example.org") == 302
    post(own, "/sign-out")
    fail(own, AT_ADDRESS.free)
    assert sign_in(own) == 429


@pytest.mark.parametrize("forged", ["", "x", "W10.x", "eyIxIjoieCJ9"])
def test_a_cookie_that_we_did_not_sign_makes_no_device_known(site: Site, forged: str) -> None:
    with_password(site)
    client = at(site, HOME)
    fail(client, AT_ADDRESS.free)
    client.set_cookie("known_device", forged)
    assert sign_in(client) == 429


def test_signing_in_to_one_account_forgets_no_failures_at_others(site: Site) -> None:
    with_password(site)
    with_password(site, "max")
    client = at(site, ELSEWHERE)
    for _ in range(3):
        fail(client, 3)
        client.delete_cookie("known_device")
        assert sign_in(client, "max@example.org") == 302
        post(client, "/sign-out")
    assert failures(site, Attempt(FROM_ADDRESS, ELSEWHERE)) == 9
    assert failures(site, Attempt(AT_ADDRESS, f"{MEI}\0{ELSEWHERE}")) == 9


def test_guessing_at_many_accounts_from_one_address_has_to_rest(site: Site) -> None:
    have_failed(site, Attempt(FROM_ADDRESS, HOME), FROM_ADDRESS.free - 1)
    client = at(site, HOME)
    fail(client, 1, "anyone@example.org")
    assert sign_in(client, "somebody@example.org") == 429


def test_an_address_of_ipv6_counts_as_its_whole_network(site: Site) -> None:
    fail(at(site, "2001:db8:1:2::1"), 5)
    fail(at(site, "2001:db8:1:2:ffff::9"), 5)
    assert sign_in(at(site, "2001:db8:1:2::3")) == 429
    assert sign_in(at(site, "2001:db8:1:3::3")) == 422


def test_knowing_the_password_forgives_earlier_slips(site: Site) -> None:
    with_password(site)
    client = at(site, HOME)
    for _ in range(2):
        fail(client, 8)
        assert sign_in(client) == 302
        post(client, "/sign-out")
        client.delete_cookie("known_device")


def test_failures_are_forgotten_one_by_one(site: Site) -> None:
    with_password(site)
    client = at(site, HOME)
    fail(client, 10)
    site.clock.advance(3 * AT_ADDRESS.leak)
    fail(client, 3)
    assert sign_in(client) == 429


@pytest.mark.parametrize(
    ("path", "field", "more"),
    [
        ("/account/password", "present", {"password": "battery staple", "again": "battery staple"}),
        ("/account/profile", "profile_password", {"name": "Mei", "email": "another@example.org"}),
    ],
)
def test_guessing_the_present_password_in_a_borrowed_session_has_to_rest(
    site: Site, path: str, field: str, more: dict[str, str]
) -> None:
    with_password(site)
    client = site.client("mei")
    for _ in range(PRESENT_PASSWORD.free):
        assert post(client, path, **{field: "wrong horse!"}, **more).status_code == 422
    refused = post(client, path, **{field: PASSWORD}, **more)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert "Try again in 1 minute" in text(refused)
    site.clock.advance(minutes=1)
    assert post(client, path, **{field: PASSWORD}, **more).status_code == 302


def test_guessing_invitations_has_to_rest_and_refuses_nobody_who_has_one(site: Site) -> None:
    client = at(site, HOME)
    csrf = token(client)
    for _ in range(INVITATION.free):
        assert client.post("/join", data={"csrf_token": csrf, "code": invitations.new_code()}).status_code == 422
    assert client.get(f"/join/{invitations.new_code()}").status_code == 429
    assert client.get(f"/join/{invitation(site)}").status_code == 200


def test_an_auditors_key_forgets_no_guesses_at_others(site: Site) -> None:
    client = at(site, HOME)
    post(client, "/auditors/sign-in", key="auditor_" + "0" * 40)
    made = post(at(site, HOME, "ada"), "/admin/access-keys", name="Auditor", days="9").get_data(as_text=True)
    key = next(
        word
        for word in made.replace("<", " ").replace(">", " ").replace('"', " ").split()
        if word.startswith("auditor_")
    )
    assert post(client, "/auditors/sign-in", key=key).status_code == 302
    assert failures(site, Attempt(ACCESS_KEY, HOME)) == 1


def test_a_problem_document_says_how_long_to_wait(site: Site) -> None:
    site.say("ada", "rulebook-adopted", rulebook=_closed(), scope="community")
    client = at(site, HOME)
    bearer = {"Authorization": "Bearer auditor_" + "0" * 40}
    for _ in range(ACCESS_KEY.free):
        assert client.get("/api/community", headers=bearer).status_code == 401
    refused = client.get("/api/community", headers=bearer)
    assert (refused.status_code, refused.content_type) == (429, "application/problem+json")
    assert refused.headers["Retry-After"] == "60"
    assert refused.get_json()["code"] == "too_many_attempts"


def _closed() -> dict[str, object]:
    from govern.rules.rulebook.presets import PRESETS

    return PRESETS["tokens"]() | {"number": 2, "access": {"names": "members", "record": "members"}}


def test_guessed_secrets_are_stored_nowhere(site: Site) -> None:
    fail(at(site, HOME), 1)
    with site.app.app_context(), site.session() as session:
        kept = " ".join(row.subject for row in session.query(FailureRow))
    assert MEI not in kept
    assert HOME not in kept

"""Security headers and cookies, word for word, over HTTP and HTTPS."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from govern.web import create_app
from tests.web.conftest import PASSWORD, Site, post, text, token
from tests.web.signing_in.test_accounts import invitation, sign_in, with_password

HTTPS = "https://garden.example"
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
PAGES = ("/", "/sign-in", "/join", "/nowhere", "/account", "/static/css/govern.css", "/api/community", "/healthz")
COOKIES = {"session", "known_device", "language", "theme"}


@pytest.fixture
def named(site: Site) -> Iterator[Site]:
    """The same community under a name of its own, where cookies are for HTTPS alone."""
    with_password(site)
    site.services.engine.dispose()
    site.instance = replace(site.instance, origin_name="garden.example")
    site.app = create_app(site.instance, site.clock)
    yield site
    site.app.extensions["govern"].engine.dispose()


class SecureClient(FlaskClient):
    """A browser that comes over HTTPS, as the proxy in front says."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Asks by HTTPS."""
        return super().open(*args, **{"base_url": HTTPS, "headers": {"Referer": HTTPS + "/"}, **options})


def secure(site: Site) -> FlaskClient:
    return SecureClient(site.app, site.app.response_class)


def cookies(*answers: TestResponse) -> dict[str, set[str]]:
    """The attributes of each cookie that was set, without its value and age."""
    found = {}
    for answer in answers:
        for line in answer.headers.getlist("Set-Cookie"):
            pair, *attributes = line.split("; ")
            kept = {one for one in attributes if not one.startswith(("Expires=", "Max-Age="))}
            found[pair.partition("=")[0]] = kept
    return found


def all_cookies(client: FlaskClient) -> dict[str, set[str]]:
    return cookies(
        client.get("/sign-in"),
        post(client, "/sign-in", email="mei@example.org", password=PASSWORD, keep="1"),
        post(client, "/language", language="en"),
        post(client, "/theme", theme="dark"),
    )


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_these_headers(site: Site, path: str) -> None:
    answer = site.client().get(path, buffered=True)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", PAGES)
def test_https_is_asked_for_again_over_https_alone(named: Site, path: str) -> None:
    assert secure(named).get(path, buffered=True).headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in named.client().get(path, buffered=True).headers


def test_cookies_over_http_on_the_machine_itself(site: Site) -> None:
    with_password(site)
    assert all_cookies(site.client()) == {name: {"HttpOnly", "Path=/", "SameSite=Lax"} for name in COOKIES}


def test_cookies_over_https(named: Site) -> None:
    assert all_cookies(secure(named)) == {name: {"HttpOnly", "Path=/", "SameSite=Lax", "Secure"} for name in COOKIES}


def test_a_session_lasts_as_long_as_the_browser_unless_it_is_to_be_kept(site: Site) -> None:
    with_password(site)
    for keep, lasts in ({}, False), ({"keep": "1"}, True):
        answer = post(site.client(), "/sign-in", email="mei@example.org", password=PASSWORD, **keep)
        line = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("session="))
        assert ("Expires=" in line) is lasts


@pytest.mark.parametrize("path", ["/sign-in", "/join", "/join/0000-0000-0000-0000", "/auditors/sign-in"])
def test_a_form_over_plain_http_says_that_https_is_needed_and_leads_there(named: Site, path: str) -> None:
    answer = named.client().get(path)
    assert answer.status_code == 403
    assert "This page needs HTTPS" in text(answer)
    assert f'href="{HTTPS}{path}"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/sign-in", "/join", "/join/x", "/language", "/account/password", "/sign-out"])
def test_every_post_over_plain_http_gets_the_page_about_https(named: Site, path: str) -> None:
    answer = named.client().post(path, data={"email": "mei@example.org", "password": PASSWORD})
    assert answer.status_code == 403
    assert "This page needs HTTPS" in text(answer)
    assert answer.headers.getlist("Set-Cookie") == [] or "Secure" in answer.headers["Set-Cookie"]


def test_pages_without_forms_can_be_read_over_plain_http(named: Site) -> None:
    assert named.client().get("/members").status_code == 200
    assert named.client().get("/device").headers["Location"] == "/sign-in?next=/device"


def test_the_page_about_https_is_in_the_readers_language(named: Site) -> None:
    assert "需要 HTTPS" in text(named.client().get("/sign-in?lang=zh-Hans"))


@pytest.mark.parametrize("header", [{"Sec-Fetch-Site": "none"}, {"Origin": "https://garden.example"}])
def test_a_browser_behind_a_proxy_that_does_not_tell_is_not_turned_away(named: Site, header: dict[str, str]) -> None:
    assert named.client().get("/sign-in", headers=header).status_code == 200


def test_signing_in_works_behind_a_proxy_that_does_not_tell(named: Site) -> None:
    client = secure(named)
    form = {"csrf_token": token(client), "email": "mei@example.org", "password": PASSWORD}
    cookie = client.get_cookie("session", domain="garden.example")
    assert cookie is not None
    quiet = named.client()
    quiet.set_cookie("session", cookie.value)
    assert quiet.post("/sign-in", data=form).status_code == 302


def test_on_the_machine_itself_plain_http_is_enough(site: Site) -> None:
    with_password(site)
    assert sign_in(site.client()) == 302
    assert site.client().get(f"/join/{invitation(site)}").status_code == 200

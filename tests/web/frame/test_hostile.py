"""Requests that no browser sends: NUL characters, odd Host headers, endless numbers, oversized texts."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from govern.protocol.ids import hash_of
from govern.rules.people.signers import text_blob
from tests.tools.clock import Clock
from tests.web.conftest import Site, post, put_to_work, text

HOSTS = (".", "a..b", "x" * 300, "a b", "münchen", "a/b", "-a", "[::1", "host:port")
GOOD_HOSTS = ("govern.example.org", "localhost:8000", "127.0.0.1", "[::1]:8000", "my_app", "example.org.")


@pytest.fixture(params=["sqlite", "postgresql"])
def on_both(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Site]:
    """A community at work, on each database."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    site = put_to_work(Site(tmp_path, clock, url))
    yield site
    site.close()


def test_a_nul_is_refused_wherever_it_stands(on_both: Site) -> None:
    client, mei = on_both.client(), on_both.client("mei")
    answers = [
        client.get("/members?q=a%00b"),
        client.get("/members?a%00b=1"),
        client.get("/members/a%00b"),
        client.get("/log/checkpoint", headers={"Authorization": "Bearer a\0b"}),
        on_both.app.test_client(use_cookies=False).get("/members", headers={"Cookie": 'language="\\000"'}),
        post(client, "/sign-in", email="a\0b@example.org", password="long enough"),
        post(client, "/auditors/sign-in", key="a\0b"),
        post(mei, "/proposals/drafts", title="A\0", step="save"),
        post(mei, "/proposals/drafts", **{"a\0b": "1"}),
        post(mei, "/admin/invitations/list", file=(io.BytesIO(b"name\n"), "a\0.csv")),
    ]
    assert [answer.status_code for answer in answers] == [400] * len(answers)
    assert "U+0000" in text(answers[0])
    assert json.loads(answers[3].get_data())["code"] == "nul"


@pytest.mark.parametrize("written", ["nul\0", "\\\0", "\\\\\0"])
def test_a_nul_in_a_text_of_a_statement_is_refused_before_any_database(on_both: Site, written: str) -> None:
    answer = _award(on_both, written)
    assert (answer[0], answer[1].get("code")) == (400, "nul")


@pytest.mark.parametrize("written", ["\\u0000", "\\\\u0000"])
def test_a_text_that_writes_about_it_is_taken(on_both: Site, written: str) -> None:
    assert _award(on_both, written)[0] == 201


def test_a_nul_in_the_payload_of_a_statement_is_refused(site: Site) -> None:
    body = site.sealed("ivo", "award-made", reason="\0" * 64, amount=1, to=site.people["mei"].member)
    answer = site.client().post("/api/statements", data=body)
    assert (answer.status_code, answer.json["code"]) == (400, "nul")


def _award(site: Site, reason: str) -> tuple[int, dict[str, object]]:
    blob = text_blob(reason, "0" * 32)
    body = site.sealed("ivo", "award-made", reason=hash_of(blob), amount=1, to=site.people["mei"].member)
    answer = site.client().post("/api/statements", data=b'{"blobs":[' + blob + b'],"envelope":' + body + b"}")
    return answer.status_code, json.loads(answer.get_data())


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_none_gets_a_plain_page(site: Site, host: str) -> None:
    for address in ("/", "/check", "/nothing", "/api/community", "/static/favicon.svg"):
        answer = site.client().get(address, headers={"Host": host.encode().decode("latin-1")})
        assert answer.status_code == 400
        assert len(host) < 4 or host not in answer.get_data(as_text=True)
        assert "Garden City" not in answer.get_data(as_text=True)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("host", GOOD_HOSTS)
def test_other_hosts_are_served_but_never_shown(site: Site, host: str) -> None:
    for address in ("/check", "/api", "/treasury/audit"):
        answer = site.client("mei").get(address, headers={"Host": host})
        assert answer.status_code == 200
        assert "evil.example" not in answer.get_data(as_text=True)
    page = site.client().get("/check", headers={"Host": "evil.example"}).get_data(as_text=True)
    assert "evil.example" not in page
    assert site.instance.url in page


def test_links_that_are_handed_on_name_the_instance_and_not_the_host_of_the_request(site: Site) -> None:
    page = post(site.client("ada"), "/admin/invitations", name="Vera", email="", club="").get_data(as_text=True)
    assert site.instance.url == "http://localhost:8000"  # these requests name localhost, without a port
    assert f"{site.instance.url}/join/" in page
    assert "http://localhost/" not in page


def test_numbers_of_thousands_of_digits_are_refused(site: Site) -> None:
    digits = "9" * 5_000
    client = site.client("tao")
    assert client.get(f"/proposals?older={digits}").status_code == 400
    assert client.get(f"/treasury/bank/x/files/1?date_format=x&date={digits}").status_code == 400
    assert post(client, "/proposals/drafts", title=digits).status_code == 400


def test_a_draft_that_is_too_long_is_refused_and_what_was_typed_stays(site: Site) -> None:
    client = site.client("mei")
    body = "a long story " * 3_000
    fields = {"title": "Much", "body": body, "kind": "budget", "scope": "community", "step": "save"}
    places = [f"projects.{number}.{name}" for number in range(39) for name in ("name", "purpose")]
    answer = post(client, "/proposals/drafts", **fields, **dict.fromkeys(places, "屋" * 199))
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert body.strip() in page
    assert page.count("屋" * 199) == len(places)
    assert "together is too long" in page
    assert post(client, "/proposals/drafts", **fields).status_code == 302


def test_methods_that_an_address_does_not_take_are_named(site: Site) -> None:
    client = site.client()
    for address in ("/api/statements", "/api/community", "/log/checkpoint", "/proposals", "/healthz"):
        for method in ("PUT", "DELETE", "PATCH"):
            answer = client.open(address, method=method)
            assert answer.status_code == 405, (method, address)
            assert answer.headers["Allow"]
    assert client.get("/api/statements").headers["Allow"] == "POST"

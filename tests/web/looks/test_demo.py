"""The demonstration's own pages exist only where it is on."""

import base64
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from govern.actions.people import demo_keys
from govern.record import signing, strict_json
from govern.store.facts.members import KeyRow
from govern.web.frame.database import db
from tests.tools.demonstration import demonstration_app
from tests.web.conftest import Site, text


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the demonstration on."""
    with demonstration_app(tmp_path_factory.mktemp("demo") / "instance") as app:
        yield app


def be(client: FlaskClient, key: str) -> None:
    """Chooses somebody on the demonstration's page."""
    page = client.get("/demo").get_data(as_text=True)
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert token is not None
    answer = client.post("/demo/session", data={"csrf_token": token[1], "person": key})
    assert answer.headers["Location"] == "/demo/ready"


def test_the_page_suggests_acts_and_people(shown: Flask) -> None:
    words = text(shown.test_client().get("/demo"))
    for name in ("Mei Lin 林美", "温书怡", "Ada Howard", "曹薇薇", "Kate Moss-Wright"):
        assert f"Be {name}" in words
    assert "What to try" in words


def test_a_visitor_signs_in_as_any_person_and_gets_only_that_key(shown: Flask) -> None:
    client = shown.test_client()
    assert client.get("/demo/key").status_code == 403
    assert client.get("/demo/ready").status_code == 302
    be(client, "mei")
    assert "You are Mei Lin" in text(client.get("/demo/ready"))
    answer = client.get("/demo/key")
    assert answer.headers["Cache-Control"] == "no-store"
    value = strict_json.decode(answer.data)
    assert value.keys() == {"member", "seed"}
    keyid = signing.key_id(signing.public_key(base64.b64decode(value["seed"])))
    with shown.app_context():
        row = db.session.get(KeyRow, keyid)
        assert row is not None
        assert row.member == value["member"]
    be(client, "shuyi")
    assert strict_json.decode(client.get("/demo/key").data)["member"] != value["member"]


def test_signing_in_needs_the_token_and_a_person_who_is_there(shown: Flask) -> None:
    client = shown.test_client()
    assert client.post("/demo/session", data={"person": "mei"}).status_code == 400
    page = client.get("/demo").get_data(as_text=True)
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert token is not None
    assert client.post("/demo/session", data={"csrf_token": token[1], "person": "nobody"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/proposals", "/treasury", "/record", "/members", "/check", "/receipts", "/device"]
)
def test_every_page_of_the_demonstration_opens(shown: Flask, path: str) -> None:
    for key in ("mei", "shuyi", "ada"):
        client = shown.test_client()
        be(client, key)
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("who", ["", "ada", "mei"])
def test_a_real_community_has_no_demonstration_pages(site: Site, who: str) -> None:
    client = site.client(who)
    person = demo_keys.DemoPerson("mei", "Mei", "", site.people["mei"].member, "", (), True)
    demo_keys.write(site.instance.folder, [person])  # not even if somebody put the file there
    for path in ("/demo", "/demo/ready", "/demo/key"):
        assert client.get(path).status_code == 404
    page = client.get("/members").get_data(as_text=True)
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert token is not None
    assert client.post("/demo/session", data={"csrf_token": token[1], "person": "mei"}).status_code == 404
    assert "demonstration" not in text(client.get("/members"))

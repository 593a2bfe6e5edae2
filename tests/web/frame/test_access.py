"""Read access: a record closed to visitors, auditors' access keys, and members' names."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from govern.protocol.units import DAY
from govern.rules.rulebook.presets import PRESETS
from govern.store.private.access_keys import AccessKeyRow
from govern.verify import verify
from govern.web.frame.database import db
from tests.tools.server import run_govern, serve
from tests.web.conftest import Site, post, text
from tests.web.routes.test_routes import access, address, get, routes
from tests.web.votes.voting import move

KEY = re.compile(r"auditor_[0-9a-f]{40}")


def rule(site: Site, record: str, names: str) -> None:
    """Ada adopts the next rulebook, which says who may read what."""
    rulebook = copy.deepcopy(PRESETS["tokens"]())
    community = site.services.community()
    assert community is not None
    rulebook |= {"access": {"names": names, "record": record}, "number": community.rulebook + 1}
    site.say("ada", "rulebook-adopted", rulebook=rulebook, scope="community")


def make_key(site: Site, name: str = "Quill & Co", days: str = "30") -> str:
    """Ada makes an access key."""
    page = post(site.client("ada"), "/admin/access-keys", name=name, days=days)
    assert page.status_code == 200, text(page)
    found = KEY.search(page.get_data(as_text=True))
    assert found is not None
    return found[0]


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def open_in_browser(site: Site, key: str) -> FlaskClient:
    """An auditor's browser, after the form for the key."""
    client = site.client()
    token = re.search(r'name="csrf-token" content="([^"]+)"', client.get("/auditors/sign-in").get_data(as_text=True))
    assert token is not None
    answer = client.post("/auditors/sign-in", data={"csrf_token": token[1], "key": key, "next": "/record"})
    assert answer.headers.get("Location") == "/record", text(answer)
    return client


@pytest.fixture
def closed(site: Site) -> Site:
    """A community whose record is open to members only."""
    rule(site, "members", "members")
    return site


def test_a_visitor_of_a_closed_record_learns_the_community_s_name_and_how_to_come_in(closed: Site) -> None:
    move(closed, "A bench")
    page = text(closed.client().get("/"))
    assert "Garden City" in page
    assert "I have an access key" in page
    assert "A bench" not in page
    assert "in the record" not in page.replace("never stand in the record", "")


def test_every_page_file_and_answer_is_closed_to_visitors_but_the_ways_in(closed: Site) -> None:
    client = closed.client()
    for one in routes(closed.app, "GET"):
        who, answer = access(closed.app, one), get(client, address(one))
        if "stranger" in who:
            assert answer.status_code in (200, 302, 303, 404, 410), one
        elif who == ("demo",):
            assert answer.status_code == 404
        elif one.rule.startswith(("/api/", "/log/")):
            assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), one
        else:
            assert answer.headers.get("Location", "").startswith("/sign-in"), one


def test_the_ways_in_are_few_and_known(closed: Site) -> None:
    ways = {
        one.endpoint.partition(".")[0] for one in routes(closed.app, "GET") if "stranger" in access(closed.app, one)
    }
    assert ways <= {"static", "home", "accounts", "auditors", "health", "notice_links", "feeds", "new_password"}


def test_an_account_without_membership_reads_only_its_own_pages(closed: Site) -> None:
    client, proposal = closed.client("nell"), move(closed, "A bench")
    for path in ("/account", "/device"):
        assert client.get(path).status_code == 200
    for path in ("/proposals", f"/proposals/{proposal}/ballot", "/members", "/check/bundle.zip", "/proposals/new"):
        assert client.get(path, buffered=True).status_code == 403, path
    for path in ("/api/community", "/log/checkpoint"):
        assert client.get(path).status_code == 403, path


@pytest.mark.parametrize("name", ["mei", "ada"])
def test_members_read_a_closed_record_as_before(closed: Site, name: str) -> None:
    client = closed.client(name)
    for one in routes(closed.app, "GET"):
        if access(closed.app, one) == ("anyone",):
            assert get(client, address(one)).status_code in (200, 302, 303, 404), one


def test_an_auditor_reads_every_public_page_and_file_and_no_other(closed: Site) -> None:
    key = make_key(closed)
    for client, headers in ((closed.client(), bearer(key)), (open_in_browser(closed, key), {})):
        for one in routes(closed.app, "GET"):
            who, answer = access(closed.app, one), client.get(address(one), headers=headers, buffered=True)
            if who == ("anyone",):
                assert answer.status_code in (200, 302, 303, 404), one
                assert not answer.headers.get("Location", "").startswith("/sign-in"), one
            elif not {"stranger", "demo"} & set(who):
                assert answer.status_code in (302, 401), (one, answer.status_code)


def test_an_auditor_signs_in_by_the_form_and_stops_reading(closed: Site) -> None:
    client = open_in_browser(closed, make_key(closed))
    assert "Stop reading" in text(client.get("/record"))
    post(client, "/auditors/sign-out")
    assert client.get("/record").status_code == 302


def test_an_auditor_sees_no_names_where_only_members_may(closed: Site) -> None:
    key = make_key(closed)
    assert "Mei" not in text(closed.client().get("/members", headers=bearer(key)))
    assert "Mei" in text(closed.client("max").get("/members"))
    rule(closed, "members", "everyone")
    assert "Mei" in text(closed.client().get("/members", headers=bearer(key)))


def test_visitors_see_names_where_everyone_may(site: Site) -> None:
    proposal = move(site)
    assert "Mei" not in text(site.client().get(f"/proposals/{proposal}"))
    rule(site, "everyone", "everyone")
    assert "Mei" in text(site.client().get(f"/proposals/{proposal}"))
    assert "Mei" in text(site.client().get("/members?q=mei"))


def test_a_key_that_expired_or_was_taken_back_opens_nothing(closed: Site) -> None:
    gone, kept = make_key(closed, "Gone"), make_key(closed, "Kept", days="2")
    browser = open_in_browser(closed, gone)
    with closed.app.app_context():
        id_ = db.session.query(AccessKeyRow).filter_by(name="Gone").one().id
    post(closed.client("ada"), f"/admin/access-keys/{id_}/revoke")
    assert browser.get("/record").status_code == 302
    assert closed.client().get("/log/checkpoint", headers=bearer(gone)).status_code == 401
    assert closed.client().get("/log/checkpoint", headers=bearer(kept)).status_code == 200
    closed.clock.advance(days=2)
    assert closed.client().get("/log/checkpoint", headers=bearer(kept)).status_code == 401


def test_only_the_hash_of_a_key_is_kept_and_its_use_is_shown(closed: Site) -> None:
    key = make_key(closed)
    assert "never" in text(closed.client("ada").get("/admin/access-keys"))
    closed.client().get("/record", headers=bearer(key))
    page = text(closed.client("ada").get("/admin/access-keys"))
    assert "Quill &amp; Co" in page
    assert "never" not in page.partition("Made by")[2].partition("Make an access key")[0]
    assert key not in page
    with closed.app.app_context():
        row = db.session.query(AccessKeyRow).one()
        assert key not in {str(getattr(row, column.name)) for column in AccessKeyRow.__table__.columns}
        assert row.expires_at - row.created_at == 30 * DAY


def test_guessing_keys_is_stopped_and_costs_members_nothing(closed: Site) -> None:
    client, wrong = closed.client(), bearer("auditor_" + "0" * 40)
    answers = [client.get("/log/checkpoint", headers=wrong).status_code for _ in range(22)]
    assert answers == [401] * 20 + [429] * 2
    assert closed.client("mei").get("/log/checkpoint").status_code == 200


@pytest.mark.parametrize(("name", "days"), [("", "30"), ("Quill", "0"), ("Quill", "x"), ("Quill", "9999")])
def test_a_key_needs_a_name_and_an_end(closed: Site, name: str, days: str) -> None:
    answer = post(closed.client("ada"), "/admin/access-keys", name=name, days=days)
    assert answer.status_code == 422
    assert "One thing needs to be put right" in text(answer)


def test_nothing_of_a_closed_record_is_kept_by_caches_or_given_to_other_sites(closed: Site) -> None:
    for path in ("/log/checkpoint", "/log/tile/entries/000.p/1", "/record", "/api/community"):
        answer = closed.client("mei").get(path)
        assert answer.headers["Cache-Control"] == "no-store", path
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_statements_still_come_in_by_themselves(closed: Site) -> None:
    proposal = move(closed)
    body = closed.sealed("tao", "proposal-sponsored", proposal=proposal, version=1)
    assert closed.app.test_client().post("/api/statements", data=body).status_code == 201
    refused = closed.app.test_client().post("/api/statements", data=body)
    assert refused.status_code == 409
    assert "Mei" not in refused.get_data(as_text=True)


def test_the_verifier_reads_a_closed_record_with_a_key_from_a_file_or_the_environment(
    closed: Site, tmp_path: Path
) -> None:
    file = tmp_path / "key.txt"
    file.write_text(make_key(closed) + "\n", encoding="utf-8")
    with serve(closed.app) as server:
        refused = run_govern("verify", server.url)
        by_file = run_govern("verify", server.url, "--access-key", str(file))
        by_environment = run_govern("verify", server.url, env={"GOVERN_ACCESS_KEY": file.read_text(encoding="utf-8")})
        wrong = verify(server.url, access_key="auditor_" + "0" * 40)
    assert refused.returncode == 2
    assert "--access-key" in refused.stdout + refused.stderr
    assert (by_file.returncode, by_environment.returncode) == (0, 0), by_file.stdout + by_file.stderr
    assert "does not accept the access key" in wrong.text()


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that writes down which headers it is sent."""
    seen: list[dict[str, str]] = []

    def app(environ: dict[str, str], start: object) -> list[bytes]:
        seen.append({name: value for name, value in environ.items() if name == "HTTP_AUTHORIZATION"})
        start("404 Not Found", [])  # type: ignore[operator]
        return [b""]

    with serve(app) as server:
        yield server.url, seen


def test_the_verifier_shows_its_key_to_no_other_server(elsewhere: tuple[str, list[dict[str, str]]]) -> None:
    url, seen = elsewhere

    def sends_away(environ: dict[str, str], start: object) -> list[bytes]:
        start("302 Found", [("Location", url + environ["PATH_INFO"])])  # type: ignore[operator]
        return [b""]

    with serve(sends_away) as server:
        verify(server.url, access_key="auditor_" + "0" * 40)
    assert seen
    assert not any(seen)

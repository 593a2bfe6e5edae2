"""Every route, visited by every role: open to whom the table says, without errors, and with the same headers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text as sql
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from govern import config
from govern.store.base import Base
from govern.store.database import open_engine
from govern.web import create_app
from govern.web.frame.access.security import HEADERS, LINKS
from tests.tools.clock import Clock
from tests.web.conftest import ROLES, Site, post, put_to_work
from tests.web.routes.permissions import PERMISSIONS

ROOT = Path(__file__).resolve().parents[3]
VISITORS = ("", "nell", "mei", "ada", "ivo", "tao")
SAMPLES = {
    "account": "a_" + "0" * 24,
    "code": "0000-0000-0000-0000",
    "comment": "0" * 64,
    "digest": "0" * 64,
    "ending": "blt",
    "filename": "css/govern.css",
    "format_": "beancount",
    "id_": "0" * 64,
    "index": "0",
    "kind": "vote",
    "member": "m_" + "0" * 24,
    "part": "rules",
    "path": "checkpoint",
    "token": "1-" + "0" * 32,
    "payee": "m_" + "0" * 24,
    "programme": "learning",
    "scope": "community",
    "sha256": "0" * 64,
}
ODD = ("9" * 30, "%00", "..%2f..", "%F0%9F%8C%B3", "-1", "m_'\"<>", "x" * 3000)
FOUND = {200, 302, 303, 404, 410, 422, 429}


def routes(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def access(app: Flask, rule: Rule) -> tuple[str, ...]:
    who: tuple[str, ...] = getattr(app.view_functions[rule.endpoint], "access", ())
    return who


def address(rule: Rule, sample: str = "") -> str:
    """The address of a route, its places filled with fitting samples or, all of them, with `sample`."""
    path = rule.rule
    for name in rule.arguments:
        numbers = [part for part in path.split("/") if part.endswith(f":{name}>") and "int" in part]
        for part in [*numbers, f"<path:{name}>", f"<{name}>"]:
            path = path.replace(part, sample or ("0" if numbers else SAMPLES[name]))
    return path


def get(client: FlaskClient, path: str) -> TestResponse:
    """The answer, read to its end, so that files are closed."""
    return client.get(path, buffered=True)


def is_open(who: tuple[str, ...], name: str) -> bool:
    """Whether a route for `who` is open to this person, by the plain meaning of the words."""
    if {"anyone", "stranger"} & set(who):
        return True
    kinds = {"account", "user"} if name else set()
    if name in ROLES:
        kinds |= {"member", *ROLES[name]}
    return bool(kinds & set(who))


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site for all walks, with every unexpected error raised into the test."""
    site = put_to_work(Site(tmp_path_factory.mktemp("site"), Clock()))
    site.app.testing = True
    yield site
    site.close()


def test_every_route_says_to_whom_it_is_open(loud: Site) -> None:
    assert [rule.rule for rule in loud.app.url_map.iter_rules() if not access(loud.app, rule)] == []


def test_every_endpoint_is_open_to_whom_the_table_says(loud: Site) -> None:
    methods: dict[str, set[str]] = {}
    for rule in loud.app.url_map.iter_rules():
        methods.setdefault(rule.endpoint, set()).update((rule.methods or set()) - {"HEAD", "OPTIONS"})
    views = loud.app.view_functions
    declared = {
        endpoint: f"{','.join(sorted(found))}: {' '.join(getattr(views[endpoint], 'access', ()))}"
        for endpoint, found in methods.items()
    }
    assert declared == PERMISSIONS


@pytest.mark.parametrize("name", VISITORS)
def test_each_page_is_open_to_those_it_names_and_to_nobody_else(loud: Site, name: str) -> None:
    client = loud.client(name)
    for rule in routes(loud.app, "GET"):
        who, status = access(loud.app, rule), get(client, address(rule)).status_code
        if who == ("demo",):
            assert status == 404, rule
        elif is_open(who, name):
            assert status in FOUND, (rule, status)
        else:
            assert status == (403 if name else 302), (rule, status)


def test_a_visitor_is_led_to_sign_in_and_back(loud: Site) -> None:
    answer = loud.client().get("/admin/people?newer=1")
    assert answer.headers["Location"] == "/sign-in?next=/admin/people?newer%3D1"


@pytest.mark.parametrize("sample", ODD)
def test_an_odd_address_is_not_there_and_breaks_nothing(loud: Site, sample: str) -> None:
    client = loud.client("ada")
    for rule in routes(loud.app, "GET"):
        if rule.arguments:
            assert get(client, address(rule, sample)).status_code in {*FOUND, 400, 403, 308}, rule


@pytest.mark.parametrize("query", ["q=%00&older=%00~%00", f"newer={'9' * 30}~x&older=~", "lang=xx&q=" + "%F0%9F%8C%B3"])
def test_odd_questions_break_nothing(loud: Site, query: str) -> None:
    client = loud.client("ada")
    for rule in routes(loud.app, "GET"):
        refused = {400} if rule.rule.startswith("/api/") or "%00" in query else set()  # it names what it does not take
        assert get(client, f"{address(rule)}?{query}").status_code in {*FOUND, 403} | refused, rule


@pytest.mark.parametrize("name", VISITORS)
def test_a_form_without_our_pages_token_is_refused(loud: Site, name: str) -> None:
    client, before = loud.client(name), private_rows(loud)
    for rule in routes(loud.app, "POST"):
        status = client.post(address(rule), data={"name": "x"}).status_code
        from_mail = rule.endpoint.partition(".")[0] in LINKS  # whose address is the secret
        assert status == (404 if from_mail else 400), rule
    assert private_rows(loud) == before


@pytest.mark.parametrize("name", VISITORS)
def test_a_form_of_others_is_refused(loud: Site, name: str) -> None:
    client = loud.client(name)
    for rule in routes(loud.app, "POST"):
        who = access(loud.app, rule)
        if not is_open(who, name) and who != ("demo",):
            assert post(client, address(rule)).status_code == 403, rule


@pytest.mark.parametrize("name", ["mei", "ada"])
def test_an_empty_form_breaks_nothing(loud: Site, name: str) -> None:
    for rule in routes(loud.app, "POST"):
        who = access(loud.app, rule)
        if is_open(who, name):
            status = post(loud.client(name), address(rule)).status_code
            assert status in {*FOUND, 400, 409}, (rule, status)


def test_every_answer_carries_the_headers_that_protect_its_reader(loud: Site) -> None:
    for client in (loud.client(), loud.client("ada")):
        answers = [get(client, address(rule)) for rule in routes(loud.app, "GET")]
        answers += [client.get("/nowhere"), client.post("/sign-in"), client.put("/sign-in")]
        for answer in answers:
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, answer.request.path


def test_private_pages_are_not_kept_by_caches(loud: Site) -> None:
    assert loud.client("mei").get("/account").headers["Cache-Control"] == "no-store"


def test_other_methods_are_refused_not_misread(loud: Site) -> None:
    client = loud.client("ada")
    for rule in loud.app.url_map.iter_rules():
        assert client.delete(address(rule)).status_code in (400, 404, 405), rule
        if "GET" in (rule.methods or ()):
            assert client.head(address(rule), buffered=True).status_code in {*FOUND, 400, 403}, rule


def test_no_page_holds_script_or_style_inside(loud: Site) -> None:
    client = loud.client("ada")
    for rule in routes(loud.app, "GET"):
        answer = get(client, address(rule))
        if answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            for sign in (" style=", "<style", " onclick=", " onload=", "javascript:", "<script>"):
                assert sign not in page, rule


def test_before_the_founding_every_page_answers(tmp_path: Path, clock: Clock) -> None:
    instance = config.create(tmp_path / "instance", "localhost")
    engine = open_engine(instance.database)
    Base.metadata.create_all(engine)
    app = create_app(instance, clock)
    app.testing = True
    client: FlaskClient = app.test_client()
    for rule in routes(app, "GET"):
        assert get(client, address(rule)).status_code in FOUND, rule
    engine.dispose()
    app.extensions["govern"].engine.dispose()


def private_rows(site: Site) -> dict[str, int]:
    tables = ("users", "invitations", "claims", "drafts", "attempts", "sessions", "failures")
    with site.services.engine.connect() as connection:
        return {table: int(connection.scalar(sql(f"SELECT count(*) FROM {table}")) or 0) for table in tables}


def test_every_endpoint_that_pages_link_to_exists(site: Site) -> None:
    named = re.compile(r"""url_for\(\s*["']([a-z_.]+)["']""")
    sources = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "govern" / "web").glob("*.py")]
    found = {(name, path.name) for path in sources for name in named.findall(path.read_text(encoding="utf-8"))}
    assert len(found) > 300
    assert {one for one in found if one[0] not in site.app.view_functions} == set()

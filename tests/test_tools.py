"""Tests of the test tools themselves."""

import http.client
import os
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.tools.browsers.axe import assert_accessible
from tests.tools.browsers.profiles import Profiles
from tests.tools.cache import kept
from tests.tools.clock import Clock
from tests.tools.databases import cluster
from tests.tools.databases.postgres import PostgresServer, postgres
from tests.tools.hledger import NOT_CHECKED
from tests.tools.server import run_govern, serve
from tests.tools.session import order
from tests.tools.session.bytecode import keep_compiled_modules

GOOD = "<!doctype html><html lang='en'><title>T</title><main><h1>Good</h1></main><script src='/ok.js'></script></html>"
BAD = (
    "<!doctype html><html><title>T</title><main><h1>Bad</h1><img src='/x.png'><p style='color:#eee'>x</p></main></html>"
)
INLINE = GOOD.replace("</main>", "<script>document.title = 'run'</script></main>")
THROWS = GOOD.replace("/ok.js", "/throws.js")
FILES = {
    "/": (GOOD, "text/html"),
    "/bad": (BAD, "text/html"),
    "/inline": (INLINE, "text/html"),
    "/throws": (THROWS, "text/html"),
    "/ok.js": ("document.documentElement.dataset.ok = 'yes'", "text/javascript"),
    "/throws.js": ("throw new Error('thrown on purpose')", "text/javascript"),
}
StartResponse = Callable[[str, list[tuple[str, str]]], object]


def site(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    """A few pages under the strict policy that govern's own pages have."""
    found = FILES.get(environ["PATH_INFO"])
    status, (body, kind) = ("200 OK", found) if found else ("404 Not Found", ("nothing here", "text/plain"))
    policy = ("Content-Security-Policy", "default-src 'self'")
    start_response(status, [("Content-Type", f"{kind}; charset=utf-8"), policy])
    return [body.encode()]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serve(site) as served:
        yield served.url


@pytest.fixture
def good_page(new_profile: Profiles, url: str) -> Page:
    page = new_profile().new_page()
    page.goto(url)
    return page


def test_a_script_of_our_own_runs_under_the_policy(good_page: Page) -> None:
    assert good_page.locator("html").get_attribute("data-ok") == "yes"


def test_localhost_is_a_secure_context_with_ed25519(good_page: Page) -> None:
    script = """async () => {
        const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
        const message = new TextEncoder().encode("yes");
        const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, message);
        return [isSecureContext, signature.byteLength,
                await crypto.subtle.verify("Ed25519", pair.publicKey, signature, message)];
    }"""
    assert good_page.evaluate(script) == [True, 64, True]


def test_chinese_characters_are_drawn_and_not_boxes(good_page: Page) -> None:
    script = """family => ["票", "治"].map(character => {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 64;
        const drawing = canvas.getContext("2d");
        drawing.font = `48px ${family}`;
        drawing.fillText(character, 8, 52);
        return Array.from(drawing.getImageData(0, 0, 64, 64).data).join();
    })"""
    for family in ("sans-serif", "serif", "monospace", "system-ui"):
        vote, rule = good_page.evaluate(script, family)
        assert vote != rule, f"no Chinese font for {family}"


def test_profiles_share_nothing(new_profile: Profiles, url: str) -> None:
    anna, bo = new_profile().new_page(), new_profile().new_page()
    anna.goto(url)
    bo.goto(url)
    anna.evaluate("localStorage.setItem('who', 'anna')")
    assert bo.evaluate("localStorage.getItem('who')") is None


STORE = """name => new Promise((resolve, reject) => {
    const opening = indexedDB.open("kept", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = async () => {
        const key = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
        const writing = opening.result.transaction("keys", "readwrite");
        writing.objectStore("keys").put(key.privateKey, name);
        writing.oncomplete = () => { opening.result.close(); resolve(true); };
    };
})"""
LOAD = """name => new Promise((resolve, reject) => {
    const opening = indexedDB.open("kept", 1);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const reading = opening.result.transaction("keys").objectStore("keys").get(name);
        reading.onsuccess = async () => resolve([reading.result.extractable,
            (await crypto.subtle.sign("Ed25519", reading.result, new Uint8Array(1))).byteLength]);
    };
})"""


def test_a_kept_profile_still_has_its_key_when_opened_again(new_profile: Profiles, url: str, tmp_path: Path) -> None:
    for script, expected in ((STORE, True), (LOAD, [False, 64])):
        profile = new_profile(folder=tmp_path / "anna")
        page = profile.new_page()
        page.goto(url)
        assert page.evaluate(script, "device") == expected
        profile.close()


def test_language_size_and_theme_reach_the_page(new_profile: Profiles, url: str) -> None:
    page = new_profile(locale="zh-CN", width=320, height=600, dark=True).new_page()
    page.goto(url)
    script = "[navigator.language, innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"
    assert page.evaluate(script) == ["zh-CN", 320, True]


@pytest.mark.parametrize(
    ("path", "complaint"),
    [("/inline", "Content Security Policy"), ("/throws", "thrown on purpose"), ("/missing", "404")],
)
def test_errors_of_a_page_are_noticed(new_profile: Profiles, url: str, path: str, complaint: str) -> None:
    new_profile().new_page().goto(url + path)
    new_profile.close()
    assert any(complaint in text for text in new_profile.complaints)
    new_profile.complaints.clear()


def test_an_expected_complaint_may_be_allowed(new_profile: Profiles, url: str) -> None:
    new_profile(allow=["404 ("]).new_page().goto(url + "/missing")


def test_axe_passes_a_good_page_under_the_policy(good_page: Page) -> None:
    assert_accessible(good_page)
    assert_accessible(good_page)


def test_axe_names_what_is_wrong(new_profile: Profiles, url: str) -> None:
    page = new_profile(allow=["404 (", "Content Security Policy"]).new_page()
    page.goto(url + "/bad")
    with pytest.raises(AssertionError, match=r"(?s)html-has-lang.*image-alt.*<img"):
        assert_accessible(page)
    assert_accessible(page, ignore=["html-has-lang", "image-alt"])


def test_a_server_answers_and_then_is_gone() -> None:
    before = threading.active_count()
    with serve(site) as served:
        assert b"Good" in urllib.request.urlopen(served.url).read()
        idle = http.client.HTTPConnection("localhost", served.port)
        idle.request("GET", "/")
        assert idle.getresponse().read()
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("localhost", served.port).request("GET", "/")
    idle.close()
    assert threading.active_count() == before


def test_the_govern_command_explains_itself() -> None:
    done = run_govern("--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "govern" in done.stdout


def test_every_name_in_the_order_of_a_run_is_there_and_a_file_stands_before_its_folder() -> None:
    places = [order.TESTS / name for name in order.LONG]
    assert [path for path in places if not path.exists()] == []
    assert [order.place(path) for path in places] == list(range(len(places)))
    assert order.place(Path(__file__)) == len(places)


def test_compiled_modules_are_kept_in_every_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_compiled_modules()
    assert not sys.dont_write_bytecode
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_the_clock_moves_only_when_told() -> None:
    clock = Clock(start=1000)
    assert (clock(), clock()) == (1000, 1000)
    assert clock.advance(5, minutes=1, hours=1, days=1) == 1005 + 60_000 + 3_600_000 + 86_400_000
    clock.set(7)
    assert clock() == 7


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        kept("thing", fail)
    assert (kept("thing", lambda folder: (folder / "whole").touch()) / "whole").exists()
    assert sorted(path.name for path in (tmp_path / "govern-tests").iterdir()) == ["thing", "thing.lock"]


def test_parallel_runs_build_a_thing_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made: list[Path] = []
    threads = [threading.Thread(target=kept, args=("thing", made.append)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def _execute(url: str, statement: str) -> Any:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def test_a_database_is_fresh_and_real(postgres_url: str) -> None:
    assert make_url(postgres_url).drivername == "postgresql+psycopg"
    assert _execute(postgres_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
    assert "PostgreSQL" in _execute(postgres_url, "SELECT version()")
    _execute(postgres_url, "CREATE TABLE t (n int)")


def test_the_next_test_gets_another_database(postgres_url: str) -> None:
    _execute(postgres_url, "CREATE TABLE t (n int)")


def test_a_database_is_dropped_under_an_open_connection(postgres_server: PostgresServer) -> None:
    name = postgres_server.create()
    plain = postgres_server.url(name).replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        postgres_server.drop(name)
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_databases_start_as_copies_of_the_template(postgres_server: PostgresServer) -> None:
    own = PostgresServer(make_url(postgres_server.url("postgres")))
    own.register_template(lambda url: _execute(url, "CREATE TABLE t AS SELECT 7 AS n"))
    name, empty = own.copy(), own.create()
    assert _execute(own.url(name), "SELECT n FROM t") == 7
    assert _execute(own.url(empty), "SELECT to_regclass('t') IS NULL") is True
    own.drop(name)
    own.drop(empty)
    own.close()


def test_durability_can_be_left_on(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOVERN_TEST_POSTGRES", raising=False)
    with postgres(durable=True) as server:
        assert _execute(server.url("postgres"), "SHOW fsync") == "on"


def test_a_server_of_ones_own_is_used(postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVERN_TEST_POSTGRES", postgres_server.url("postgres").replace("+psycopg", ""))
    with postgres() as server:
        assert server.url("postgres") == postgres_server.url("postgres")
        assert _execute(server.url("postgres"), "SELECT 1") == 1


def test_programs_out_of_reach_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = cluster.copied(cluster.package_folder(), tmp_path)
    cluster.run(tmp_path, {}, [copied / "postgres", "--version"])
    assert "PostgreSQL" in (tmp_path / "postgres.out").read_text()


@pytest.mark.parametrize("there", [True, False])
def test_a_run_without_hledger_says_what_it_did_not_check(there: bool, tmp_path: Path) -> None:
    if there:
        (tmp_path / "hledger").write_text("#!/bin/sh\n")
        (tmp_path / "hledger").chmod(0o755)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--collect-only", __file__]
    completed = subprocess.run(
        command, env=os.environ | {"PATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert (NOT_CHECKED in completed.stdout) is not there

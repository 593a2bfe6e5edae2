"""Pages while the database is away, full, locked or unreadable; service resumes afterwards."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from govern import paths
from govern.store import database
from govern.web.frame.services import system_clock
from tests.tools.clock import Clock
from tests.tools.databases.postgres import PostgresServer
from tests.tools.running import RunningServer, ask, govern_serve
from tests.web.conftest import Site, post, text

AWAY = "The site cannot answer just now"


@pytest.fixture
def on_postgres(tmp_path: Path, postgres_with_tables: str) -> Iterator[tuple[RunningServer, str]]:
    """A community that is served from PostgreSQL, and the name of its database."""
    site = Site(tmp_path, system_clock, postgres_with_tables)
    with site.app.app_context():
        flask_migrate.stamp(directory=str(paths.migrations()))
    site.close()
    with govern_serve(site.instance.folder) as running:
        yield running, str(make_url(postgres_with_tables).database)


def test_pages_are_served_again_once_the_database_is_back(
    on_postgres: tuple[RunningServer, str], postgres_server: PostgresServer
) -> None:
    running, name = on_postgres
    assert ask(running.port, "/members").status == 200
    postgres_server.shut(name)
    try:
        for _ in range(20):
            page = ask(running.port, "/members", {"Accept-Language": "zh-CN"})
            assert (page.status, page.headers["Retry-After"]) == (503, "10")
            assert page.headers["Content-Type"] == "text/html; charset=utf-8"
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            assert '<html lang="zh-Hans">' in page.body
            form = ask(running.port, "/sign-in", method="POST")
            assert form.status in (400, 503)
            checkpoint = ask(running.port, "/log/checkpoint")
            assert checkpoint.status == 503
            assert '"code":"database_away"' in checkpoint.body
            assert ask(running.port, "/nothing/here").status == 404
            assert ask(running.port, "/static/favicon.svg").status == 200
    finally:
        postgres_server.reopen(name)
    assert ask(running.port, "/members").status == 200
    running.stop()
    log = running.log.read_text()
    assert "Traceback" not in log
    assert len(log.splitlines()) < 20, log
    assert "times more" in log


@contextmanager
def unreadable(site: Site) -> Iterator[None]:
    """A database file that holds something else."""
    file = site.instance.folder / "govern.db"
    database.close(site.services.engine)
    kept = file.read_bytes()
    file.write_bytes(b"no database at all" * 1_000)
    try:
        yield
    finally:
        site.services.engine.dispose()
        for suffix in ("-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)
        file.write_bytes(kept)


def test_an_unreadable_file_is_reported_in_the_readers_language(site: Site) -> None:
    client, chinese = site.client("mei"), site.app.test_client()
    with unreadable(site):
        page = client.get("/proposals")
        assert (page.status_code, page.headers["Retry-After"]) == (503, "10")
        assert AWAY in text(page)
        assert page.headers["Cache-Control"] == "no-store"
        assert 'lang="zh-Hans"' in chinese.get("/?lang=zh-Hans").get_data(as_text=True)
        answer = client.get("/api/community")
        assert (answer.status_code, answer.json["code"]) == (503, "database_away")
    assert client.get("/proposals").status_code == 200


def test_a_database_locked_by_another_program_is_reported(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PRAGMAS", (*database.PRAGMAS, "busy_timeout=50"))
    site.services.engine.dispose()
    client = site.client("mei")
    assert client.get("/account").status_code == 200
    holder = sqlite3.connect(site.instance.folder / "govern.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = post(client, "/theme", theme="dark")
    assert answer.status_code == 503
    assert AWAY in text(answer)
    assert client.get("/account").status_code == 200
    holder.close()
    assert post(client, "/theme", theme="dark").status_code == 302


def test_a_full_disk_is_reported(site: Site, clock: Clock) -> None:
    client = site.client("mei")
    full = [True]

    def fill(connection: sqlite3.Connection, *_rest: object) -> None:
        size = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={size if full[0] else 1_000_000}")

    event.listen(site.services.engine, "checkout", fill)
    long = "x" * 50_000  # more than the free room of the last page
    answer = post(client, "/proposals/drafts", title="Long", body=long)
    assert answer.status_code == 503
    assert AWAY in text(answer)
    full[0] = False
    assert post(client, "/proposals/drafts", title="Long", body=long).status_code in (200, 302)


def test_no_value_stands_in_the_message_of_a_failure(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    client = site.client("mei")
    with site.services.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE drafts RENAME TO away")
    answer = post(client, "/proposals/drafts", title="A private thought", body="Not for others")
    assert answer.status_code >= 500
    assert "private thought" not in caplog.text
    assert "drafts" in caplog.text

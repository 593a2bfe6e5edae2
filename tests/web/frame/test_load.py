"""Many readers at once on a running server, on SQLite and PostgreSQL."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import flask_migrate
import pytest

from govern import paths
from govern.web.frame.services import system_clock
from tests.tools.running import RunningServer, ask, govern_serve
from tests.web.conftest import Site, put_to_work
from tests.web.votes.voting import move

READERS = 64
BUNDLES = 20
SECOND = 1.0


@pytest.fixture(params=["sqlite", "postgresql"])
def pages(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[RunningServer, list[str]]]:
    """A community that is served, and the addresses of its proposals."""
    url = request.getfixturevalue("postgres_with_tables") if request.param == "postgresql" else ""
    site = put_to_work(Site(tmp_path, system_clock, url))
    proposals = [f"/proposals/{move(site, f'Bench {number}')}" for number in range(3)]
    with site.app.app_context():
        flask_migrate.stamp(directory=str(paths.migrations()))  # its tables are those of the newest version
    site.close()
    with govern_serve(site.instance.folder) as running:
        yield running, proposals


def test_64_readers_and_20_bundles_at_once_are_all_answered(pages: tuple[RunningServer, list[str]]) -> None:
    running, proposals = pages
    wanted = [address for _ in range(READERS) for address in (*proposals, "/log/checkpoint")]
    done = threading.Event()
    with ThreadPoolExecutor(READERS + BUNDLES + 1) as people:
        health = people.submit(_watch, running.port, done)
        bundles = [people.submit(_status, running.port, "/check/bundle.zip") for _ in range(BUNDLES)]
        readers = [people.submit(_status, running.port, address) for address in wanted]
        statuses = Counter(one.result() for one in (*bundles, *readers))
        done.set()
    assert statuses == {200: len(bundles) + len(readers)}, running.log.read_text()
    # The readers take the same cores as the server: the slowest looks measure them, half of all looks the server.
    took = sorted(health.result())
    assert took[len(took) // 2] < SECOND, took


def _watch(port: int, done: threading.Event) -> list[float]:
    """The seconds that each look at /healthz took, until the others are done."""
    took = []
    while not done.is_set():
        began = time.monotonic()
        assert _status(port, "/healthz") == 200
        took.append(time.monotonic() - began)
    return took


def _status(port: int, address: str) -> int:
    return ask(port, address).status

"""Fixtures for all tests: browser profiles, PostgreSQL databases and a clock."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Playwright

from govern.i18n.compiled import compile_stale
from tests.tools.browsers.chromium import launch_options
from tests.tools.browsers.node import node_path
from tests.tools.browsers.profiles import Profiles
from tests.tools.clock import Clock
from tests.tools.databases.postgres import PostgresServer, postgres
from tests.tools.hledger import HLEDGER, NOT_CHECKED
from tests.tools.prepared import make_tables
from tests.tools.session.garbage import keep_collected_tests
from tests.tools.session.order import place
from tests.tools.session.routes import share_compiled_routes
from tests.tools.templates import prepare_templates

ROOM: Final = 4 * 2**30  # bytes free in memory that a run must find to keep its files there

# Playwright's own node needs libatomic, which a bare system lacks.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node_path()))

# Machines differ in speed: how long an example takes, or how long it takes to draw one, says nothing about whether
# it holds.
settings.register_profile("govern", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("govern")

prepare_templates()
share_compiled_routes()
compile_stale()


def _fast_temporary_folder() -> str | None:
    """A folder in memory where there is room for a run: tests then wait for no disk at each of their commits."""
    folder = Path("/dev/shm")
    return str(folder) if os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM else None


if "PYTEST_DEBUG_TEMPROOT" not in os.environ and (_folder := _fast_temporary_folder()):
    os.environ["PYTEST_DEBUG_TEMPROOT"] = _folder


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts first what takes long."""
    items.sort(key=lambda item: place(item.path))


def pytest_collection_finish() -> None:
    """Saves the garbage collector what it does not need to look at."""
    keep_collected_tests()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what this run could not check."""
    if not HLEDGER:
        terminalreporter.write_line(NOT_CHECKED, yellow=True)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until the test moves it."""
    return Clock()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """pytest-playwright's options (such as --headed), with our Chromium."""
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def playwright_browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """One Chromium for the whole run; tests take profiles in it from `new_profile`."""
    browser = playwright.chromium.launch(**browser_type_launch_args)
    yield browser
    browser.close()


@pytest.fixture
def new_profile(playwright: Playwright, playwright_browser: Browser) -> Iterator[Profiles]:
    """Makes separate browser profiles; see `tests.tools.browsers.profiles`. Any complaint of a page fails the test."""
    profiles = Profiles(playwright, playwright_browser)
    yield profiles
    profiles.close()
    if profiles.complaints:
        pytest.fail("pages complained:\n" + "\n".join(profiles.complaints), pytrace=False)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One PostgreSQL server for the whole run."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_with_template(postgres_server: PostgresServer) -> PostgresServer:
    """The same server, with a database that has the tables for others to be copied from."""
    postgres_server.register_template(make_tables)
    return postgres_server


@pytest.fixture
def postgres_with_tables(postgres_with_template: PostgresServer) -> Iterator[str]:
    """The URL of a fresh database with all tables, gone after the test."""
    name = postgres_with_template.copy()
    yield postgres_with_template.url(name)
    postgres_with_template.drop(name)


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The URL of a fresh, empty database, gone after the test."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)

"""PostgreSQL that stops while `govern serve` starts: once the address is printed, the server outlives the outage."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import flask_migrate
import pytest

from govern import paths
from govern.web import create_app
from tests.dsl.people import RealCommunity
from tests.tools.databases.cluster import Cluster
from tests.tools.running import ask
from tests.tools.server import free_port
from tests.tools.waiting import PATIENCE, wait_until

PAGES = ("/readyz", "/healthz", "/", "/proposals", "/log/checkpoint")


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server that only this test uses."""
    with tempfile.TemporaryDirectory(prefix="govern-pg-") as name:
        made = Cluster(Path(name), durable=False)
        made.create()
        made.start()
        try:
            yield made
        finally:
            if made.is_running():
                made.stop()


@pytest.fixture
def instance(cluster: Cluster, tmp_path: Path) -> Path:
    """The folder of a community whose founder has no account yet."""
    community = RealCommunity(tmp_path, cluster.maintenance_url.render_as_string(hide_password=False))
    app = create_app(community.instance)
    with app.app_context():
        flask_migrate.stamp(directory=str(paths.migrations()))
    app.extensions["govern"].engine.dispose()
    community.close()
    return community.instance.folder


def filled_pipe() -> tuple[int, int]:
    """A full pipe: a process that prints into it waits until it is read."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"\n" * 65_536)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"\n")
    os.set_blocking(writing, True)
    return reading, writing


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_postgresql_stops_as_the_address_is_printed(
    cluster: Cluster, instance: Path, tmp_path: Path, mode: str
) -> None:
    port, log = free_port(), tmp_path / "serve.log"
    reading, writing = filled_pipe()
    command = [sys.executable, "-m", "govern.cli", "serve", "--accept-clock", "--port", str(port)]
    env = {**os.environ, "GOVERN_INSTANCE": str(instance), "GOVERN_LANG": "en"}
    with log.open("w") as errors, subprocess.Popen(command, env=env, stdout=writing, stderr=errors) as process:
        os.close(writing)
        try:
            wait_until(lambda: listens(port))  # the address is about to be printed, and nobody reads it yet
            cluster.stop(mode)
            with os.fdopen(reading, encoding="utf-8") as printed:
                assert f":{port}" in next(line for line in printed if line.strip())
                assert ask(port, "/readyz").status == 503
                cluster.start()
                for page in PAGES:
                    wait_until(lambda page=page: ask(port, page).status == 200)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
    assert "Traceback" not in log.read_text()

"""Addresses that the program gives out name the port that it serves."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from govern import config
from tests.commands.conftest import Command
from tests.tools.server import free_port
from tests.tools.waiting import PATIENCE


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A server in a process of its own, which ends with the block."""
    environment = {**os.environ, "GOVERN_INSTANCE": str(folder), "GOVERN_LANG": "en"}
    command = [sys.executable, "-m", "govern.cli", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as served:
        try:
            yield served
        finally:
            served.terminate()
            served.communicate(timeout=PATIENCE)


def lines(served: "subprocess.Popen[str]", number: int) -> str:
    assert served.stdout is not None
    return "".join(served.stdout.readline() for _ in range(number))


def read(url: str) -> str:
    with urllib.request.urlopen(url) as answer:
        return str(answer.read().decode())


def test_serve_prints_the_founders_link_with_its_own_port(community: Path) -> None:
    port = free_port()
    with running(community, "serve", "--port", str(port)) as served:
        found = re.search(rf"http://localhost:{port}/join/([0-9A-Z-]+)", lines(served, 3))
        assert found
        assert found[1] in read(f"http://127.0.0.1:{port}/join/{found[1]}")


def test_a_stopped_server_leaves_the_whole_record_in_one_file(community: Path) -> None:
    with running(community, "serve", "--port", str(free_port())) as served:
        lines(served, 3)
    assert [path.name for path in community.glob("govern.db-*")] == []


def test_the_founders_code_is_the_same_on_each_start(govern: Command, tmp_path: Path) -> None:
    result = govern(tmp_path / "new", "init", "--name", "Linden Lake")
    code = re.search(r"/join/([0-9A-Z-]+)", result.out)
    assert code
    with running(tmp_path / "new", "serve", "--port", str(free_port())) as served:
        assert code[1] in lines(served, 3)


@pytest.mark.parametrize(
    ("origin", "public", "url", "https"),
    [
        ("localhost", "", "http://localhost:8160", False),
        ("localhost:8131", "", "http://localhost:8131", False),
        ("127.0.0.1", "", "http://127.0.0.1:8160", False),
        ("govern.example.org", "", "https://govern.example.org", True),
        ("lan-name:8131", "", "https://lan-name:8131", True),
        ("localhost", "https://govern.example.org", "https://govern.example.org", True),
        ("govern.example.org", "http://localhost:9000", "http://localhost:9000", False),
    ],
)
def test_the_address_follows_from_name_port_and_public_address(
    community: Path, origin: str, public: str, url: str, https: bool
) -> None:
    instance = replace(config.load(community), origin_name=origin, public_url=public, port=8160)
    assert (instance.url, instance.https) == (url, https)


def test_the_demonstrations_feed_and_calendar_link_to_its_own_port(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, "demo", "--port", str(port)) as served:
        assert f"http://localhost:{port}/demo" in lines(served, 1)
        texts = [read(f"http://localhost:{port}/{name}") for name in ("feed.atom", "calendar.ics")]
    assert all(f"http://localhost:{port}/" in text for text in texts)
    assert not any("localhost:8000" in text for text in texts)

"""Every command closes its connections to the database, also where it refuses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.commands.conftest import Command


@pytest.fixture
def open_connections() -> Iterator[list[Any]]:
    """The connections that were opened during the test and are not closed yet."""
    found: list[Any] = []

    def opened(connection: Any, _record: Any) -> None:
        found.append(connection)

    def closed(connection: Any, _record: Any) -> None:
        found[:] = [one for one in found if one is not connection]

    event.listen(Pool, "connect", opened)
    event.listen(Pool, "close", closed)
    yield found
    event.remove(Pool, "connect", opened)
    event.remove(Pool, "close", closed)


@pytest.mark.parametrize(
    "arguments",
    [
        ["doctor"],
        ["tick"],
        ["mail"],
        ["password", "nobody@example.org"],
        ["rebuild", "--check"],
        ["treasury", "export", "--format", "csv", "books.zip"],
        ["bundle", "record.zip"],
        ["backup", "copy"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_leaves_no_connection_open(
    govern: Command,
    community: Path,
    open_connections: list[Any],
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    govern(community, *arguments)
    assert open_connections == []


def test_founding_and_restoring_leave_no_connection_open(
    govern: Command, open_connections: list[Any], tmp_path: Path
) -> None:
    assert govern(tmp_path / "first", "init", "--name", "Linden Lake").status == 0
    assert govern(tmp_path / "first", "backup", str(tmp_path / "copy")).status == 0
    assert govern(tmp_path / "second", "restore", str(tmp_path / "copy")).status == 0
    assert open_connections == []

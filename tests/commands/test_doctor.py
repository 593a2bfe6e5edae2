"""`govern doctor` reports what is well and what to repair; `govern move` and `govern --version`."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govern import cli, config
from govern.protocol.units import DAY
from tests.commands.conftest import Command
from tests.commands.test_addresses import read, running
from tests.dsl.people import RealCommunity
from tests.tools.mailbox import Mailbox
from tests.tools.server import free_port

WELL = ("settings", "permissions", "owner", "disk", "database", "tables", "record", "keys", "clock", "files", "guard")


def findings(govern: Command, folder: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    result = govern(folder, "doctor", "--json")
    return result.status, {one["check"]: one for one in json.loads(result.out)}


def sql(folder: Path, statement: str) -> None:
    database = sqlite3.connect(folder / "govern.db")
    database.execute(statement)
    database.commit()
    database.close()


def test_the_doctor_finds_only_open_tasks_in_a_new_community(govern: Command, community: Path) -> None:
    status, found = findings(govern, community)
    assert status == 0
    assert {check: found[check]["level"] for check in WELL} == dict.fromkeys(WELL, "ok")
    assert str(community / "govern.db") in found["database"]["text"]
    assert {check for check in found if found[check]["level"] == "warn"} - {"user"} == {
        "founder-key",
        "mail",
        "address",
    }
    (community / "founder.key").unlink()
    assert findings(govern, community)[1]["founder-key"]["level"] == "ok"


def test_the_doctor_examines_postgresql_too(govern: Command, postgres_url: str, tmp_path: Path) -> None:
    assert govern(tmp_path / "new", "init", "--name", "Linden Lake", "--database", postgres_url).status == 0
    status, found = findings(govern, tmp_path / "new")
    assert status == 0
    assert {check: found[check]["level"] for check in WELL} == dict.fromkeys(WELL, "ok")
    assert "PostgreSQL" in found["database"]["text"]


BROKEN: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "no-settings": (lambda folder: (folder / "settings.json").unlink(), "settings", "bad"),
    "readable": (lambda folder: (folder / "govern.db").chmod(0o644), "permissions", "bad"),
    "garbage": (lambda folder: (folder / "govern.db").write_bytes(b"garbage " * 999), "database", "bad"),
    "no-database": (lambda folder: (folder / "govern.db").unlink(), "database", "bad"),
    "newer": (lambda folder: sql(folder, "UPDATE alembic_version SET version_num = '9999'"), "database", "bad"),
    "older": (lambda folder: sql(folder, "UPDATE alembic_version SET version_num = '0005'"), "tables", "warn"),
    "behind": (lambda folder: sql(folder, "UPDATE log_checkpoints SET root = x'00'"), "guard", "bad"),
    "no-guard": (lambda folder: (folder / "last-checkpoint").unlink(), "guard", "warn"),
    "other-key": (
        lambda folder: ((folder / "clerk.key").unlink(), config.write_key(folder / "clerk.key", bytes(32))),
        "keys",
        "bad",
    ),
    "clock-behind": (
        lambda folder: sql(folder, f"UPDATE log_checkpoints SET at = at + {30 * DAY}"),
        "clock",
        "bad",
    ),
    "clock-ahead": (lambda folder: sql(folder, f"UPDATE log_checkpoints SET at = at - {30 * DAY}"), "clock", "warn"),
    "no-file": (
        lambda folder: sql(
            folder,
            "INSERT INTO attachments (sha256, name, media_type, size, uploaded_by, uploaded_at) "
            f"VALUES ('{'0' * 64}', 'x.pdf', 'application/pdf', 1, 'm', 1)",
        ),
        "files",
        "bad",
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_the_doctor_names_each_fault(govern: Command, community: Path, broken: str) -> None:
    spoil, check, level = BROKEN[broken]
    spoil(community)
    status, found = findings(govern, community)
    assert found[check]["level"] == level
    assert status == (1 if level == "bad" else 0)
    assert "should not have happened" not in str(found)


def test_the_doctor_connects_to_the_mail_server(govern: Command, community: Path) -> None:
    with Mailbox() as server:
        settings = {"host": "127.0.0.1", "port": server.settings.port, "security": "none", "from": "govern@example.org"}
        config.change(community, {"mail": settings})
        assert findings(govern, community)[1]["mail"]["level"] == "ok"
    status, found = findings(govern, community)
    assert (status, found["mail"]["level"]) == (1, "bad")


def test_the_doctor_reports_in_chinese(govern: Command, community: Path) -> None:
    output = govern(community, "doctor", language="zh-Hans").out
    assert "服务器" in output
    assert "Only" not in output


def test_a_community_moves_to_another_name_and_back(govern: Command, tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.settle()
    community.close()
    folder = community.instance.folder
    result = govern(folder, "move", "--host", "new.example.org")
    assert result.status == 0
    assert "https://new.example.org" in result.out
    assert config.load(folder).url == "https://new.example.org"
    assert config.load(folder).origin_name == "example.org"
    assert govern(folder, "bundle", str(tmp_path / "out.zip")).status == 0
    assert govern(folder, "verify", str(tmp_path / "out.zip")).status == 0
    assert govern(folder, "move", "--host", "example.org").status == 0
    assert "public_url" not in json.loads((folder / "settings.json").read_text())
    assert "--host takes a name" in govern(folder, "move", "--host", "https://x/").err


def test_a_trial_on_this_machine_moves_to_a_real_name(govern: Command, community: Path) -> None:
    govern(community, "move", "--host", "govern.example.org")
    assert config.load(community).https
    port = free_port()
    with running(community, "serve", "--port", str(port)) as served:
        assert served.stdout is not None
        output = "".join(served.stdout.readline() for _ in range(3))
        assert "https://govern.example.org/join/" in output
        assert '"status":"ok"' in read(f"http://127.0.0.1:{port}/healthz").replace(" ", "")


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("govern 0.")

"""The `govern` command as people type it: every command, its help and its error messages."""

import json
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from govern import config
from govern.protocol.facts import Rulebook
from govern.rules.rulebook.formats import newest
from govern.rules.rulebook.presets import PRESETS, preset
from govern.store.database import open_engine
from govern.store.projection import Projection
from tests.dsl.people import GIL, RealCommunity
from tests.tools.command import CommandResult, govern_here
from tests.tools.server import free_port, run_govern
from tests.tools.waiting import PATIENCE

COMMANDS = ("keygen", "init", "serve", "tick", "demo", "bundle", "verify", "rebuild", "treasury")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a test's community."""
    return tmp_path / "community"


class CommandRunner(Protocol):
    """A way to run the command."""

    def __call__(self, *arguments: str, env: Mapping[str, str]) -> CommandResult | subprocess.CompletedProcess[str]:
        """Runs it with this added to the environment."""


def govern(
    folder: Path, *arguments: str, run: CommandRunner = govern_here
) -> CommandResult | subprocess.CompletedProcess[str]:
    done = run(*arguments, env={"GOVERN_INSTANCE": str(folder)})
    assert "Traceback" not in done.stderr, done.stderr
    return done


def founded(folder: Path, run: CommandRunner = govern_here) -> Path:
    key = folder.parent / "founder.key"
    assert govern(folder, "keygen", str(key), run=run).returncode == 0
    assert govern(folder, "init", "--name", "Linden Lake", "--founder-key", str(key), run=run).returncode == 0
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(folder: Path, command: str) -> None:
    result = govern(folder, command, "--help")
    assert result.returncode == 0
    assert len(result.stdout.splitlines()) > 5


def test_a_key_file_is_private_and_never_overwritten(folder: Path, tmp_path: Path) -> None:
    key = tmp_path / "my.key"
    assert govern(folder, "keygen", str(key)).returncode == 0
    assert key.stat().st_mode & 0o077 == 0
    before = key.read_bytes()
    again = govern(folder, "keygen", str(key))
    assert (again.returncode, key.read_bytes()) == (2, before)
    assert "exists already" in again.stderr


def test_from_founding_to_a_bundle_that_verifies(folder: Path, tmp_path: Path) -> None:
    """Each command in a process of its own, as people run them."""
    here = partial(govern, folder, run=run_govern)
    founded(folder, run_govern)
    assert "Nothing was due" in here("tick").stdout
    bundle = tmp_path / "out.zip"
    assert here("bundle", str(bundle)).returncode == 0
    verified = here("verify", str(bundle), "--json")
    assert verified.returncode == 0, verified.stdout
    assert json.loads(verified.stdout)["findings"] == []
    assert here("rebuild", "--check").returncode == 0
    refused = here("init", "--name", "Usurpers")
    assert (refused.returncode, "already" in refused.stderr) == (2, True)


def test_without_a_founder_key_one_is_created_and_its_path_printed(folder: Path) -> None:
    result = govern(folder, "init", "--name", "Linden Lake")
    assert result.returncode == 0
    assert str(folder / "founder.key") in result.stdout
    assert "/join/" in result.stdout
    config.read_key(folder / "founder.key")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["init", "--name", " "], "name"),
        (["init", "--name", "X", "--host", "not a host"], "--host takes a name"),
        (["init", "--name", "X", "--host", "https://x/"], "govern.example.org"),
        (["init", "--name", "X", "--preset", "monarchy"], "There is no preset"),
        (["init", "--name", "X", "--founder-key", "/nowhere.key"], "cannot be used"),
        (["tick"], "govern init"),
        (["serve"], "govern init"),
        (["bundle", "x.zip"], "govern init"),
        (["rebuild", "--check"], "govern init"),
    ],
)
def test_bad_input_is_reported_plainly_and_leaves_nothing_behind(
    folder: Path, arguments: list[str], message: str
) -> None:
    done = govern(folder, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert not folder.exists()


def test_a_second_community_does_not_replace_the_first(folder: Path) -> None:
    founded(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".key"}
    again = govern(folder, "init", "--name", "Usurpers")
    assert again.returncode == 2
    assert "already" in again.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".key"} == before


def test_an_unreadable_bundle_is_reported_with_status_2(folder: Path, tmp_path: Path) -> None:
    for source in (str(tmp_path / "missing.zip"), "/etc/hostname", str(tmp_path)):
        assert govern(folder, "verify", source).returncode == 2


def test_a_false_record_is_reported_with_status_1(folder: Path, tmp_path: Path) -> None:
    founded(folder)
    other = tmp_path / "other"
    other.mkdir()
    founded(other / "community")
    govern(folder, "bundle", str(tmp_path / "a.zip"))
    govern(other / "community", "bundle", str(tmp_path / "b.zip"))
    shutil.unpack_archive(tmp_path / "a.zip", tmp_path / "a")
    result = govern(folder, "verify", str(tmp_path / "b.zip"), "--vkey", str(tmp_path / "a" / "vkey"))
    assert result.returncode == 1


def test_rebuild_tells_a_table_that_was_tampered_with(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.settle()
    with community.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE members SET tokens = 1000000 WHERE member = ?", (GIL.member,))
    community.close()
    result = govern(community.instance.folder, "rebuild", "--check")
    assert result.returncode == 1
    assert "tokens" in result.stdout
    assert GIL.member in result.stdout


def test_serve_answers_and_stops_when_asked(folder: Path) -> None:
    founded(folder)
    port = free_port()
    command = [sys.executable, "-m", "govern.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, env={"GOVERN_INSTANCE": str(folder)}, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        assert f":{port}" in served.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert json.load(answer) == {"log_size": 1, "status": "ok"}
        verified = govern(folder, "verify", f"http://127.0.0.1:{port}/log/")
        assert verified.returncode == 0, verified.stdout
        served.send_signal(signal.SIGTERM)
        served.wait(timeout=PATIENCE)


def test_serve_refuses_a_restored_backup_with_instructions(tmp_path: Path) -> None:
    community = RealCommunity(tmp_path)
    community.close()
    folder = community.instance.folder
    for suffix in ("", "-wal", "-shm"):
        Path(f"{folder / 'govern.db'}{suffix}").unlink(missing_ok=True)
    result = govern(folder, "serve")
    assert result.returncode == 2
    assert "Put the database back" in result.stderr


@pytest.mark.parametrize("name", PRESETS)
def test_a_community_is_founded_with_each_preset_and_the_help_tells_it(folder: Path, name: str) -> None:
    assert f"{name} (" in " ".join(govern(folder, "init", "--help").stdout.split())
    assert govern(folder, "init", "--name", "Linden Lake", "--preset", name).returncode == 0
    engine = open_engine(config.load(folder).database)
    with engine.connect() as connection:
        adopted = Projection(connection).get(Rulebook, "community", 1)
    engine.dispose()
    assert adopted is not None
    assert adopted.rules == preset(name, newest().number)


def test_an_unknown_preset_is_refused_and_all_are_named(folder: Path) -> None:
    result = govern(folder, "init", "--name", "Linden Lake", "--preset", "kingdom")
    assert result.returncode == 2
    assert all(name in result.stderr for name in PRESETS)
    assert not folder.exists()

"""The systemd unit: unprivileged, restricted, and with a valid command."""

import configparser
import os
import pwd
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from govern import cli, paths

UNIT = paths.PACKAGE / "operations" / "govern.service"


@pytest.fixture
def unit() -> configparser.ConfigParser:
    """The unit as it is read; a name that stood twice would be an error."""
    found = configparser.ConfigParser(interpolation=None, delimiters="=", comment_prefixes="#")
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(UNIT.read_text())
    return found


def test_the_service_runs_without_privileges_and_writes_only_its_own_folder(unit: configparser.ConfigParser) -> None:
    service = unit["Service"]
    assert service["User"] not in ("", "root")
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert (service["UMask"], service["StateDirectoryMode"]) == ("0077", "0700")
    assert service["CapabilityBoundingSet"] == ""
    folder = service["Environment"].removeprefix("GOVERN_INSTANCE=")
    assert Path(folder).is_relative_to(f"/var/lib/{service['StateDirectory']}")


def test_the_services_command_exists(unit: configparser.ConfigParser, monkeypatch: pytest.MonkeyPatch) -> None:
    from govern.commands import serve

    called: list[tuple[str, int]] = []
    monkeypatch.setattr(serve, "run", lambda read: called.append((read.listen, read.port)) or 0)
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert Path(program).name == "govern"
    assert cli.main(arguments) == 0
    assert called == [("127.0.0.1", 8000)]


def test_an_installed_systemd_accepts_the_service(tmp_path: Path, unit: configparser.ConfigParser) -> None:
    """With this machine's own user and program in place of those that the operator makes."""
    copy = tmp_path / "govern.service"
    program = shlex.split(unit["Service"]["ExecStart"])[0]
    text = UNIT.read_text().replace("=govern\n", f"={pwd.getpwuid(os.geteuid()).pw_name}\n")
    copy.write_text(text.replace(program, "/bin/true"))
    analyze = shutil.which("systemd-analyze")
    sections = set(unit.sections())
    assert sections == {"Unit", "Service", "Install"}
    if analyze is not None:
        done = subprocess.run(
            [analyze, "verify", "--man=no", str(copy)], capture_output=True, text=True, env={**os.environ}, timeout=60
        )
        said = [line for line in done.stderr.splitlines() if "govern.service" in line]
        assert said == []

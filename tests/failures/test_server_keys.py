"""`clerk.key` and `log.key` of another community: every command says so in a sentence instead of serving."""

from pathlib import Path

import pytest

from govern import config
from govern.record import signing
from tests.tools.command import govern_here
from tests.tools.server import free_port, run_govern

# The server runs in a process of its own, so that one that starts in spite of the key ends with it.
COMMANDS = ((run_govern, ("serve", "--port", "{port}")), (govern_here, ("tick",)))


@pytest.mark.parametrize("name", ["clerk.key", "log.key"])
def test_a_foreign_server_key_is_reported(tmp_path: Path, name: str) -> None:
    instance = {"GOVERN_INSTANCE": str(tmp_path / "instance")}
    assert govern_here("init", "--name", "Linden Lake", env=instance).returncode == 0
    (tmp_path / "instance" / name).unlink()
    config.write_key(tmp_path / "instance" / name, signing.new_seed())
    for run, command in COMMANDS:
        done = run(*(part.format(port=free_port()) for part in command), env=instance)
        assert done.returncode == 2, done
        assert f"{name} is not the key that “Linden Lake” was founded with" in done.stderr
        assert "Traceback" not in done.stderr

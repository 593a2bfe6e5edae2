"""`clerk.key` and `log.key` of another community: every command says so in a sentence instead of serving."""

from pathlib import Path

import pytest

from govern import config
from govern.record import signing
from tests.tools.server import free_port, run_govern

COMMANDS = (("serve", "--port", "{port}"), ("tick",))


@pytest.mark.parametrize("name", ["clerk.key", "log.key"])
def test_a_foreign_key_is_told(tmp_path: Path, name: str) -> None:
    instance = {"GOVERN_INSTANCE": str(tmp_path / "instance")}
    assert run_govern("init", "--name", "Linden Lake", env=instance).returncode == 0
    (tmp_path / "instance" / name).unlink()
    config.write_key(tmp_path / "instance" / name, signing.new_seed())
    for command in COMMANDS:
        done = run_govern(*(part.format(port=free_port()) for part in command), env=instance)
        assert done.returncode == 2, done
        assert f"{name} is not the key that “Linden Lake” was founded with" in done.stderr
        assert "Traceback" not in done.stderr

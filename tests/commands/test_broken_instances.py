"""Every command on every kind of broken instance: one sentence and status 2, in the operator's language."""

import json
import re
import resource
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text, update

from govern import config
from govern.store.database import open_engine
from govern.store.facts.community import RulebookRow
from tests.commands.conftest import Command, ordinary_user
from tests.tools.databases.postgres import standby
from tests.tools.server import free_port, run_govern

CHINESE = re.compile(r"[\u4e00-\u9fff]")
COMMANDS = {
    "serve": ("serve", "--port", "{port}"),
    "tick": ("tick",),
    "backup": ("backup", "{out}/backup"),
    "password": ("password", "ada@example.org"),
    "bundle": ("bundle", "{out}/out.zip"),
    "rebuild": ("rebuild",),
    "check": ("rebuild", "--check"),
    "export": ("treasury", "export", "--format", "csv"),
    "import": ("treasury", "import", "{out}/old.csv", "--key", "{folder}/founder.key"),
}


def change_settings(folder: Path, **values: object) -> None:
    path = folder / "settings.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def without_tables(folder: Path) -> None:
    (folder / "govern.db").unlink()
    sqlite3.connect(folder / "govern.db").close()


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no-json": (lambda folder: (folder / "settings.json").write_text("{"), "cannot be read"),
    "no-object": (lambda folder: (folder / "settings.json").write_text("[1]"), "cannot be read"),
    "no-secret": (lambda folder: change_settings(folder, secret=None, database=None), "cannot be read"),
    "no-text": (lambda folder: (folder / "settings.json").write_bytes(b"\xff\xfe\x00"), "cannot be read"),
    "bad-mail": (lambda folder: change_settings(folder, mail={"host": 1}), "cannot be read"),
    "no-settings": (lambda folder: (folder / "settings.json").unlink(), "No community lies in"),
    "settings-folder": (
        lambda folder: ((folder / "settings.json").unlink(), (folder / "settings.json").mkdir()),
        "cannot be read",
    ),
    "bad-key": (lambda folder: (folder / "clerk.key").write_text("{}"), "cannot be used"),
    "no-key": (lambda folder: (folder / "log.key").unlink(), "cannot be used"),
    "no-database": (lambda folder: (folder / "govern.db").unlink(), "There is no database at"),
    "empty-database": (without_tables, "Put the database back"),
    "garbage-database": (lambda folder: (folder / "govern.db").write_bytes(b"garbage " * 999), "is no SQLite database"),
    "database-folder": (
        lambda folder: ((folder / "govern.db").unlink(), (folder / "govern.db").mkdir()),
        "cannot be opened",
    ),
    "bad-address": (lambda folder: change_settings(folder, database="no address"), "address of the database"),
    "unknown-kind": (lambda folder: change_settings(folder, database="oracle-x://a/b"), "address of the database"),
    "no-postgresql": (
        lambda folder: change_settings(folder, database=f"postgresql+psycopg://x@127.0.0.1:{free_port()}/x"),
        "database server cannot be used",
    ),
}


def command(name: str, folder: Path, out: Path) -> list[str]:
    """The command line, with a free port and the paths of files."""
    (out / "old.csv").write_text("date,account,contra,currency,amount\n")
    return [one.format(folder=folder, out=out, port=free_port()) for one in COMMANDS[name]]


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reports_a_broken_instance(
    govern: Command, community: Path, tmp_path: Path, name: str, broken: str
) -> None:
    spoil, expected = BROKEN[broken]
    spoil(community)
    typed = command(name, community, tmp_path)
    result = govern(community, *typed)
    assert result.status == 2
    assert result.err.startswith("govern: ")
    assert expected in result.err
    assert CHINESE.search(govern(community, *typed, language="zh-Hans").err)


def newer_tables(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def newer_rules(connection: Connection) -> None:
    rules = connection.scalars(select(RulebookRow.rules)).one()
    connection.execute(update(RulebookRow).values(rules={**rules, "format": 9999}))


@pytest.mark.parametrize("newer", [newer_tables, newer_rules], ids=lambda newer: newer.__name__)
def test_every_command_refuses_a_database_of_a_newer_program(
    govern: Command, either: Path, tmp_path: Path, newer: Callable[[Connection], None]
) -> None:
    engine = open_engine(config.load(either).database)
    with engine.begin() as connection:
        newer(connection)
    engine.dispose()
    for name in COMMANDS:
        typed = command(name, either, tmp_path)
        result = govern(either, *typed)
        assert result.status == 2, name
        assert result.err.startswith("govern: The database was written by a newer version of govern"), name
        assert "9999" in result.err
        assert CHINESE.search(govern(either, *typed, language="zh-Hans").err), name
    assert "written by a newer version" in govern(either, "doctor").out


@pytest.fixture
def own(founded_once: Path, place: Path) -> Iterator[Path]:
    """A community that an ordinary user owns, and works as that user."""
    folder = Path(shutil.copytree(founded_once, place / "community"))
    with ordinary_user(place):
        yield folder
        folder.chmod(0o700)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reports_a_read_only_folder(govern: Command, own: Path, place: Path, name: str) -> None:
    typed = command(name, own, place)
    for path in own.iterdir():
        path.chmod(0o400)
    own.chmod(0o500)
    result = govern(own, *typed)
    assert result.status == 2
    assert re.search("may not be|cannot be opened", result.err), result.err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reports_files_of_another_user(govern: Command, own: Path, place: Path, name: str) -> None:
    typed = command(name, own, place)
    for path in own.iterdir():
        path.chmod(0)
    result = govern(own, *typed)
    assert result.status == 2
    assert "cannot be read" in result.err or "may not be" in result.err


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Within the block no file of this process can grow beyond so many bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["bundle", "backup", "init", "tick"])
def test_a_command_reports_a_failed_write_and_leaves_no_partial_file(
    govern: Command, community: Path, tmp_path: Path, name: str
) -> None:
    commands = {**COMMANDS, "init": ("init", "--name", "X")}
    folder = tmp_path / "new" if name == "init" else community
    if name == "tick":  # older tables: the upgrade has to write
        database = sqlite3.connect(community / "govern.db")
        database.execute("DROP TABLE clock")
        database.execute("UPDATE alembic_version SET version_num = '0005'")
        database.commit()
        database.close()
    typed = [one.format(out=tmp_path) for one in commands[name]]
    before = {path.name for path in tmp_path.iterdir()}
    with files_of_at_most(100):
        result = govern(folder, *typed)
    assert result.status == 2
    assert re.search("larger than this system allows|disk is full|disk reports an error", result.err), result.err
    assert {path.name for path in tmp_path.iterdir()} == before


def test_a_command_reports_a_postgresql_standby(govern: Command, community: Path) -> None:
    with standby() as url:
        change_settings(community, database=url)
        for name in ("serve", "tick"):
            result = govern(community, *command(name, community, community.parent))
            assert result.status == 2
            assert "is a standby in recovery" in result.err


def serve(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A process of its own: waitress leaves a socket open when it cannot listen."""
    return run_govern("serve", *options, env={"GOVERN_INSTANCE": str(folder)})


def test_serve_reports_a_taken_port(community: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = serve(community, "--port", str(taken.getsockname()[1]))
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("govern: The port is in use by another program")


def test_serve_reports_an_address_of_another_machine(community: Path) -> None:
    result = serve(community, "--port", str(free_port()), "--listen", "192.0.2.1")
    assert result.returncode == 2
    assert "no such address to listen on" in result.stderr


def test_a_record_behind_the_guard_is_reported_in_the_operators_language(govern: Command, community: Path) -> None:
    config.load(community)
    database = sqlite3.connect(community / "govern.db")
    database.execute("DELETE FROM log_checkpoints")
    database.commit()
    database.close()
    assert "Put the newest copy of the database back" in govern(community, "tick").err
    assert "先停止服务，放回最新的数据库副本" in govern(community, "tick", language="zh-Hans").err

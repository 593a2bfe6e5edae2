"""A backup made while statements arrive is restored, served and verified, on both databases."""

import json
import shutil
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy.orm import Session

from govern import config
from govern import paths as resources
from govern.actions.money import attachments
from govern.store.database import writing
from govern.web import create_app
from tests.commands.conftest import Command
from tests.commands.test_addresses import running
from tests.dsl.people import ADA, GIL, RealCommunity
from tests.tools.databases.postgres import PostgresServer
from tests.tools.server import free_port, run_govern
from tests.tools.waiting import PATIENCE

PDF = b"%PDF-1.7 a bill"
SECRETS = ("clerk.key", "log.key", "private.key", "settings.json", "last-checkpoint", "backup.json")


@pytest.fixture(params=["sqlite", "postgresql"])
def garden(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealCommunity]:
    """Ada's community with an uploaded file."""
    on_postgresql = request.param == "postgresql"
    community = RealCommunity(tmp_path, str(request.getfixturevalue("postgres_with_tables")) if on_postgresql else "")
    stamp(community)
    community.settle()
    with writing(community.engine) as connection, Session(connection) as session:
        attachments.keep(session, community.instance, PDF, "bill.pdf", ADA.member, 1)
        session.commit()
    (community.instance.folder / "founder.key").write_text("{}")
    yield community
    community.close()


@pytest.fixture
def empty_database(garden: RealCommunity, postgres_server: PostgresServer) -> Iterator[list[str]]:
    """The option that names a database to restore into, for PostgreSQL."""
    if garden.engine.dialect.name == "sqlite":
        yield []
        return
    name = postgres_server.create()
    yield ["--database", postgres_server.url(name)]
    postgres_server.drop(name)


def stamp(community: RealCommunity) -> None:
    """The tables are those of the newest migration."""
    app = create_app(community.instance)
    with app.app_context():
        flask_migrate.stamp(directory=str(resources.migrations()))
    app.extensions["govern"].engine.dispose()


class BusyCommunity:
    """Members go on while the block runs; at least one statement arrives in it."""

    def __init__(self, community: RealCommunity) -> None:
        self._community = community
        self._ended, self._began = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        while not self._ended.is_set():
            self._community.award(GIL, 1)
            self._began.set()

    def __enter__(self) -> "BusyCommunity":
        self._thread.start()
        assert self._began.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def size_of(folder: Path) -> int:
    return int(json.loads((folder / "backup.json").read_text())["size"])


def test_a_backup_written_while_statements_arrive_is_served_and_verified_elsewhere(
    govern: Command, garden: RealCommunity, empty_database: list[str], tmp_path: Path
) -> None:
    backup, restored = tmp_path / "backup", tmp_path / "restored"
    with BusyCommunity(garden):
        result = govern(garden.instance.folder, "backup", str(backup))
    assert result.status == 0, result.err
    assert f"{size_of(backup)} statements" in result.out
    assert "1 uploaded files" in result.out
    again = govern(restored, "restore", str(backup), *empty_database)
    assert again.status == 0, again.err
    assert f"{size_of(backup)} statements" in again.out
    assert attachments.read(config.load(restored), attachments.hash_of(PDF)) == PDF
    assert govern(restored, "rebuild", "--check").status == 0
    port = free_port()
    with running(restored, "serve", "--port", str(port)) as served:
        assert served.stdout is not None
        assert str(port) in served.stdout.readline()
        verified = run_govern("verify", f"http://127.0.0.1:{port}/log/", "--json")
    assert verified.returncode == 0, verified.stdout
    assert json.loads(verified.stdout)["findings"] == []


def test_members_sign_statements_after_a_restore(
    govern: Command, garden: RealCommunity, empty_database: list[str], tmp_path: Path
) -> None:
    """Numbers that the database counts, as those of accounts, go on after the highest."""
    app = create_app(garden.instance)
    from govern.store.private.accounts import UserRow

    with app.app_context(), Session(app.extensions["govern"].engine) as session:
        session.add(UserRow(member=GIL.member, name="Gil", email="gil@example.org", password="x", created_at=1))
        session.commit()
    app.extensions["govern"].engine.dispose()
    govern(garden.instance.folder, "backup", str(tmp_path / "backup"))
    assert govern(tmp_path / "restored", "restore", str(tmp_path / "backup"), *empty_database).status == 0
    again = create_app(config.load(tmp_path / "restored"))
    with again.app_context(), Session(again.extensions["govern"].engine) as session:
        session.add(UserRow(member=ADA.member, name="Ada", email="ada@example.org", password="x", created_at=1))
        session.commit()
    again.extensions["govern"].engine.dispose()


def test_a_backup_is_closed_to_others_and_holds_no_persons_key(
    govern: Command, garden: RealCommunity, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    assert govern(garden.instance.folder, "backup", str(backup)).status == 0
    paths = [backup, *backup.rglob("*")]
    assert [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    names = {path.name for path in paths}
    assert names >= set(SECRETS)
    assert "founder.key" not in names


@pytest.fixture
def backup(govern: Command, community: Path, tmp_path: Path) -> Path:
    """A backup of a new community on SQLite."""
    assert govern(community, "backup", str(tmp_path / "backup")).status == 0
    return tmp_path / "backup"


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["govern.db", "clerk.key", "settings.json", "last-checkpoint"])
def test_a_damaged_backup_is_refused_and_leaves_nothing_behind(
    govern: Command, backup: Path, tmp_path: Path, name: str
) -> None:
    damage(backup / name)
    result = govern(tmp_path / "restored", "restore", str(backup))
    assert result.status == 2
    assert name in result.err
    assert not (tmp_path / "restored").exists()


def test_an_unfinished_backup_is_refused(govern: Command, backup: Path, tmp_path: Path) -> None:
    (backup / "backup.json").unlink()
    assert "no complete backup" in govern(tmp_path / "restored", "restore", str(backup)).err
    assert not (tmp_path / "restored").exists()


def test_a_record_that_lacks_statements_is_refused(govern: Command, community: Path, tmp_path: Path) -> None:
    database = sqlite3.connect(community / "govern.db")
    database.execute("UPDATE log_leaves SET data = CAST(data || x'20' AS BLOB)")
    database.commit()
    database.close()
    result = govern(community, "backup", str(tmp_path / "backup"))
    assert result.status == 2
    assert "does not hold the 1 statements" in result.err
    assert not (tmp_path / "backup").exists()


def test_nothing_is_overwritten(govern: Command, community: Path, backup: Path, tmp_path: Path) -> None:
    before = (community / "settings.json").read_bytes()
    assert "is not empty" in govern(community, "restore", str(backup)).err
    assert (community / "settings.json").read_bytes() == before
    assert "is not empty" in govern(community, "backup", str(backup)).err
    assert "lies inside" in govern(community, "backup", str(community / "backup")).err
    assert govern(tmp_path / "restored", "restore", str(backup), "--database", "postgresql://x").status == 2


def test_a_postgresql_backup_is_never_restored_into_a_used_database(
    govern: Command, postgres_url: str, tmp_path: Path
) -> None:
    assert govern(tmp_path / "first", "init", "--name", "First", "--database", postgres_url).status == 0
    assert govern(tmp_path / "first", "backup", str(tmp_path / "backup")).status == 0
    result = govern(tmp_path / "restored", "restore", str(tmp_path / "backup"))
    assert result.status == 2
    assert "not empty. Name an empty one with --database" in result.err
    assert not (tmp_path / "restored").exists()
    assert govern(tmp_path / "first", "rebuild", "--check").status == 0


@pytest.mark.parametrize("arguments", [("bundle", "{out}/x.zip"), ("rebuild", "--check"), ("backup", "{out}/again")])
def test_a_database_older_than_the_last_checkpoint_is_refused(
    govern: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    community = RealCommunity(tmp_path)
    stamp(community)
    folder = community.instance.folder
    govern(folder, "backup", str(tmp_path / "backup"))
    community.settle()
    community.close()
    shutil.copyfile(tmp_path / "backup" / "govern.db", folder / "govern.db")
    result = govern(folder, *(one.format(out=tmp_path) for one in arguments))
    assert result.status == 2
    assert "was given out already" in result.err


def test_a_lost_uploaded_file_is_named_and_stops_no_backup(
    govern: Command, garden: RealCommunity, tmp_path: Path
) -> None:
    digest = attachments.hash_of(PDF)
    attachments.place(garden.instance, digest).unlink()
    result = govern(garden.instance.folder, "backup", str(tmp_path / "backup"))
    assert result.status == 1
    assert digest in result.out

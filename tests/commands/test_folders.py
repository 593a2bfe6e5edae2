"""An instance folder can be copied and moved, and is closed to other users of the machine."""

import json
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from govern import config
from govern.config import InstanceError
from tests.commands.conftest import Command


def name_database(folder: Path, url: str) -> None:
    path = folder / "settings.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "database": url}))


def named_database(folder: Path) -> str:
    return str(json.loads((folder / "settings.json").read_text())["database"])


def open_to_others(folder: Path) -> list[str]:
    paths = [folder, *folder.rglob("*")]
    return [path.name for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_the_settings_name_the_database_relative_to_the_folder(community: Path) -> None:
    assert named_database(community) == "sqlite:///govern.db"
    assert config.load(community).database == f"sqlite:///{community / 'govern.db'}"


def test_a_copied_folder_uses_its_own_database(govern: Command, community: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(community, tmp_path / "copy"))
    database = sqlite3.connect(community / "govern.db")
    database.execute("DROP TABLE log_leaves")
    database.commit()
    database.close()
    assert govern(copy, "rebuild", "--check").status == 0


def test_a_path_of_earlier_versions_that_leads_into_the_folder_is_made_relative(
    govern: Command, community: Path
) -> None:
    name_database(community, f"sqlite:///{community / 'govern.db'}")
    assert govern(community, "rebuild", "--check").status == 0
    assert named_database(community) == "sqlite:///govern.db"


def test_a_folder_that_was_moved_uses_the_database_that_came_along(
    govern: Command, community: Path, tmp_path: Path
) -> None:
    name_database(community, f"sqlite:///{community / 'govern.db'}")
    moved = community.rename(tmp_path / "moved")
    assert govern(moved, "rebuild", "--check").status == 0
    assert named_database(moved) == "sqlite:///govern.db"


def test_a_copy_that_names_the_database_of_the_original_is_refused(
    govern: Command, community: Path, tmp_path: Path
) -> None:
    name_database(community, f"sqlite:///{community / 'govern.db'}")
    copy = Path(shutil.copytree(community, tmp_path / "copy"))
    for arguments in (["tick"], ["rebuild", "--check"], ["bundle", str(tmp_path / "out.zip")]):
        result = govern(copy, *arguments)
        assert result.status == 2
        assert str(community / "govern.db") in result.err
        assert "write “sqlite:///govern.db”" in result.err
    name_database(copy, "sqlite:///govern.db")
    assert govern(copy, "rebuild", "--check").status == 0


@pytest.mark.parametrize("url", ["sqlite:////elsewhere/x.db", "sqlite:///../x.db", "sqlite+pysqlite:////tmp/x.db?a=b"])
def test_a_community_is_not_founded_in_a_database_outside_its_folder(tmp_path: Path, url: str) -> None:
    with pytest.raises(InstanceError, match="lies in another folder"):
        config.create(tmp_path / "new", "localhost", url)
    assert not (tmp_path / "new").exists()


def test_the_environment_can_name_another_database(
    govern: Command, community: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = (community / "govern.db").rename(tmp_path / "elsewhere.db")
    monkeypatch.setenv("GOVERN_DATABASE", f"sqlite:///{elsewhere}")
    assert govern(community, "rebuild", "--check").status == 0


def test_a_new_community_is_closed_to_others(community: Path) -> None:
    assert open_to_others(community) == []


def test_the_next_command_closes_an_old_folder_to_others_and_tells_the_operator(
    govern: Command, community: Path
) -> None:
    (community / "attachments").mkdir(exist_ok=True)
    (community / "notes.txt").write_text("not the program's")
    (community / "notes.txt").chmod(0o644)
    for name in ("govern.db", "settings.json", "last-checkpoint", "attachments", "."):
        (community / name).chmod(0o755)
    result = govern(community, "tick")
    assert result.status == 0
    assert "could read 5 files or folders" in result.err
    assert open_to_others(community) == ["notes.txt"]
    assert "could read" not in govern(community, "tick").err

"""An installed package has the Chinese texts: the build compiles the catalogues."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

from govern.i18n.compiled import MODULES

ROOT: Final = Path(__file__).resolve().parents[2]
PARTS: Final = ("govern", "templates", "README.md", "LICENSE", "pyproject.toml", ".gitignore")
SPECIFIED: Final = ("protocol", "record", "rules", "verify")
COMPILED: Final = {"govern/translations/zh_Hans/LC_MESSAGES/messages.mo", f"govern/static/{MODULES}/zh-Hans.js"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's files in git, without compiled catalogues."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder / part)
    (folder / "tests").mkdir()
    for made in folder.rglob("*.mo"):
        made.unlink()
    shutil.rmtree(folder / "govern" / "static" / MODULES)
    return folder


def built(checkout: Path, target: str) -> Path:
    """The archive that Hatch makes, without a network."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", target], cwd=checkout, check=True)
    (archive,) = (checkout / "dist").glob("*.whl" if target == "wheel" else "*.tar.gz")
    return archive


def help_in_chinese(folder: Path) -> str:
    """The output of `govern --help` where only this folder is installed."""
    env = {**os.environ, "PYTHONPATH": str(folder), "GOVERN_LANG": "zh-Hans", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-c", "import govern.cli as c; print(c.__file__); c.main(['--help'])"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(folder)), done.stdout
    return done.stdout


def test_a_wheel_of_the_source_archive_speaks_chinese(checkout: Path, tmp_path: Path) -> None:
    with tarfile.open(built(checkout, "sdist")) as archive:
        assert not [name for name in archive.getnames() if name.endswith((".mo", "zh-Hans.js"))]
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    with zipfile.ZipFile(built(unpacked, "wheel")) as wheel:
        wheel.extractall(tmp_path / "installed")
        assert set(wheel.namelist()) >= COMPILED
        assert {f"govern/{part}/README.md" for part in SPECIFIED} <= set(wheel.namelist())
        assert not [name for name in wheel.namelist() if name.endswith((".po", ".cfg", "build_hook.py"))]
    assert "选项" in help_in_chinese(tmp_path / "installed")


def test_an_editable_install_compiles_in_the_checkout(checkout: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel:editable"], cwd=checkout, check=True)
    assert all((checkout / made).is_file() for made in COMPILED)
    assert "选项" in help_in_chinese(checkout)

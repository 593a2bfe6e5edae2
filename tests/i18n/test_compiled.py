"""Compiled catalogues: a checkout with missing or old ones reports it instead of showing English."""

import gettext
import os
import shutil
from pathlib import Path

import pytest

from govern import config, paths
from govern.i18n import compiled
from govern.web import create_app
from tests.tools.command import govern_here


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder of translations, which the program takes for its own."""
    copy = tmp_path / "translations"
    shutil.copytree(paths.translations(), copy)
    shutil.copytree(paths.PACKAGE / "static" / compiled.MODULES, tmp_path / "static" / compiled.MODULES)
    monkeypatch.setattr(paths, "translations", lambda: copy)
    return copy


def make_stale(folder: Path) -> Path:
    """Dates the one catalogue a second after its compiled form."""
    (catalogue,) = compiled.catalogues(folder)
    later = catalogue.with_suffix(".mo").stat().st_mtime_ns + 10**9
    os.utime(catalogue, ns=(later, later))
    return catalogue


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_command_refuses_to_run_with_a_stale_catalogue(folder: Path, language: str) -> None:
    make_stale(folder)
    done = govern_here("verify", "/nowhere", env={"GOVERN_LANG": language})
    assert done.returncode == 2
    assert done.stderr.startswith("govern: the catalogue ")
    assert done.stderr.endswith(" was changed after it was compiled; run: python -m govern.i18n\n")


def test_a_command_refuses_to_run_without_a_compiled_catalogue(folder: Path) -> None:
    (catalogue,) = compiled.catalogues(folder)
    for made in compiled.made_of(catalogue):
        content = made.read_bytes()
        made.unlink()
        assert "is not compiled; run: python -m govern.i18n" in govern_here("keygen", "--help").stderr
        made.write_bytes(content)


def test_the_site_does_not_start_with_a_stale_catalogue(folder: Path, tmp_path: Path) -> None:
    make_stale(folder)
    instance = config.Instance.__new__(config.Instance)  # not looked at before the catalogues are
    with pytest.raises(compiled.StaleCatalogue):
        create_app(instance)


def test_compiling_mends_it_once(folder: Path) -> None:
    catalogue = make_stale(folder)
    assert compiled.compile_stale(folder) == [catalogue]
    assert compiled.compile_stale(folder) == []
    assert "选项" in govern_here("--help", env={"GOVERN_LANG": "zh-Hans"}).stdout


def test_an_installed_package_has_nothing_to_compare(folder: Path) -> None:
    (catalogue,) = compiled.catalogues(folder)
    catalogue.unlink()
    compiled.check()


def test_a_word_with_two_meanings_is_distinguished_by_its_context() -> None:
    said = gettext.translation("messages", paths.translations(), ["zh_Hans"])
    assert said.gettext("Ended") == "已解除"  # an office, a delegation
    assert said.pgettext("key", "Ended") == "已停用"

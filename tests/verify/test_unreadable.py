"""Input that is no bundle is reported as such, with exit status 2 and without a traceback."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govern.verify import verify
from govern.verify.inputs import archive
from tests.verify.conftest import Check
from tests.verify.forging.forger import Files, Forger, write_files
from tests.verify.forging.story import StoryIds


def test_nothing_is_unreadable(tmp_path: Path) -> None:
    for where in (tmp_path / "nothing", tmp_path):
        report = verify(where)
        assert report.exit_status == 2
        assert "cannot be read as a bundle" in report.text()


@pytest.mark.parametrize("content", [b"", b"just text", b"PK\x05\x06" + b"\x00" * 18, b"PK\x03\x04" + b"\xff" * 100])
def test_a_file_that_is_no_bundle_is_unreadable(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file.zip").write_bytes(content)
    assert verify(tmp_path / "file.zip").exit_status == 2


@given(length=st.integers(0, 40_000))
def test_a_truncated_zip_is_unreadable(length: int, whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cut") / "cut.zip"
    path.write_bytes(whole[: min(length, len(whole) - 1)])
    assert verify(path).exit_status == 2


@given(junk=st.binary(max_size=2000))
def test_any_bytes_get_an_answer(junk: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("junk")
    (folder / "junk.zip").write_bytes(junk)
    assert verify(folder / "junk.zip").exit_status == 2
    files = {"checkpoint": junk, "vkey": junk}
    assert verify(write_files(folder / "bundle.zip", files)).exit_status == 1


@pytest.fixture(scope="module")
def whole(honest: tuple[Forger, StoryIds], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an honest bundle."""
    return honest[0].write(tmp_path_factory.mktemp("whole") / "whole.zip").read_bytes()


@pytest.mark.parametrize("path", ["checkpoint", "vkey"])
def test_without_checkpoint_or_vkey_it_is_no_bundle(path: str, files: Files, check: Check) -> None:
    del files[path]
    assert check(files).exit_status == 2


def test_missing_entries_are_a_finding(files: Files, check: Check) -> None:
    del files["tile/entries/000.p/57"]
    assert check(files).findings[0].code == "entries_missing"


def test_a_bundle_of_too_many_entries_is_a_finding(files: Files, check: Check) -> None:
    files["tile/entries/000.p/57"] += b"\x00\x02{}"
    assert [finding.code for finding in check(files).findings] == ["entries_malformed"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_packed_by_another_program_is_judged_by_its_files(compression: int, files: Files, tmp_path: Path) -> None:
    def packed(name: str, contents: Files) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w", compression) as other:
            for path, data in sorted(contents.items()):
                other.writestr(path, data)
        return tmp_path / name

    assert verify(packed("same.zip", files)).exit_status == 0
    spoilt = {**files, "vkey": files["vkey"].replace(b"e", b"f", 1)}
    assert verify(packed("spoilt.zip", spoilt)).exit_status == 1


def test_a_checksum_that_does_not_fit_is_a_finding(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(archive.zlib, "crc32", lambda data: 7)
        bundle = write_files(tmp_path / "bundle.zip", files)
    assert [finding.code for finding in verify(bundle).findings] == ["archive_irregular"]


@pytest.mark.parametrize("given", ["vkey", "checkpoints", "receipts"])
def test_evidence_that_is_none_is_unreadable(given: str, files: Files, tmp_path: Path) -> None:
    bundle = write_files(tmp_path / "bundle.zip", files)
    (tmp_path / "rubbish").write_bytes(b"rubbish\xff")
    for path in (tmp_path / "rubbish", tmp_path / "nowhere", tmp_path):
        report = verify(bundle, **{given: path if given == "vkey" else [path]})  # type: ignore[arg-type]
        assert report.exit_status == 2
        assert path.name in report.unreadable

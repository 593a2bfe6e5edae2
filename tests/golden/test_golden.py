"""Golden records: what a released program wrote verifies with every later one, with the same figures."""

import json
import zipfile
from pathlib import Path

import pytest

from govern.verify import verify
from tests.tools.golden import records as golden


def test_there_are_golden_records() -> None:
    assert "format1" in [folder.name for folder in golden.FOLDERS]


@pytest.mark.parametrize("folder", golden.FOLDERS, ids=lambda folder: folder.name)
def test_the_record_verifies_with_the_figures_of_its_time(folder: Path) -> None:
    report = verify(folder / "record.zip", vkey=folder / "vkey")
    assert report.exit_status == 0, report.text()
    found = json.loads(report.json())
    assert {name: found[name] for name in golden.expected(folder)} == golden.expected(folder)


@pytest.mark.parametrize("folder", golden.FOLDERS, ids=lambda folder: folder.name)
def test_a_changed_byte_in_the_record_is_found(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "record.zip") as archive:
        archive.extractall(tmp_path)
    entries = tmp_path / "tile" / "entries" / "000"
    data = bytearray(entries.read_bytes())
    data[len(data) // 2] ^= 1
    entries.write_bytes(data)
    report = verify(tmp_path, vkey=folder / "vkey")
    assert report.exit_status == 1, report.text()

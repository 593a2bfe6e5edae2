"""Every published vector gets its expected report."""

import json
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest

from govern.protocol.errors import RULES
from govern.verify.findings import CHECKS
from tests.tools.vectors import index, intake, sums
from tests.tools.vectors.vector import FOLDER, expected, report_on

VECTORS: Final = index.folders()
SUBMITTED: Final = [folder for folder in VECTORS if (folder / intake.SUBMISSION).exists()]
SUMMED: Final = [folder for folder in VECTORS if (folder / sums.SUMS).exists()]
NUMBERS: Final = {rule.number for rule in (*RULES.values(), *CHECKS.values())}
LARGEST: Final = 2_000_000  # bytes of all of them, so that nobody minds a copy


def read(folder: Path) -> dict[str, Any]:
    """The expected report."""
    found: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("folder", VECTORS, ids=lambda folder: folder.name)
def test_the_report_is_the_expected_one(folder: Path) -> None:
    beside = {intake.ANSWER, sums.OBJECTIONS}
    assert expected(report_on(folder)) == {name: one for name, one in read(folder).items() if name not in beside}


@pytest.mark.parametrize("folder", SUBMITTED, ids=lambda folder: folder.name)
def test_a_server_answers_a_submission_as_expected(folder: Path) -> None:
    with intake.community() as made:
        bundle = made.bundle(made.instance.folder / "record.zip")
        with zipfile.ZipFile(bundle) as here, zipfile.ZipFile(folder / "record.zip") as there:
            assert {one: here.read(one) for one in here.namelist()} == {
                one: there.read(one) for one in there.namelist()
            }
        assert intake.answer(made, (folder / intake.SUBMISSION).read_bytes()) == read(folder)[intake.ANSWER]


@pytest.mark.parametrize("folder", SUMMED, ids=lambda folder: folder.name)
def test_sums_are_objected_to_as_expected(folder: Path) -> None:
    assert sums.objections(folder / "record.zip", folder / sums.SUMS) == read(folder)[sums.OBJECTIONS]


@pytest.mark.parametrize("folder", VECTORS, ids=lambda folder: folder.name)
def test_the_name_says_what_is_found(folder: Path) -> None:
    written = read(folder)
    answer, objections = written.get(intake.ANSWER) or {}, written.get(sums.OBJECTIONS, [])
    found = {one["rule"] for one in (*written["findings"], *objections, *([answer] if answer else []))}
    assert found == set() if index.is_good(folder) else folder.name.partition("-")[0] in found


def test_each_number_has_a_bad_vector_and_a_good_one() -> None:
    rows = index.rows()
    assert rows.keys() == NUMBERS
    assert [number for number, row in rows.items() if not row["bad"] or not row["good"]] == []


def test_the_index_is_what_the_vectors_give() -> None:
    assert index.INDEX.read_text(encoding="utf-8") == index.written(), "run python -m tests.tools.vectors"


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".pyc") < LARGEST

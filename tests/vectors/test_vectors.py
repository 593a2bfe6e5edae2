"""Every published vector is judged as its expected report says."""

import json
from pathlib import Path
from typing import Final

import pytest

from govern.protocol.errors import RULES
from govern.verify.report import CHECKS
from tests.tools.vectors import FOLDER, expected, report_on

VECTORS: Final = sorted(path.parent for path in FOLDER.glob("*/expected.json"))
LARGEST: Final = 2_000_000  # bytes of all of them, so that nobody minds a copy
AT_INTAKE: Final = {"1.8", "1.9"}
FROM_FACTS: Final = {"4.6"}  # holds wherever the replay is right


@pytest.mark.parametrize("folder", VECTORS, ids=lambda folder: folder.name)
def test_the_report_is_the_expected_one(folder: Path) -> None:
    written = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert expected(report_on(folder)) == written


@pytest.mark.parametrize("folder", VECTORS, ids=lambda folder: folder.name)
def test_the_name_says_what_is_found(folder: Path) -> None:
    written = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    number, found = folder.name.partition("-")[0], {one["rule"] for one in written["findings"]}
    assert found == set() if number == "good" else number in found


def test_each_number_that_a_reader_can_find_has_a_vector() -> None:
    numbers = {rule.number for rule in (*RULES.values(), *CHECKS.values())}
    assert {folder.name.partition("-")[0] for folder in VECTORS} - {"good"} == numbers - AT_INTAKE - FROM_FACTS


def test_they_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".pyc") < LARGEST

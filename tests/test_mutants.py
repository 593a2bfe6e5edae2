"""Each row of `tests.mutants` still matches the code that it changes and the test that must fail."""

from pathlib import Path

import pytest

from tests.mutants.row import Mutant
from tests.mutants.rows import ROWS

ROOT = Path(__file__).parents[1]
MUTANTS = [one for row in ROWS for one in row.mutants]


def test_every_rule_has_mutants_and_stands_in_one_row() -> None:
    assert all(row.mutants for row in ROWS)
    assert len({row.rule for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("one", MUTANTS, ids=lambda one: f"{one.file}-{MUTANTS.index(one)}")
def test_the_text_to_replace_occurs_once_and_the_test_exists(one: Mutant) -> None:
    assert (ROOT / "govern" / one.file).read_text().count(one.old) == 1
    assert one.new != one.old
    path, name = one.test.split("[")[0].split("::")
    assert f"def {name}(" in (ROOT / "tests" / path).read_text()

"""Each row of `tests.breaks` still fits the code that it breaks and the test that must notice."""

from pathlib import Path

import pytest

from tests.breaks.row import Break
from tests.breaks.rows import ROWS

ROOT = Path(__file__).parents[1]
BREAKS = [one for row in ROWS for one in row.breaks]


def test_every_rule_is_broken_somehow_and_none_is_told_twice() -> None:
    assert all(row.breaks for row in ROWS)
    assert len({row.rule for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: f"{one.file}-{BREAKS.index(one)}")
def test_what_is_broken_stands_there_once_and_its_test_exists(one: Break) -> None:
    assert (ROOT / "govern" / one.file).read_text().count(one.old) == 1
    assert one.new != one.old
    path, name = one.test.split("[")[0].split("::")
    assert f"def {name}(" in (ROOT / "tests" / path).read_text()

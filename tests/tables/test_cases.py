"""Small files in which other readers failed, each read by the command: lines, questions and refusals.

`cases/expected.json` names for each file what is typed besides, the exit status, the lines as day and amount in minor
units, and the codes of what is asked and refused. The figures were compared with the files by eye.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from govern.cli import main

CASES: Final = Path(__file__).parent / "cases"
EXPECTED: Final[dict[str, Any]] = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))


def test_every_case_has_its_right_values() -> None:
    assert {one.name for one in CASES.iterdir()} - {"expected.json"} == {name.split(" ")[0] for name in EXPECTED}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_case_is_read_rightly(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    right = EXPECTED[name]
    status = main(["treasury", "read-statement", str(CASES / name.split(" ")[0]), "--json", *right["typed"]])
    found = json.loads(capsys.readouterr().out)
    assert [one["key"] for one in found["questions"]] == right.get("questions", [])
    assert [[one["code"], one["line"]] for one in found["refusals"]] == right.get("refusals", [])
    assert [[one["day"], one["amount"]] for one in found["lines"]] == right.get("lines", [])
    assert [[one["line"], one["reason"]] for one in found["left_out"]] == right.get("left_out", [])
    assert status == right["status"]
    for field in ("opening", "closing"):
        if field in right:
            assert [found[field]["day"], found[field]["amount"]] == right[field]
    for place, texts in right.get("texts", {}).items():
        line = found["lines"][int(place)]
        assert {field: line[field] for field in texts} == texts


def test_a_statement_without_movements_tells_its_balance(capsys: pytest.CaptureFixture[str]) -> None:
    file = str(CASES / "ofx-empty-statement-EUR.ofx")
    status = main(["treasury", "read-statement", file, "--currency", "EUR", "--answer", "account=9100"])
    assert capsys.readouterr().out.splitlines() == [
        "There is no movement in this file.",
        "Closing balance 111.00 EUR",
    ]
    assert status == 0

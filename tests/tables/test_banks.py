"""Layouts of banks and wallets are recognised by their headings or by the content of their columns."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from govern.cli import main

BANKS: Final = Path(__file__).parent / "files" / "banks"
RIGHT: Final[dict[str, Any]] = json.loads((BANKS / "right.json").read_text(encoding="utf-8"))


def test_every_file_has_its_right_values() -> None:
    assert {one.name for one in BANKS.iterdir()} - {"right.json", "README.md"} == {name.split(" ")[0] for name in RIGHT}


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_layout_is_read_rightly(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    right = RIGHT[name]
    status = main(["treasury", "read-statement", str(BANKS / name.split(" ")[0]), "--json", *right["typed"]])
    found = json.loads(capsys.readouterr().out)
    assert [[one["day"], one["amount"], one["name"], one["text"]] for one in found["lines"]] == right["lines"]
    assert [one["key"] for one in found["questions"]] == right.get("questions", [])
    assert [[one["code"], one["line"]] for one in found["refusals"]] == right.get("refusals", [])
    assert [[one["line"], one["reason"]] for one in found["left_out"]] == right.get("left_out", [])
    assert found["account"] == right.get("account", "")
    for field in ("opening", "closing"):
        assert (list(found[field].values()) if found[field] else None) == right.get(field)
    assert status == right["status"]

"""Blank and invalid ballots, by every method: their weight, how they are written, and why they do not count."""

import json
from pathlib import Path
from typing import Any

import pytest

from govern import cli
from govern.rules.voting.tally.methods import TALLIES, names

RANKINGS = "weight,ranking\n30,A>B>C\n20,B>A=C\n7,A=B>C\n4,A=B=C\n31,\n2,C\n"
POINTS = "weight,A,B\n3,5,1\n2,,\n1,0,0\n"
PROJECTS = (
    "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;6\nb;5\n"
    "VOTES\nvoter_id;vote\n1;a\n2;\n3;a,b\n4;\n"
)
INVALID = {"A=B>C": 7, "A=B=C": 4}


def counted(capsys: pytest.CaptureFixture[str], folder: Path, name: str, text: str, *options: str) -> dict[str, Any]:
    """The command's result in JSON."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    assert cli.main(["tally", str(file), "--json", "--method", *options]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("method", "valid", "invalid", "stops"),
    [
        ("plurality", 52, INVALID, {}),
        ("irv", 52, INVALID, {"B>A=C": 20}),
        ("stv", 52, INVALID, {"B>A=C": 20}),
        ("approval", 63, {}, {}),
        ("schulze", 63, {}, {}),
        ("ranked-pairs", 63, {}, {}),
    ],
)
def test_level_ranks_and_blank_ballots_by_each_method_that_ranks(
    method: str, valid: int, invalid: dict[str, int], stops: dict[str, int], tmp_path: Path, capsys
):
    count = counted(capsys, tmp_path, "club.csv", RANKINGS, method)["ballots"]
    assert (count["valid"], count["blank"], count["invalid"]) == (valid, 31, sum(invalid.values()))
    kinds: dict[str, dict[str, int]] = {"blank": {}, "invalid": {}, "stops": {}}
    for one in count["reasons"]:
        kinds[one["kind"]][one["ballot"]] = one["weight"]
        assert one["why"].startswith("it ")
    assert kinds == {"blank": {"": 31}, "invalid": invalid, "stops": stops}


@pytest.mark.parametrize("method", ["irv", "stv"])
def test_the_first_round_counts_exactly_the_valid_ballots(method: str, tmp_path: Path, capsys):
    count = counted(capsys, tmp_path, "club.csv", RANKINGS, method)
    assert sum(count["rounds"][0]["totals"].values()) == count["ballots"]["valid"]
    assert count.get("quota", 27) == count["ballots"]["valid"] // 2 + 1


def test_ballots_without_points_and_without_projects_are_blank(tmp_path: Path, capsys):
    count = counted(capsys, tmp_path, "club.csv", POINTS, "score")
    assert count["ballots"] == {
        "blank": 3,
        "invalid": 0,
        "reasons": [{"ballot": "", "kind": "blank", "weight": 3, "why": "it gives no points"}],
        "valid": 3,
    }
    assert count["rounds"][0]["blank"] == 3
    for method in ("budget-greedy", "budget-equal-shares"):
        count = counted(capsys, tmp_path, "town.pb", PROJECTS, method)["ballots"]
        assert (count["valid"], count["blank"], count["invalid"]) == (2, 2, 0)


def test_ballots_that_name_only_what_was_dropped_are_blank(tmp_path: Path, capsys):
    text = "weight,ranking\n5,C\n6,A>Q\n9,Q\n"
    count = counted(capsys, tmp_path, "club.csv", text, "irv", "--status-quo", "Q", "--majority", "A=1/2")
    assert [one["option"] for one in count["dropped"]] == ["C"]
    assert (count["ballots"]["valid"], count["ballots"]["blank"]) == (15, 5)


def test_words_list_the_reasons(tmp_path: Path, capsys):
    file = tmp_path / "club.csv"
    file.write_text(RANKINGS, encoding="utf-8")
    assert cli.main(["tally", str(file), "--method", "plurality"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:5] == [
        "ballots: valid 52, blank 31, invalid 11",
        "  blank 31: (empty) (it names no option)",
        "  invalid 7: A=B>C (it puts several options first, and may name one)",
        "  invalid 4: A=B=C (it puts several options first, and may name one)",
    ]


@pytest.mark.parametrize(
    "method", [one for one in names() if not (TALLIES[one].shares_budget or TALLIES[one].needs_points)]
)
@pytest.mark.parametrize("ballots", ["", "5 0\n"])
def test_where_no_ballot_names_anybody_nobody_wins(method: str, ballots: str, tmp_path: Path, capsys):
    text = f'2 1\n{ballots}0\n"A"\n"B"\n"A club"\n'
    count = counted(capsys, tmp_path, "club.blt", text, method)
    assert (count["winners"], count["ties"]) == ([], [])
    assert count["ballots"]["valid"] == 0
    assert {"rounds", "pairwise"} & count.keys()
    count = counted(capsys, tmp_path, "club.blt", text, method, "--status-quo", "B")
    assert count["winners"] == ["B"]


def test_a_budget_without_votes_buys_nothing(tmp_path: Path, capsys):
    text = PROJECTS.partition("1;a")[0]
    for method in ("budget-greedy", "budget-equal-shares"):
        count = counted(capsys, tmp_path, "town.pb", text, method)
        assert (count["winners"], count["spent"], count["left"]) == ([], 0, 10)

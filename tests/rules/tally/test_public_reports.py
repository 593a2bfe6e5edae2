"""Inputs of public bug reports about counts, with what is right: each is counted by the command."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from govern import cli

PABULIB: Final = (
    "META\nkey;value\ndescription;removed project\nnum_projects;3\nnum_votes;4\nbudget;100\nvote_type;approval\n"
    "rule;greedy\nPROJECTS\nproject_id;cost;votes;name;selected\n1;100;3;Garden;1\n2;60;2;Bench;0\n3;0;1;REMOVED;0\n"
    "VOTES\nvoter_id;vote\n1;1\n2;1,2\n3;1,3\n4;2\n"
)
CIRCLE: Final = "weight,ranking\n1,D>B>A>C\n1,A>C>D>B\n1,A>D>C>B\n1,D>C>B>A\n1,D>B>C>A\n2,B>A>D>C\n"
LEVEL: Final = "weight,approvals\n3,Ana|Bo\n1,Ana\n1,Bo\n2,Cy\n"
AGAIN: Final = "weight,first,second,third\n5,Ana,Ana,Bo\n4,Bo,Cy,\n3,Cy,Bo,Ana\n"
SURVEY: Final = "Timestamp,First,Second\n2026-10-01 10:00,Ana,Bo\n2026-10-01 10:05,Ana,Cy\n2026-10-02 09:00,Bo,Ana\n"
CASES: Final = {
    "BLT without line breaks (droop, p_42a)": (
        "a.blt",
        '3 2 4 1 2 0 2 3 0 0 "Ana" "Bo" "Cy" "t"',
        ["stv"],
        {"winners": ["Ana", "Cy"]},
    ),
    "a project of cost 0 (poland_gdynia_2020_grabowek-large)": (
        "a.pb",
        PABULIB,
        ["budget-greedy"],
        {"winners": ["1"], "spent": 100},
    ),
    "a lot that decides nothing, by ranked pairs (mggg/VoteKit#388)": (
        "a.csv",
        CIRCLE,
        ["ranked-pairs", "--lot", "c"],
        {"winners": ["D"], "order": [["D"], ["B"], ["A"], ["C"]], "ties": []},
    ),
    "all that are level are seated (yournextrepresentative#1660)": (
        "a.csv",
        LEVEL,
        ["approval", "--seats", "2"],
        {"winners": ["Ana", "Bo"], "ties": []},
    ),
    "a candidate whom nobody approves (artoonie/rcvis#557)": (
        "a.csv",
        "Ana,Bo,Cy\n1,,\n1,,\n1,,\n",
        ["approval", "--seats", "2"],
        {"winners": ["Ana"], "vacant": 1},
    ),
    "a ballot that names somebody twice (BrightSpots/rcv)": ("a.csv", AGAIN, ["irv"], {"winners": ["Bo"]}),
    "the same name in two normal forms (decidim)": (
        "a.csv",
        "choice\nJos\u00e9\nJos\u00e9\nAnn\nAnn\nJose\u0301\n",
        ["plurality"],
        {"winners": ["Jos\u00e9"], "ties": []},
    ),
    "level first preferences (BrightSpots/rcv#554)": (
        "a.csv",
        "weight,ranking\n3,Ana=Bo>Cy\n4,Bo\n5,Cy>Ana\n",
        ["irv"],
        {"winners": ["Cy"]},
    ),
    "a moment is no preference (surveys)": ("a.csv", SURVEY, ["irv"], {"winners": ["Ana"]}),
}


@pytest.mark.parametrize(("name", "text", "options", "right"), CASES.values(), ids=CASES)
def test_inputs_of_public_bug_reports_are_counted_correctly(
    name: str, text: str, options: list[str], right: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert cli.main(["tally", str(tmp_path / name), "--json", "--method", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {part: found[part] for part in right} == right

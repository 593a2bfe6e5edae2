"""The report of `govern tally` is translated; names, formats and JSON are not."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from govern.rules.voting.tally.methods import TALLIES
from tests.test_cli_i18n import CHINESE, output_of

RANKED: Final = "weight,ranking\n6,Pears>Plums\n5,Plums>Apples>Pears\n4,Apples>Plums\n2,\n1,Pears=Plums\n"
POINTS: Final = "weight,Pears,Plums,Apples\n6,5,3,0\n5,0,5,4\n"
TWICE: Final = "Apples,first,second\n,Pears,Pears\n,Plums,overvote\n,plums,Pears\n"
BUDGET: Final = (
    "META\nkey;value\nbudget;10\nmin_project_score_threshold;2\nPROJECTS\nproject_id;cost\nPond;6\nSwing;5\nTap;4\n"
    "VOTES\nvoter_id;vote\n1;Pond,Tap\n2;Pond,Swing\n3;Tap\n"
)
ENGLISH: Final = re.compile(r"[A-Za-z]{3,}")
NAMES: Final = {"Apples", "Pears", "Plums", "Pond", "Swing", "Tap", "overvote", "plums"}
METHODS: Final = {word for name in TALLIES for word in name.split("-")}


def write(folder: Path, name: str, text: str) -> str:
    """A file of ballots."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("a.csv", RANKED, ["irv"]),
        ("a.csv", RANKED, ["stv", "--seats", "2"]),
        ("a.csv", RANKED, ["schulze", "--status-quo", "Apples", "--quorum", "8", "--majority", "Plums=2/1"]),
        ("a.csv", RANKED, ["borda", "--repeated", "invalid"]),
        ("a.csv", RANKED, ["benham"]),
        ("a.csv", RANKED, ["meek", "--seats", "2", "--weight-decimals", "1"]),
        ("a.csv", POINTS, ["star"]),
        ("a.csv", POINTS, ["majority-judgment"]),
        ("a.csv", TWICE, ["irv", "--overvotes", "skip"]),
        ("a.pb", BUDGET, ["budget-greedy"]),
        ("a.pb", BUDGET, ["budget-equal-shares"]),
    ],
)
def test_a_count_is_reported_in_chinese_except_names(tmp_path: Path, name: str, text: str, options: list[str]) -> None:
    report = output_of("tally", write(tmp_path, name, text), "--method", *options, GOVERN_LANG="zh-Hans")
    assert set(ENGLISH.findall(report)) <= NAMES | METHODS, report
    assert CHINESE.search(report.splitlines()[1])


def test_a_count_is_reported_in_english(tmp_path: Path) -> None:
    file = write(tmp_path, "a.csv", RANKED)
    assert output_of("tally", file, "--method", "stv", "--seats", "1", GOVERN_LANG="en").splitlines() == [
        "stv: Plums",
        "ballots: valid 15, blank 2, invalid 1",
        "  blank 2: (empty) (it names no option)",
        "  invalid 1: Pears=Plums (it puts options level first, so it prefers none of them to begin with)",
        "quota: 8",
        "1. first preferences: Apples 4 · Pears 6 · Plums 5 · elected: nobody yet",
        "2. Apples is excluded: Apples 0 · Pears 6 · Plums 9 · elected: Plums",
    ]


@pytest.mark.parametrize(
    ("name", "text", "method", "place", "reason"),
    [
        ("a.blt", "2 1\n1 1 0\n1 3 0\n0\n", "stv", "第 3 行", "没有 3 号候选人"),
        ("a.toc", "# ALTERNATIVE NAME 1: A\n5: 1\nx: 1\n", "irv", "第 3 行", "权重必须是非负整数，而这里是“x”"),
        ("a.csv", "A,B\n1,2\n3,-1\n", "score", "第 3 行", "B的分数必须是非负整数"),
        ("a.pb", BUDGET.replace("3;Tap", "3;Slide"), "budget-greedy", "第 14 行", "没有项目“Slide”"),
        ("a.txt", "", "irv", "", "文件名须以下列之一结尾：.blt .soc"),
        ("a.csv", RANKED, "score", "", "这些选票没有打分"),
    ],
)
def test_a_fault_of_a_file_is_reported_in_chinese_with_its_line(
    tmp_path: Path, name: str, text: str, method: str, place: str, reason: str
) -> None:
    said = output_of("tally", write(tmp_path, name, text), "--method", method, GOVERN_LANG="zh-Hans")
    assert reason in said
    assert place in said


def test_a_name_from_a_file_is_never_translated(tmp_path: Path) -> None:
    file = write(tmp_path, "a.pb", BUDGET.replace("3;Tap", "3;Yes"))
    assert "没有项目“Yes”" in output_of("tally", file, "--method", "budget-greedy", GOVERN_LANG="zh-Hans")


def test_json_is_the_same_in_every_language(tmp_path: Path) -> None:
    file = write(tmp_path, "a.pb", BUDGET)
    english, chinese = (
        output_of("tally", file, "--method", "budget-greedy", "--json", GOVERN_LANG=language)
        for language in ("en", "zh")
    )
    assert english == chinese
    assert json.loads(english)["dropped"] == [{"option": "Swing", "why": "threshold: 1 < 2"}]


@pytest.mark.parametrize(
    ("option", "value"), [("--seats", "0"), ("--quorum", "-1"), ("--majority", "x"), ("--people", "x")]
)
def test_permitted_options_are_explained_in_chinese(tmp_path: Path, option: str, value: str) -> None:
    file = write(tmp_path, "a.csv", RANKED)
    assert CHINESE.search(
        output_of("tally", file, "--method", "irv", option, value, GOVERN_LANG="zh-Hans")
        .splitlines()[-1]
        .partition(option)[2]
    )

"""Ballot files as people and programs write them: columns, scales of weights, normal forms, options, comments."""

import json
from pathlib import Path
from typing import Any

import pytest

from govern import cli
from govern.rules.voting.ballot_files import BadBallotFile, Reading, read
from govern.rules.voting.ballot_files.problems import PROBLEMS
from govern.rules.voting.tally.methods import Settings, count
from tests.rules.tally.test_peculiar_ballots import ranks

LINES = '3 2\n4 1 2 0\n2 3 0\n0\n"Ana"\n"Bo"\n"Cy"\n"t"\n'
SURVEY = "Timestamp,First,Second\n2026-10-01 10:00,Ana,Bo\n2026-10-01 10:05,Ana,Cy\n2026-10-02 09:00,Bo,Ana\n"


def command(tmp_path: Path, name: str, text: str, *options: str) -> int:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return cli.main(["tally", str(tmp_path / name), *options])


def told(tmp_path: Path, capsys: Any, name: str, text: str, *options: str) -> Any:
    assert command(tmp_path, name, text, "--json", *options) == 0
    return json.loads(capsys.readouterr().out)


def code(name: str, text: str, reading: Reading | None = None) -> tuple[str, int]:
    with pytest.raises(BadBallotFile) as refused:
        read(name, text, reading or Reading())
    assert str(refused.value).endswith(f"({refused.value.code})")
    return refused.value.code, refused.value.line


def test_a_column_that_is_no_preference_is_passed_over_and_named(tmp_path: Path, capsys: Any) -> None:
    found = told(tmp_path, capsys, "a.csv", SURVEY, "--method", "irv")
    assert (found["winners"], found["rounds"][0]["totals"]) == (["Ana"], {"Ana": 2, "Bo": 1, "Cy": 0})
    assert found["notes"] == ["columns that are not counted: Timestamp"]


@pytest.mark.parametrize(
    "head",
    [
        "first,second",
        "1st,2nd",
        "1st choice,2nd choice",
        "Choice 1,Choice 2",
        "rank_1,rank_2",
        "Preference-1,Preference-2",
        "1ST CHOICE MAYOR,2ND CHOICE MAYOR",
        "第1志愿,第2志愿",
    ],
)
def test_columns_of_preferences_are_known_by_their_names(head: str) -> None:
    first, second = head.split(",")
    text = f"voter,{second},weight,{first}\nv1,Bo,3,Ana\nv2,,2,Bo\n"
    assert dict(read("a.csv", text).rankings) == {ranks("Ana", "Bo"): 3, ranks("Bo"): 2}


@pytest.mark.parametrize(
    "text",
    [
        "name,answer\nv1,Ana\n",
        "voter_id,A,B\n1,5,3\n",  # numbers: is the voter an option?
        "weight,first,third\n3,Ana,Bo\n",
        "first,second\n3,2\n",  # numbers: preferences or points?
        "1st choice mayor,2nd choice council\nAna,Bo\n",
        "weight,first,1st\n3,Ana,Bo\n",
    ],
)
def test_where_names_leave_a_doubt_the_columns_are_asked_for(text: str) -> None:
    assert code("a.csv", text) == ("columns_unknown", 0)


def test_ambiguous_columns_can_be_given() -> None:
    text = "name,a,b,n\nv1,Bo,Ana,2\n"
    profile = read("a.csv", text, Reading(preferences=("b", "A"), weights="n"))
    assert dict(profile.rankings) == {ranks("Ana", "Bo"): 2}
    profile = read("a.csv", "id,A,B\n1,5,3\n2,1,4\n", Reading(points=("A", "B")))
    assert count("score", profile, Settings()).shown["rounds"][0]["totals"] == {"A": 6, "B": 7}
    assert code("a.csv", text, Reading(preferences=("c",))) == ("column_missing", 0)
    assert code("a.csv", text, Reading(weights="c")) == ("column_missing", 0)


def test_columns_of_ranks_are_read_as_rankings(tmp_path: Path, capsys: Any) -> None:
    """A survey that asks for the rank of each option; the same numbers as points turn the ballots around."""
    text = "voter,Ana,Bo,Cy\n1,1,2,3\n2,1,3,2\n3,2,1,\n4,1,1,2\n"
    reading = Reading(ranks=("Ana", "Bo", "Cy"))
    found = dict(read("a.csv", text, reading).rankings)
    assert found == {
        ranks("Ana", "Bo", "Cy"): 1,
        ranks("Ana", "Cy", "Bo"): 1,
        ranks("Bo", "Ana"): 1,
        ranks("Ana=Bo", "Cy"): 1,
    }
    columns = ("--ranks", "Ana", "Bo", "Cy")
    assert told(tmp_path, capsys, "a.csv", text, "--method", "schulze", *columns)["winners"] == ["Ana"]
    as_points = told(tmp_path, capsys, "a.csv", text, "--method", "irv", "--points", "Ana", "Bo", "Cy")
    assert as_points["notes"] == [
        "numbers are read as points, the most is the best; if they are ranks, name them with --ranks"
    ]
    assert "notes" not in told(tmp_path, capsys, "a.csv", text, "--method", "score", "--points", "Ana", "Bo", "Cy")
    assert code("a.csv", text.replace("3,2,1", "3,x,1"), reading) == ("number_invalid", 4)


@pytest.mark.parametrize("name", ["a.csv", "a.blt", "a.toc", "a.pb"])
def test_a_name_in_two_normal_forms_is_one(name: str) -> None:
    composed, apart = "Jos\u00e9", "Jose\u0301"
    texts = {
        "a.csv": f"choice\n{composed}\n{apart}\nAnn\n",
        "a.blt": f'2 1\n1 1 0\n0\n"{apart}"\n"Ann"\n"t"\n',
        "a.toc": f"# ALTERNATIVE NAME 1: {apart}\n# ALTERNATIVE NAME 2: Ann\n1: 1,2\n",
        "a.pb": f"META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\n{apart};1\nAnn;2\nVOTES\nvoter_id;vote\n"
        f"1;{composed}\n",
    }
    assert sorted(read(name, texts[name]).options) == ["Ann", composed]


def test_names_on_the_command_line_are_composed_too(tmp_path: Path, capsys: Any) -> None:
    text = "ranking\nJos\u00e9>Ann\nAnn>Jos\u00e9\nJos\u00e9\n"
    found = told(tmp_path, capsys, "a.csv", text, "--method", "schulze", "--status-quo", "Jose\u0301")
    assert found["winners"] == ["Jos\u00e9"]


def test_names_that_differ_in_capital_letters_are_pointed_out(tmp_path: Path, capsys: Any) -> None:
    found = told(tmp_path, capsys, "a.csv", "choice\nYes\nyes\nNo\n", "--method", "plurality")
    assert found["notes"] == ["names that differ only in capital letters are counted apart: Yes, yes"]


def test_weights_go_up_to_the_largest_number_of_the_record() -> None:
    text = "weight,ranking\n{},A\n1,B\n"
    assert read("a.csv", text.format(9_007_199_254_740_991)).weight == 2**53
    assert code("a.csv", text.format(9_007_199_254_740_992)) == ("number_too_large", 2)
    assert code("a.csv", text.format("9" * 30)) == ("number_too_large", 2)
    assert code("a.csv", text.format("-1")) == ("number_invalid", 2)
    assert code("a.csv", text.format("2.5")) == ("weight_decimal", 2)


@pytest.mark.parametrize("name", ["a.csv", "a.blt", "a.toi"])
def test_weights_with_decimals_are_counted_in_a_stated_unit(name: str) -> None:
    text = {
        "a.csv": "weight,ranking\n2.5,A\n1,B\n",
        "a.blt": '2 1\n2.5 1 0\n1 2 0\n0\n"A"\n"B"\n"t"\n',
        "a.toi": "# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n2.5: 1\n1: 2\n",
    }[name]
    assert dict(read(name, text, Reading(decimals=1)).rankings) == {ranks("A"): 25, ranks("B"): 10}
    assert dict(read(name, text, Reading(decimals=2)).rankings) == {ranks("A"): 250, ranks("B"): 100}
    assert code(name, text)[0] == "weight_decimal"
    assert code(name, text.replace("2.5", "2.55"), Reading(decimals=1))[0] == "weight_too_fine"


def test_the_unit_of_weights_can_be_given(tmp_path: Path, capsys: Any) -> None:
    found = told(tmp_path, capsys, "a.csv", "weight,ranking\n2.5,A\n", "--method", "irv", "--weight-decimals", "1")
    assert found["rounds"][0]["totals"] == {"A": 25}
    assert found["notes"] == ["figures count 1/10 of a weight as 1"]


@pytest.mark.parametrize(
    "text",
    [
        '3 2 4 1 2 0 2 3 0 0 "Ana" "Bo" "Cy" "t"',
        '3 2\n4 1 2 0 2 3 0\n0 "Ana" "Bo" "Cy" "t"\n',
        '3 2 4 1 2 0\n2 3 0 0\n"Ana"\n"Bo"\n"Cy"\n"t"\n',
        '/* a club,\n of three */\n3 2\n4 1 2 0 /* both */ 2 3 0\n0\n"Ana"\n"Bo"\n"Cy"\n"t"\n',
        '3 2\n[nick a b c]\n4 a b 0\n2 c 0\n0\n"Ana"\n"Bo"\n"Cy"\n"t"\n',
        '3 2\n(x1) 4 1 2 0 (x2) 2 3 0\n0\n"Ana"\n"Bo"\n"Cy"\n"t"\n',
    ],
)
def test_blt_has_no_lines_of_its_own(text: str) -> None:
    assert read("a.blt", text) == read("a.blt", LINES)


@pytest.mark.parametrize("option", ["-2", "[withdrawn 2]", "[nick a b c]\n[withdrawn b]", "[Withdrawn 2] [nick a b c]"])
def test_blt_says_who_withdrew(option: str) -> None:
    profile = read("a.blt", LINES.replace("4 1 2 0", f"{option}\n4 1 2 0"))
    assert profile.options == ("Ana", "Cy")
    assert dict(profile.rankings) == {ranks("Ana"): 4, ranks("Cy"): 2}


def test_an_order_for_ties_is_passed_over_and_told() -> None:
    profile = read("a.blt", LINES.replace("4 1", "[tie 3 2 1]\n4 1"))
    assert profile.notes == ("the order for ties that the file states is not used: a lot decides",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2 3 0", "2 3 0 1 4 0", ("candidate_unknown", 3)),
        ("4 1 2 0", "4 1 2", ("blt_ballot", 2)),
        ("4 1 2 0", "[nock a b c]\n4 1 2 0", ("blt_option", 2)),
        ("4 1 2 0", "[withdrawn 4]\n4 1 2 0", ("candidate_unknown", 2)),
        ('"Bo"\n', "# Bo\n", ("names_commented", 8)),
        ('"Cy"\n"t"\n', "", ("names_missing", 6)),
        ("3 2\n", "3\n2\n", ("blt_head", 1)),
    ],
)
def test_a_fault_of_a_blt_file_is_reported_with_its_line(old: str, new: str, said: tuple[str, int]) -> None:
    text = LINES.replace(old, new) if old != '"Bo"\n' else LINES.replace(old, new).replace('"t"\n', "")
    assert code("a.blt", text) == (said if said[0] != "names_commented" else ("names_commented", 7))


def test_a_project_that_costs_nothing_takes_no_part(tmp_path: Path, capsys: Any) -> None:
    """poland_gdynia_2020_grabowek-large lists a removed project with cost 0; the published file selects the dearest."""
    town = (
        "# a town\nMETA\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n1;100;Garden\n"
        "2;60;Bench\n3;0;REMOVED\nVOTES\nvoter_id;vote\n1;1\n2;1,2\n3;1,3\n4;2\n5;3\n"
    )
    for method in ("budget-greedy", "budget-equal-shares"):
        found = told(tmp_path, capsys, "a.pb", town, "--method", method, "--complete")
        assert (found["winners"], found["ballots"]["blank"]) == (["1"], 1)
        assert found["notes"] == ["not counted, because it costs 0: 3"]
    free = town.replace("1;100", "1;0").replace("2;60", "2;0")
    assert code("a.pb", free) == ("projects_free", 6)


@pytest.mark.parametrize("text", ["# a comment\nfirst,second\nA,B\n", "# a\n# b\nweight,ranking\n1,A>B\n"])
def test_comments_stand_before_the_head_line(text: str) -> None:
    assert dict(read("a.csv", text).rankings) == {ranks("A", "B"): 1}
    assert code("a.csv", f"{text}x,y,z,1\n")[1] == text.count("\n") + 1


def test_each_refusal_has_a_code_in_both_languages(tmp_path: Path, capsys: Any, monkeypatch: Any) -> None:
    assert len(set(PROBLEMS.values())) == len(PROBLEMS)
    for language, start in (("en", "line 2: a weight must be"), ("zh-Hans", "第 2 行")):
        monkeypatch.setenv("GOVERN_LANG", language)
        assert command(tmp_path, "a.csv", "weight,ranking\nx,A\n", "--method", "irv") == 2
        said = capsys.readouterr().err
        assert start in said
        assert "number_invalid" in said
    monkeypatch.setenv("GOVERN_LANG", "en")
    assert command(tmp_path, "a.csv", "ranking\nA>B\n", "--method", "score") == 2
    assert "these ballots give no points (points_missing)" in capsys.readouterr().err
